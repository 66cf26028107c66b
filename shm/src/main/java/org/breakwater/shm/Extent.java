package org.breakwater.shm;

/**
 * A stretch of a pool that is read again and again, such as a buffer's, and whether the file was found to have
 * all of its pages. Loop's thread.
 */
final class Extent {
    private final long offset;
    private final long length;
    private long checkedIn = -1;
    private boolean whole;

    /** In bytes from the pool's start; it lies in the pool. */
    Extent(long offset, long length) {
        this.offset = offset;
        this.length = length;
    }

    long offset() {
        return offset;
    }

    long length() {
        return length;
    }

    /** Whether it was looked at in this spell of the mapper's. */
    boolean isChecked(long spell) {
        return checkedIn == spell;
    }

    void checked(long spell, boolean foundWhole) {
        checkedIn = spell;
        whole = foundWhole;
    }

    /** What the last look found. */
    boolean isWhole() {
        return whole;
    }
}

package org.breakwater.shm;

import java.util.BitSet;

/** The pages of a pool that were found past the end of the file and stay zero from then on. */
final class StickyZeros {
    private static final int PAGE_SHIFT = 12;
    private static final int PAGE = 1 << PAGE_SHIFT;

    private final BitSet pages = new BitSet();

    boolean isEmpty() {
        return pages.isEmpty();
    }

    /** Bytes {@code [from, to)} were missing: so are the pages that begin there. */
    void mark(long from, long to) {
        int first = (int) ((from + PAGE - 1) >> PAGE_SHIFT);
        int end = (int) ((to + PAGE - 1) >> PAGE_SHIFT);
        if (first < end) {
            pages.set(first, end);
        }
    }

    /** Zeroes what is marked of {@code [offset, offset + length)}, staged at {@code at}. */
    void blank(Staging staging, int at, long offset, int length) {
        long end = offset + length;
        int page = pages.nextSetBit((int) (offset >> PAGE_SHIFT));
        while (page >= 0 && (long) page << PAGE_SHIFT < end) {
            long from = Math.max(offset, (long) page << PAGE_SHIFT);
            long to = Math.min(end, (page + 1L) << PAGE_SHIFT);
            staging.zero(at + (int) (from - offset), (int) (to - from));
            page = pages.nextSetBit(page + 1);
        }
    }
}

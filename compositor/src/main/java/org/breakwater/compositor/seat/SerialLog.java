package org.breakwater.compositor.seat;

/** The serials of the latest input events that a client was sent. */
final class SerialLog {
    private static final int SIZE = 256;

    private final int[] serials = new int[SIZE];
    private final boolean[] actions = new boolean[SIZE];
    private int next;
    private int count;

    /** {@code action}: the user pressed or released something. */
    void add(int serial, boolean action) {
        serials[next] = serial;
        actions[next] = action;
        next = (next + 1) % SIZE;
        count = Math.min(count + 1, SIZE);
    }

    boolean contains(int serial) {
        return indexOf(serial) >= 0;
    }

    boolean containsAction(int serial) {
        int index = indexOf(serial);
        return index >= 0 && actions[index];
    }

    /** The last one; 0 when there is none. */
    int newest() {
        return count == 0 ? 0 : serials[(next + SIZE - 1) % SIZE];
    }

    private int indexOf(int serial) {
        for (int i = 0; i < count; i++) {
            if (serials[i] == serial) {
                return i;
            }
        }
        return -1;
    }
}

package org.breakwater.compositor.backend.libinput;

import java.util.Arrays;

/** A few codes that are down, in the order in which they went down. Allocates only to grow. */
final class CodeSet {
    private int[] codes = new int[8];
    private int size;

    /** False when it was in already. */
    boolean add(int code) {
        if (contains(code)) {
            return false;
        }
        if (size == codes.length) {
            codes = Arrays.copyOf(codes, size * 2);
        }
        codes[size++] = code;
        return true;
    }

    /** False when it was not in. */
    boolean remove(int code) {
        for (int i = 0; i < size; i++) {
            if (codes[i] == code) {
                size--;
                System.arraycopy(codes, i + 1, codes, i, size - i);
                return true;
            }
        }
        return false;
    }

    boolean contains(int code) {
        for (int i = 0; i < size; i++) {
            if (codes[i] == code) {
                return true;
            }
        }
        return false;
    }

    int size() {
        return size;
    }

    int last() {
        return codes[size - 1];
    }
}

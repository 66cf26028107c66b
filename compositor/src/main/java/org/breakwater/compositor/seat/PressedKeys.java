package org.breakwater.compositor.seat;

import java.util.Arrays;
import org.breakwater.protocol.wire.WireArray;

/** The keys that are down, in the order in which they went down; Linux key codes. */
final class PressedKeys {
    private int[] keys = new int[16];
    private int size;

    /** False when it was down already. */
    boolean add(int key) {
        if (contains(key)) {
            return false;
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
        }
        keys[size++] = key;
        return true;
    }

    /** False when it was not down. */
    boolean remove(int key) {
        int index = indexOf(key);
        if (index < 0) {
            return false;
        }
        size--;
        System.arraycopy(keys, index + 1, keys, index, size - index);
        return true;
    }

    boolean contains(int key) {
        return indexOf(key) >= 0;
    }

    int size() {
        return size;
    }

    int get(int index) {
        return keys[index];
    }

    void clear() {
        size = 0;
    }

    /** These but for some; another set. */
    PressedKeys without(PressedKeys others) {
        PressedKeys rest = new PressedKeys();
        for (int i = 0; i < size; i++) {
            if (!others.contains(keys[i])) {
                rest.add(keys[i]);
            }
        }
        return rest;
    }

    /** As {@code wl_keyboard.enter} has them. */
    byte[] toArray() {
        return WireArray.ofInts(Arrays.copyOf(keys, size));
    }

    private int indexOf(int key) {
        for (int i = 0; i < size; i++) {
            if (keys[i] == key) {
                return i;
            }
        }
        return -1;
    }
}

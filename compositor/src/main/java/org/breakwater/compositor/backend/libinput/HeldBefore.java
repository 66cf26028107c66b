package org.breakwater.compositor.backend.libinput;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Keys that were down already when their devices were opened, as Ctrl and Alt are when they have just brought the session
 * back. libinput tells neither that they are down nor that they come up, so the kernel is asked: when a device is opened,
 * and, as long as something was down then, when somebody wants to know. What the kernel answers it takes out of the
 * device's queue, which libinput therefore has to read first.
 */
final class HeldBefore {
    /** One bit for each of the kernel's codes. */
    private static final int BYTES = 0x300 / Byte.SIZE;

    private final Libinput libinput;
    private final Map<Integer, BitSet> down = new HashMap<>();      // by descriptor; those with none are not in it
    private final byte[] bits = new byte[BYTES];

    HeldBefore(Libinput libinput) {
        this.libinput = libinput;
    }

    /** libinput is about to use this descriptor, which nobody has read from. */
    void opened(int fd) {
        BitSet held = read(fd);
        if (!held.isEmpty()) {
            down.put(fd, held);
        }
    }

    void closed(int fd) {
        down.remove(fd);
    }

    /** Codes of those that have not come up since; the caller's. */
    BitSet still() {
        BitSet all = new BitSet();
        if (!down.isEmpty()) {
            libinput.dispatch();
        }
        for (Iterator<Map.Entry<Integer, BitSet>> i = down.entrySet().iterator(); i.hasNext();) {
            Map.Entry<Integer, BitSet> device = i.next();
            BitSet held = device.getValue();
            held.and(read(device.getKey()));
            all.or(held);
            if (held.isEmpty()) {
                i.remove();
            }
        }
        return all;
    }

    private BitSet read(int fd) {
        return libinput.keysDown(fd, bits) ? BitSet.valueOf(bits) : new BitSet();
    }
}

package org.breakwater.protocol.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The wire's byte arrays, read and written as 32-bit words in native order. */
public final class WireArray {
    private WireArray() {
    }

    public static byte[] ofInts(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.nativeOrder());
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    /** A rest of fewer than four bytes is ignored. */
    public static int[] toInts(byte[] array) {
        ByteBuffer bytes = ByteBuffer.wrap(array).order(ByteOrder.nativeOrder());
        int[] values = new int[array.length / 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.getInt();
        }
        return values;
    }
}

package org.breakwater.protocol.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;

/** Native memory for bytes that wait to be sent. */
final class OutputBlock {
    /** What a connection needs that is read as fast as it is written to. */
    static final int USUAL = 4096;
    /** Of a connection that is closed. */
    static final OutputBlock NONE = new OutputBlock(0);

    final ByteBuffer bytes;
    /** Where the first byte is. */
    final long address;

    OutputBlock(int capacity) {
        bytes = ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
        address = Pointer.wrap(Native.RUNTIME, bytes).address();
    }
}

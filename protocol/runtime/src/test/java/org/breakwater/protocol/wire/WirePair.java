package org.breakwater.protocol.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/** Two connected ends; the far one may also be written to in raw bytes. */
final class WirePair implements AutoCloseable {
    final Connection near;
    final Connection far;

    WirePair() throws IOException {
        Fd[] pair = Fd.socketPair();
        near = new Connection(pair[0], new SocketIo());
        far = new Connection(pair[1], new SocketIo());
    }

    /** Shrinks what the kernel buffers, so that a slow reader shows soon. */
    void shrinkBuffers() {
        Pointer four = Memory.allocateDirect(Native.RUNTIME, 4);
        four.putInt(0, 4096);
        int sendBuffer = 7;
        Setsockopt.LIBC.setsockopt(near.socket().raw(), Native.SOL_SOCKET, sendBuffer, four, 4);
    }

    /** The bytes of a message, as {@link MessageWriter} would write them. */
    static byte[] message(int object, int opcode, byte[] arguments) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + arguments.length).order(ByteOrder.nativeOrder());
        bytes.putInt(object).putInt((8 + arguments.length) << 16 | opcode).put(arguments);
        return bytes.array();
    }

    /** Everything that the far end has framed since, as "object.opcode". */
    List<String> received() throws IOException {
        List<String> framed = new ArrayList<>();
        while (far.receive() == Connection.Received.DATA) {
            while (far.next()) {
                framed.add(far.objectId() + "." + far.opcode());
            }
        }
        return framed;
    }

    @Override
    public void close() {
        near.close();
        far.close();
    }

    /** The one call that the product does not need. */
    public interface Setsockopt {
        Setsockopt LIBC = jnr.ffi.LibraryLoader.create(Setsockopt.class).load("c");

        int setsockopt(int fd, int level, int option, Pointer value, int length);
    }
}

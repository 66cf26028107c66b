package org.breakwater.tests.quarantine;

import jnr.ffi.LastError;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.breakwater.protocol.wire.Fd;

/** Descriptors as a hostile client gets them. */
final class NativeFiles {
    private static final int O_RDWR = 2;
    private static final int O_CLOEXEC = 0x80000;
    private static final int AF_INET = 2;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_LINGER = 13;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final LibC C = LibraryLoader.create(LibC.class).load("c");
    private static final Runtime RUNTIME = Runtime.getRuntime(C);

    private NativeFiles() {
    }

    public interface LibC {
        int open(String path, int flags, int mode);

        int socket(int domain, int type, int protocol);

        int setsockopt(int fd, int level, int option, Pointer value, int length);

        int connect(int fd, Pointer address, int length);

        long send(int fd, Pointer bytes, long length, int flags);
    }

    static Fd open(String path) {
        return Fd.own(checked("open " + path, C.open(path, O_RDWR | O_CLOEXEC, 0)));
    }

    /**
     * A connection to a port of this machine, full of data that nobody reads: its last close waits.
     */
    static Fd lingering(int port, int seconds) {
        Fd socket = Fd.own(checked("socket", C.socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)));
        Pointer address = Memory.allocateDirect(RUNTIME, 16, true);
        address.putShort(0, (short) AF_INET);
        address.putByte(2, (byte) (port >> 8));
        address.putByte(3, (byte) port);
        address.putByte(4, (byte) 127);
        address.putByte(7, (byte) 1);
        checked("connect", C.connect(socket.raw(), address, 16));
        Pointer linger = Memory.allocateDirect(RUNTIME, 8, true);
        linger.putInt(0, 1);
        linger.putInt(4, seconds);
        checked("setsockopt", C.setsockopt(socket.raw(), SOL_SOCKET, SO_LINGER, linger, 8));
        Pointer bytes = Memory.allocateDirect(RUNTIME, 1 << 20, true);
        long sent;
        do {
            sent = C.send(socket.raw(), bytes, 1 << 20, MSG_DONTWAIT | MSG_NOSIGNAL);
        } while (sent > 0);
        return socket;
    }

    private static int checked(String what, int result) {
        if (result < 0) {
            throw new IllegalStateException(what + ": errno " + LastError.getLastError(RUNTIME));
        }
        return result;
    }
}

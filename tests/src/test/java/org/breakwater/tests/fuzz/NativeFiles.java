package org.breakwater.tests.fuzz;

import java.io.IOException;
import java.lang.ref.Reference;
import java.util.List;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.types.ssize_t;
import org.breakwater.protocol.wire.Fd;

/**
 * What no class of ours does, and a hostile client can: descriptors of odd kinds, and bytes with
 * descriptors that belong to no message.
 */
final class NativeFiles {
    private static final int O_RDWR = 2;
    private static final int O_DIRECTORY = 0x1_0000;
    private static final int O_PATH = 0x20_0000;
    private static final int O_CLOEXEC = 0x8_0000;
    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final LibC C = LibraryLoader.create(LibC.class).load("c");
    private static final Runtime RUNTIME = Runtime.getRuntime(C);

    private NativeFiles() {
    }

    /** JNR-FFI generates the class behind this, in a class loader of its own: hence public. */
    public interface LibC {
        int open(String path, int flags, int mode);

        int eventfd(int value, int flags);

        @ssize_t long sendmsg(int fd, Pointer header, int flags);
    }

    /** One {@code sendmsg} of these bytes, with descriptors beside them. False: not taken whole. */
    static boolean send(Fd socket, byte[] bytes, List<Fd> fds) {
        Pointer data = Memory.allocateDirect(RUNTIME, Math.max(1, bytes.length));
        data.put(0, bytes, 0, bytes.length);
        Pointer vector = Memory.allocateDirect(RUNTIME, 16);
        vector.putAddress(0, data.address());
        vector.putLong(8, bytes.length);
        int length = 16 + fds.size() * 4;
        Pointer control = Memory.allocateDirect(RUNTIME, length + 8);
        control.putLong(0, length);
        control.putInt(8, SOL_SOCKET);
        control.putInt(12, SCM_RIGHTS);
        for (int i = 0; i < fds.size(); i++) {
            control.putInt(16 + i * 4, fds.get(i).raw());
        }
        Pointer header = Memory.allocateDirect(RUNTIME, 56, true);
        header.putAddress(16, vector.address());
        header.putLong(24, 1);
        if (!fds.isEmpty()) {
            header.putAddress(32, control.address());
            header.putLong(40, (length + 7) & ~7);
        }
        long sent = C.sendmsg(socket.raw(), header, MSG_DONTWAIT | MSG_NOSIGNAL);
        Reference.reachabilityFence(List.of(data, vector, control));
        return sent == bytes.length;
    }

    static Fd directory() throws IOException {
        return own(C.open("/", O_DIRECTORY | O_CLOEXEC, 0));
    }

    static Fd device(String path) throws IOException {
        return own(C.open(path, O_RDWR | O_CLOEXEC, 0));
    }

    /** Names a file without having opened it. */
    static Fd path() throws IOException {
        return own(C.open("/proc/self/exe", O_PATH | O_CLOEXEC, 0));
    }

    static Fd event() throws IOException {
        return own(C.eventfd(0, O_CLOEXEC));
    }

    private static Fd own(int raw) throws IOException {
        if (raw < 0) {
            throw new IOException("no descriptor");
        }
        return Fd.own(raw);
    }
}

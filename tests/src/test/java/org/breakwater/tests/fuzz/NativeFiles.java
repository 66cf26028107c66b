package org.breakwater.tests.fuzz;

import java.io.IOException;
import jnr.ffi.LibraryLoader;
import org.breakwater.protocol.wire.Fd;

/** Descriptors that no class of ours makes: what a hostile client can get from the kernel. */
final class NativeFiles {
    private static final int O_RDWR = 2;
    private static final int O_DIRECTORY = 0x1_0000;
    private static final int O_PATH = 0x20_0000;
    private static final int O_CLOEXEC = 0x8_0000;
    private static final LibC C = LibraryLoader.create(LibC.class).load("c");

    private NativeFiles() {
    }

    /** JNR-FFI generates the class behind this, in a class loader of its own: hence public. */
    public interface LibC {
        int open(String path, int flags, int mode);

        int eventfd(int value, int flags);
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

package org.breakwater.compositor.virtualkeyboard;

import java.io.IOException;
import java.nio.file.Path;
import jnr.ffi.LibraryLoader;
import org.breakwater.protocol.wire.Fd;

/** Descriptors of files by name. */
final class NativeOpen {
    private static final int O_CLOEXEC = 02000000;
    private static final LibC LIBC = LibraryLoader.create(LibC.class).load("c");

    private NativeOpen() {
    }

    public interface LibC {
        int open(String path, int flags);
    }

    static Fd toRead(Path path) throws IOException {
        int fd = LIBC.open(path.toString(), O_CLOEXEC);
        if (fd < 0) {
            throw new IOException("cannot open " + path);
        }
        return Fd.own(fd);
    }
}

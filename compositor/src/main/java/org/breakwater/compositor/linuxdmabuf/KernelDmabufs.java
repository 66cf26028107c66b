package org.breakwater.compositor.linuxdmabuf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jnr.ffi.Pointer;
import org.breakwater.protocol.wire.Fd;

/**
 * Asks the kernel what a descriptor is, and not the file: {@code /proc/self/fdinfo} is answered without it, so
 * that no file system can keep us waiting, and only a dmabuf has the name of an exporter there. Loop thread.
 */
public final class KernelDmabufs implements DmabufFiles {
    private static final String EXPORTER = "exp_name:";
    private static final String SIZE = "size:";

    private final Pointer pollfd = Native.pollfd();

    @Override
    public long size(Fd fd) {
        String facts;
        try {
            facts = new String(Files.readAllBytes(Path.of("/proc/self/fdinfo", Integer.toString(fd.raw()))),
                    StandardCharsets.UTF_8);
        } catch (IOException unknown) {
            return NONE;
        }
        return sizeIn(facts);
    }

    @Override
    public int unfinished(Fd dmabuf) {
        return Native.isReadable(pollfd, dmabuf.raw()) ? FINISHED : dmabuf.raw();
    }

    /** The size that the kernel's facts about a descriptor give, if they are those of a dmabuf. */
    static long sizeIn(String facts) {
        long size = NONE;
        boolean exported = false;
        for (String line : facts.split("\n")) {
            exported |= line.startsWith(EXPORTER);
            if (line.startsWith(SIZE) && size == NONE) {
                size = Long.parseUnsignedLong(line.substring(SIZE.length()).strip());
            }
        }
        return exported ? size : NONE;
    }
}

package org.breakwater.protocol.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** This process's descriptors, to see that none is left. */
public final class OpenFds {
    private static final Path SELF = Path.of("/proc/self/fd");

    private OpenFds() {
    }

    /** How many are open, not counting those that this look opens. */
    public static int count() {
        try (Stream<Path> all = Files.list(SELF)) {
            return (int) all.count() - 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file behind a descriptor: two with the same answer are the same file. */
    public static String target(int fd) {
        try {
            return Files.readSymbolicLink(SELF.resolve(Integer.toString(fd))).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

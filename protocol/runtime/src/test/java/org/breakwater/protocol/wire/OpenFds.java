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

    /**
     * How many are open, without those that the JVM opens and closes for itself: its files and
     * /proc.
     */
    public static int count() {
        try (Stream<Path> all = Files.list(SELF)) {
            return (int) all.filter(OpenFds::isOurs).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(Path link) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            return !target.startsWith("/") || target.startsWith("/memfd:")
                    || target.endsWith(".lock");
        } catch (IOException closedMeanwhile) {
            return false;
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

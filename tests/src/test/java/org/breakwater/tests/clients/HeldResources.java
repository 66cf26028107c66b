package org.breakwater.tests.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the kernel says that this process holds and that a client can cause: open descriptors and
 * shared mappings, counted by what they refer to. Programs and libraries, which the JVM opens
 * when it needs them, do not count.
 */
record HeldResources(Map<String, Integer> descriptors, Map<String, Integer> mappings) {
    private static final Path SELF = Path.of("/proc/self");

    static HeldResources now() {
        try {
            return new HeldResources(readDescriptors(), readMappings());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Integer> readDescriptors() throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        try (DirectoryStream<Path> fds = Files.newDirectoryStream(SELF.resolve("fd"))) {
            for (Path fd : fds) {
                count(found, target(fd));
            }
        }
        return found;
    }

    private static String target(Path fd) throws IOException {
        try {
            return Files.readSymbolicLink(fd).toString();
        } catch (NoSuchFileException closedMeanwhile) {
            return "";      // the directory's own, or a helper thread's
        }
    }

    private static Map<String, Integer> readMappings() throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        try (Stream<String> lines = Files.lines(SELF.resolve("maps"))) {
            lines.filter(line -> line.indexOf('/') >= 0)
                    .forEach(line -> count(found, line.substring(line.indexOf('/'))));
        }
        return found;
    }

    private static void count(Map<String, Integer> found, String target) {
        boolean file = target.startsWith("/") && !target.startsWith("/memfd:")
                && !target.startsWith("/dev/shm/") && !target.endsWith("(deleted)");
        if (!file && !target.isEmpty() && !target.startsWith("/proc/")) {
            // Sockets and pipes are told apart by their inode, which says nothing here.
            found.merge(target.replaceAll(":\\[\\d+\\]", ""), 1, Integer::sum);
        }
    }
}

package org.breakwater.tests.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.breakwater.compositor.Ledger;
import org.breakwater.compositor.Server;

/**
 * What this process holds that a client can cause: descriptors of anything but programs and
 * libraries, mappings of memory files and of deleted ones; and what the compositor says it holds.
 */
record Held(Ledger ledger, Map<String, Integer> descriptors, List<String> mappings) {
    static Held by(Server server) {
        try {
            return new Held(server.ledger(), readDescriptors(), readMappings());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Integer> readDescriptors() throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
            fds.map(Held::target).filter(Held::canBeAClients)
                    .forEach(target -> found.merge(target.replaceAll(":\\[\\d+\\]$", ""), 1,
                            Integer::sum));
        }
        return found;
    }

    private static String target(Path fd) {
        try {
            return Files.readSymbolicLink(fd).toString();
        } catch (IOException closedMeanwhile) {
            return "";      // the directory's own, or a helper thread's
        }
    }

    /** The JVM opens class files when it needs them, and looks into /proc as we do here. */
    private static boolean canBeAClients(String target) {
        return !target.isEmpty() && !target.endsWith(".jar") && !target.endsWith(".class")
                && !target.contains(".so") && !target.endsWith("/modules")
                && !target.startsWith("/sys/fs/cgroup/") && !target.matches("/proc/\\d+/fd");
    }

    private static List<String> readMappings() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains("/memfd:") || line.contains("/dev/shm/")
                            || line.endsWith("(deleted)") || line.contains("/anon_hugepage"))
                    .map(line -> line.substring(line.indexOf('/')))
                    .filter(line -> !line.contains(".so")).sorted().toList();
        }
    }
}

package org.breakwater.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves descriptors or mappings of memory files. To go on the class, outside of
 * its {@link Fixture}: it counts before the compositor starts and after it has ended.
 */
public final class FdLeakExtension implements BeforeEachCallback, AfterEachCallback {
    private static final ExtensionContext.Namespace OURS =
            ExtensionContext.Namespace.create(FdLeakExtension.class);
    /** Foreign descriptors and large mappings are closed on threads of their own, which may lag behind. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;
    private static boolean warm;

    @Override
    public void beforeEach(ExtensionContext context) {
        warmUp();
        context.getStore(OURS).put("before", look());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Object before = context.getStore(OURS).get("before");
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Map<String, Integer> now = look();
        while (!now.equals(before) && System.nanoTime() < deadline) {
            Thread.yield();
            now = look();
        }
        assertEquals(before.toString(), now.toString(), "descriptors and mappings left");
    }

    /** What is open, by kind; the files of the JVM and of Mesa are theirs. */
    public static Map<String, Integer> look() {
        Map<String, Integer> kinds = new TreeMap<>();
        try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
            fds.forEach(fd -> count(kinds, target(fd)));
            for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
                if (line.contains("/memfd:")) {
                    kinds.merge("mapping of a memfd", 1, Integer::sum);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kinds;
    }

    private static void count(Map<String, Integer> kinds, String target) {
        if (target.startsWith("/memfd:")) {
            kinds.merge("memfd", 1, Integer::sum);
        } else if (!target.startsWith("/")) {
            kinds.merge(target.replaceAll(":\\[\\d+\\]$", ""), 1, Integer::sum);
        }
    }

    private static String target(Path fd) {
        try {
            return Files.readSymbolicLink(fd).toString();
        } catch (IOException closedMeanwhile) {
            return "/";
        }
    }

    /** The first compositor of a JVM opens what is opened once: the driver's, the probe's. */
    private static synchronized void warmUp() {
        if (!warm) {
            warm = true;
            Fixture first = new Fixture();
            first.open();
            first.close();
            openSocketOfTheJvm();
        }
    }

    /** With the first channel of a JVM comes a descriptor that it keeps. */
    private static void openSocketOfTheJvm() {
        try {
            SocketChannel.open(StandardProtocolFamily.UNIX).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

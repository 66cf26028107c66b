package org.breakwater.compositor;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.render.Renderer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives memory back that only the past needed.
 *
 * <p>Textures: glibc puts blocks larger than a threshold into mappings of their own, which go with them. But
 * the threshold grows, to as much as 32 MiB, with the largest that was freed; from then on the textures of
 * closed windows would leave holes in the heap that nothing else fills. It is held where it begins. When many
 * textures were closed and not replaced, the driver gives up what it keeps of them, and the heap its holes.
 *
 * <p>The start: compiling shaders and classes touches some 80 MB of code of the driver, its compiler and the
 * JVM, which an idle session does not. Once the start is over those pages are unmapped; the few that are used
 * come back from the page cache at the next touch. The compilers' free blocks go back as well.
 */
final class Thrift {
    private static final Logger LOG = LoggerFactory.getLogger(Thrift.class);
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");
    private static final int LARGE_BLOCK = 128 * 1024;
    private static final long START_NANOS = 2_000_000_000L;
    /** So many bytes of textures fewer than there were are worth a millisecond and more. */
    private static final long SURPLUS = 16 << 20;
    /** A client that closes many windows closes more of them. */
    private static final long SURPLUS_NANOS = 500_000_000L;

    private final EventLoop loop;
    private final Renderer renderer;
    private final TimerSource surplus;
    private long mostTextureBytes;

    private Thrift(EventLoop loop, Renderer renderer) {
        this.loop = loop;
        this.renderer = renderer;
        this.surplus = loop.addTimer(this::reclaim);
    }

    /** Before the first texture. */
    static void holdThreshold() {
        try {
            Native.Glibc.mallopt(Native.M_MMAP_THRESHOLD, LARGE_BLOCK);
        } catch (LinkageError another) {
            LOG.debug("this C library has no such threshold", another);
        }
    }

    /** From the end of the start on, to that of the loop. */
    static void begin(EventLoop loop, Renderer renderer) {
        Thrift thrift = new Thrift(loop, renderer);
        loop.turnEnd().add(turn -> thrift.watch());
        loop.addTimer(() -> onThread(Thrift::forgetStart)).armAt(loop.clock().nanos() + START_NANOS);
    }

    private void watch() {
        long bytes = renderer.textureBytes();
        if (bytes > mostTextureBytes) {
            mostTextureBytes = bytes;
        } else if (mostTextureBytes - bytes >= SURPLUS && !surplus.isArmed()) {
            surplus.armAt(loop.clock().nanos() + SURPLUS_NANOS);
        }
    }

    private void reclaim() {
        if (renderer.reclaim()) {
            mostTextureBytes = renderer.textureBytes();
            onThread(Thrift::trim);
        } else {
            surplus.armAt(loop.clock().nanos() + SURPLUS_NANOS);
        }
    }

    private static void onThread(Runnable task) {
        Thread thread = new Thread(task, "thrift");
        thread.setDaemon(true);
        thread.start();
    }

    private static void trim() {
        try {
            Native.Glibc.mallocTrim();
        } catch (LinkageError another) {
            LOG.debug("this C library cannot trim its heap", another);
        }
    }

    private static void forgetStart() {
        trim();
        try (BufferedReader mappings = Files.newBufferedReader(MAPPINGS)) {
            long bytes = unmapUnchanged(mappings);
            LOG.debug("unmapped {} KiB of what the start read", bytes >> 10);
        } catch (IOException | RuntimeException unreadable) {
            LOG.debug("{} cannot be read", MAPPINGS, unreadable);
        }
    }

    /**
     * Of libraries and the JVM's own archive, which stay mapped to the end, those parts that are private, not
     * writable, and without one page of their own: what is unmapped there is read from the file again. A
     * linker's relocations are pages of their own; nobody makes any in such a mapping without changing what
     * it may be used for. Other files are left alone: their mapping may have made way for another by now.
     */
    private static long unmapUnchanged(BufferedReader mappings) throws IOException {
        long bytes = 0;
        String header = "";
        for (String line = mappings.readLine(); line != null; line = mappings.readLine()) {
            if (line.startsWith("Anonymous:")) {
                if (isRead(header) && kilobytes(line) == 0) {
                    int dash = header.indexOf('-');
                    long from = Long.parseUnsignedLong(header, 0, dash, 16);
                    long to = Long.parseUnsignedLong(header, dash + 1, header.indexOf(' '), 16);
                    Native.madvise(from, to - from, Native.MADV_DONTNEED);
                    bytes += to - from;
                }
            } else if (Character.digit(line.charAt(0), 16) >= 0 && line.indexOf('-') > 0) {
                header = line;
            }
        }
        return bytes;
    }

    /** Such as {@code 7f34-7f35 r-xp 00023000 fe:00 1312 /usr/lib/libLLVM.so}. */
    private static boolean isRead(String header) {
        int permissions = header.indexOf(' ') + 1;
        return header.startsWith("r", permissions) && header.startsWith("-", permissions + 1)
                && header.startsWith("p", permissions + 3) && staysMapped(header);
    }

    private static boolean staysMapped(String header) {
        return header.indexOf(".so.") > 0 || header.endsWith(".so") || header.endsWith(".aot")
                || header.endsWith(".jsa");
    }

    private static long kilobytes(String line) {
        String value = line.substring(line.indexOf(':') + 1, line.length() - 3).strip();
        return Long.parseLong(value);
    }
}

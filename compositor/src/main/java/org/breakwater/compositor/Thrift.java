package org.breakwater.compositor;

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
 * <p>The start: once it is over, {@link StartPages} go, and the compilers' free blocks.
 */
final class Thrift {
    private static final Logger LOG = LoggerFactory.getLogger(Thrift.class);
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
        StartPages.unmap();
    }
}

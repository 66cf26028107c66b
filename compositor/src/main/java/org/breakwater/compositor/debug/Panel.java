package org.breakwater.compositor.debug;

import java.util.Arrays;
import java.util.Locale;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.breakwater.compositor.stats.FrameStats;
import org.breakwater.compositor.stats.Histogram;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.Renderer;
import org.breakwater.render.Texture;
import org.breakwater.render.geometry.Rect;

/**
 * A small opaque picture of how the last frames went: three lines of text, and a column for each frame, the
 * latest on the right, as high as the part of a refresh period that drawing it took.
 */
final class Panel implements AutoCloseable {
    static final int WIDTH = FrameStats.RECENT + 32;
    static final int HEIGHT = 64;
    static final int BACKGROUND = 0xff101418;
    static final int TEXT = 0xffe0e0e0;
    static final int SHORT = 0xff40c060;
    static final int LONG = 0xffe0c040;
    /** Drawing took longer than there is time. */
    static final int TOO_LONG = 0xffe04040;
    static final int MARGIN = 4;
    private static final int LINE = Glyphs.HEIGHT + 3;
    private static final int GRAPH_HEIGHT = HEIGHT - 3 * LINE - 2 * MARGIN;
    private static final double NANOS = 1e6;

    private final FrameStats stats;
    private final int[] pixels = new int[WIDTH * HEIGHT];
    private final Pointer memory = Memory.allocateDirect(Runtime.getSystemRuntime(), 4 * WIDTH * HEIGHT);
    private final Texture texture;

    Panel(Renderer renderer, FrameStats stats) {
        this.stats = stats;
        this.texture = renderer.createTexture(WIDTH, HEIGHT, PixelFormat.XRGB8888);
    }

    /** Draws it anew, for an output whose refresh takes so long. */
    Texture draw(long period) {
        Arrays.fill(pixels, BACKGROUND);
        Histogram times = stats.times();
        line(0, "%.1f FPS  %.1f MS", stats.rate(),
                stats.recentCount() == 0 ? 0.0 : stats.recent(0) / NANOS);
        line(1, "P50 %.1f P99 %.1f MAX %.1f", times.percentile(50) / NANOS, times.percentile(99) / NANOS,
                times.max() / NANOS);
        line(2, "MISSED %d SKIPPED %d", stats.missed(), stats.skippedFrames());
        for (int i = 0; i < stats.recentCount(); i++) {
            column(WIDTH - MARGIN - 1 - i, stats.recent(i), period);
        }
        memory.put(0, pixels, 0, pixels.length);
        texture.update((x, y, width, height, reader) -> reader.pixels(
                memory.address() + 4L * (y * WIDTH + x), 4 * WIDTH, x, y, width, height), null);
        return texture;
    }

    /** Where it is, in the logical pixels of an output so wide: in the top right corner. */
    static Rect place(int outputWidth) {
        return new Rect(Math.max(0, outputWidth - WIDTH - 2 * MARGIN), 2 * MARGIN, WIDTH, HEIGHT);
    }

    @Override
    public void close() {
        texture.close();
    }

    private void line(int number, String format, Object... values) {
        String text = String.format(Locale.ROOT, format, values);
        int most = (WIDTH - 2 * MARGIN) / Glyphs.ADVANCE;
        Glyphs.write(pixels, WIDTH, MARGIN, MARGIN + number * LINE,
                text.substring(0, Math.min(text.length(), most)), TEXT);
    }

    private void column(int x, long nanos, long period) {
        int height = (int) Math.min(GRAPH_HEIGHT, 1 + nanos * GRAPH_HEIGHT / period);
        int color = nanos > period ? TOO_LONG : nanos > period / 2 ? LONG : SHORT;
        for (int y = HEIGHT - MARGIN - height; y < HEIGHT - MARGIN; y++) {
            pixels[y * WIDTH + x] = color;
        }
    }
}

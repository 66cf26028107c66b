package org.breakwater.render.gl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.breakwater.render.PixelSource;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Renderer;
import org.breakwater.render.geometry.Rect;
import org.lwjgl.system.MemoryUtil;

/** A picture in memory, as a client would have it, and what a target holds. */
public final class Pixels implements PixelSource {
    private final int width;
    private final int bytesPerPixel;
    private final int stride;
    private final ByteBuffer memory;
    private int reads;

    public Pixels(int width, int height, int bytesPerPixel) {
        this(width, height, bytesPerPixel, width * bytesPerPixel);
    }

    public Pixels(int width, int height, int bytesPerPixel, int stride) {
        this.width = width;
        this.bytesPerPixel = bytesPerPixel;
        this.stride = stride;
        this.memory = ByteBuffer.allocateDirect(stride * height).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** All pixels set to what {@code at(x, y)} says. */
    public static Pixels argb(int width, int height, Painter at) {
        Pixels pixels = new Pixels(width, height, 4);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels.set(x, y, at.pixel(x, y));
            }
        }
        return pixels;
    }

    /** What the target holds, as rows of ARGB. */
    public static int[] of(Renderer renderer, RenderTarget target) {
        int width = target.width();
        int height = target.height();
        ByteBuffer out = ByteBuffer.allocateDirect(4 * width * height)
                .order(ByteOrder.LITTLE_ENDIAN);
        renderer.readPixels(target, new Rect(0, 0, width, height), out, 4 * width);
        int[] pixels = new int[width * height];
        out.asIntBuffer().get(pixels);
        return pixels;
    }

    public void set(int x, int y, int value) {
        int at = y * stride + x * bytesPerPixel;
        if (bytesPerPixel == 2) {
            memory.putShort(at, (short) value);
        } else {
            memory.putInt(at, value);
        }
    }

    public int reads() {
        return reads;
    }

    @Override
    public void read(int x, int y, int width, int height, PixelReader reader) {
        reads++;
        reader.pixels(MemoryUtil.memAddress(memory) + (long) y * stride + (long) x * bytesPerPixel, stride,
                x, y, width, height);
    }

    /** The colour of a place. */
    public interface Painter {
        int pixel(int x, int y);
    }
}

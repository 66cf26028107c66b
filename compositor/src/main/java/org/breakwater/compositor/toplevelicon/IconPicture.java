package org.breakwater.compositor.toplevelicon;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageIO;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.breakwater.shm.ShmBuffer;
import org.breakwater.shm.ShmFormat;

/**
 * A picture of an icon: a copy of the client's pixels as they were when it named them. Immutable; may be handed to
 * another thread.
 */
public final class IconPicture {
    private static final int OPAQUE = 0xff000000;

    private final int size;
    private final int scale;
    private final ShmFormat format;
    private final byte[] pixels;

    private IconPicture(int size, int scale, ShmFormat format, byte[] pixels) {
        this.size = size;
        this.scale = scale;
        this.format = format;
        this.pixels = pixels;
    }

    /** Reads a buffer that is a square. */
    static IconPicture of(ShmBuffer buffer, int scale) {
        int row = buffer.width() * buffer.format().bytesPerPixel();
        byte[] pixels = new byte[row * buffer.height()];
        buffer.readRows(0, 0, buffer.width(), buffer.height(), (address, stride, first, rows) -> {
            Pointer memory = Pointer.wrap(Runtime.getSystemRuntime(), address);
            for (int i = 0; i < rows; i++) {
                memory.get((long) i * stride, pixels, (first + i) * row, row);
            }
        });
        return new IconPicture(buffer.width(), scale, buffer.format(), pixels);
    }

    /** Of the memory that the picture of a buffer takes. */
    static long bytesOf(ShmBuffer buffer) {
        return (long) buffer.width() * buffer.height() * buffer.format().bytesPerPixel();
    }

    /** The length of its edges, in pixels. */
    public int size() {
        return size;
    }

    /** How many of the pixels, in a row, make a logical one. */
    public int scale() {
        return scale;
    }

    /** Of memory. */
    public long bytes() {
        return pixels.length;
    }

    /** 0xAARRGGBB, from the top left; the colour is not multiplied by alpha. */
    public int argb(int x, int y) {
        ByteBuffer in = ByteBuffer.wrap(pixels).order(ByteOrder.LITTLE_ENDIAN);
        int at = y * size + x;
        return switch (format) {
            case ARGB8888 -> straight(in.getInt(4 * at));
            case XRGB8888 -> OPAQUE | in.getInt(4 * at);
            case ABGR8888 -> straight(swapped(in.getInt(4 * at)));
            case XBGR8888 -> OPAQUE | swapped(in.getInt(4 * at));
            case RGB565 -> ofRgb565(in.getShort(2 * at));
            case ARGB2101010 -> straight(of2101010(in.getInt(4 * at)));
            case XRGB2101010 -> OPAQUE | of2101010(in.getInt(4 * at));
        };
    }

    /** Takes milliseconds, and tens of them for a large picture: not on the loop's thread. */
    public byte[] png() {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                image.setRGB(x, y, argb(x, y));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new IllegalStateException("a picture could not be written to memory", e);
        }
        return out.toByteArray();
    }

    private static int swapped(int abgr) {
        return abgr & 0xff00ff00 | (abgr & 0xff) << 16 | abgr >> 16 & 0xff;
    }

    private static int ofRgb565(int rgb) {
        return OPAQUE | (rgb >> 11 & 0x1f) * 255 / 31 << 16 | (rgb >> 5 & 0x3f) * 255 / 63 << 8
                | (rgb & 0x1f) * 255 / 31;
    }

    private static int of2101010(int argb) {
        return (argb >>> 30) * 85 << 24 | (argb >> 22 & 0xff) << 16 | (argb >> 12 & 0xff) << 8
                | argb >> 2 & 0xff;
    }

    /** Clients multiply colours by alpha. */
    private static int straight(int argb) {
        int alpha = argb >>> 24;
        if (alpha == 0xff || alpha == 0) {
            return alpha == 0 ? 0 : argb;
        }
        int straight = alpha << 24;
        for (int shift = 0; shift <= 16; shift += 8) {
            int colour = ((argb >> shift & 0xff) * 255 + alpha / 2) / alpha;
            straight |= Math.min(colour, 255) << shift;
        }
        return straight;
    }
}

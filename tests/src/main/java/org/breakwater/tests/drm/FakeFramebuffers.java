package org.breakwater.tests.drm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.breakwater.compositor.backend.drm.Kms;

/** A card's framebuffers, in memory of its own or in files that were imported: they keep what they show. */
final class FakeFramebuffers {
    private final Map<Integer, Framebuffer> made = new TreeMap<>();

    /** In {@code memory} or else in {@code file}; the other is null. */
    private record Framebuffer(Kms.Layout layout, ByteBuffer memory, FileChannel file) {
    }

    /** {@code memory}: null for what was imported from the descriptor {@code dmabuf}, which may be closed after this. */
    void add(int id, Kms.Layout layout, ByteBuffer memory, Integer dmabuf) {
        try {
            made.put(id, new Framebuffer(layout, memory, memory != null ? null
                    : FileChannel.open(Path.of("/proc/self/fd", dmabuf.toString()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(int id) {
        Framebuffer removed = made.remove(id);
        if (removed == null) {
            throw new AssertionError("there is no framebuffer " + id);
        }
        if (removed.file() != null) {
            try {
                removed.file().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    int size() {
        return made.size();
    }

    /** Those that were imported. */
    int pictures() {
        return (int) made.keySet().stream().filter(this::isPicture).count();
    }

    boolean isPicture(int id) {
        return made.get(id).file() != null;
    }

    /** Null for none of this number. */
    Kms.Layout layout(int id) {
        Framebuffer found = made.get(id);
        return found == null ? null : found.layout();
    }

    /** 0xRRGGBB. */
    int pixel(int id, int x, int y) {
        Framebuffer framebuffer = made.get(id);
        Kms.Layout layout = framebuffer.layout();
        int at = y * layout.strides()[0] + 4 * x;
        ByteBuffer pixel = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (framebuffer.memory() != null) {
            pixel.put(framebuffer.memory().slice(at, Integer.BYTES));
        } else {
            try {
                framebuffer.file().read(pixel, layout.offsets()[0] + at);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return pixel.getInt(0) & 0xFFFFFF;
    }

    /** Whether there is anything but zeros in one in the card's memory. */
    boolean hasPixels(int id) {
        ByteBuffer pixels = made.get(id).memory();
        for (int i = 0; i < pixels.capacity(); i++) {
            if (pixels.get(i) != 0) {
                return true;
            }
        }
        return false;
    }
}

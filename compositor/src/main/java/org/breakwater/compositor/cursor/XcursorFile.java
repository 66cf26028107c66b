package org.breakwater.compositor.cursor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the XCursor format: a header, a table of contents, and chunks, of which those that hold a
 * picture matter. All numbers are of 32 bits, the least significant byte first.
 *
 * <pre>
 * header   "Xcur", length of this header, version, number of entries
 * entry    type, subtype (of a picture: its nominal size), position of the chunk
 * picture  length of this header (36), type, subtype, version, width, height, hotspot x, hotspot y,
 *          delay in milliseconds, then width x height pixels
 * </pre>
 */
final class XcursorFile {
    /** Bytes; the largest that themes hold are about a tenth of this. */
    static final int LARGEST = 16 << 20;

    private static final int MAGIC = 0x72756358;
    private static final int PICTURE = 0xfffd0002;
    private static final int MOST_ENTRIES = 1 << 14;
    private static final int MOST_FRAMES = 256;
    private static final int LONGEST_SIDE = 1024;
    private static final int LONGEST_DELAY_MS = 60_000;
    private static final int PICTURE_HEADER = 36;

    private final ByteBuffer in;

    private XcursorFile(byte[] content) {
        in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The pictures whose nominal size is nearest to {@code size}; of two, the larger ones. */
    static CursorImages read(byte[] content, int size) throws CursorFileException {
        return new XcursorFile(content).read(size);
    }

    private CursorImages read(int size) throws CursorFileException {
        require(in.limit() >= 16 && in.getInt(0) == MAGIC, "it is no XCursor file");
        int header = in.getInt(4);
        int entries = in.getInt(12);
        require(entries >= 0 && entries <= MOST_ENTRIES, "its table of contents is too long");
        require(header >= 16 && header + 12L * entries <= in.limit(),
                "its table of contents is cut off");
        int nominal = nearest(header, entries, size);
        List<CursorFrame> frames = new ArrayList<>(1);
        for (int i = 0; i < entries; i++) {
            int entry = header + 12 * i;
            if (in.getInt(entry) == PICTURE && in.getInt(entry + 4) == nominal) {
                require(frames.size() < MOST_FRAMES, "it has too many pictures");
                frames.add(picture(in.getInt(entry + 8)));
            }
        }
        if (frames.size() == 1) {
            CursorFrame only = frames.get(0);
            frames.set(0, new CursorFrame(only.width(), only.height(), only.hotspotX(),
                    only.hotspotY(), 0, only.pixels()));
        }
        return new CursorImages(nominal, frames);
    }

    private int nearest(int header, int entries, int size) throws CursorFileException {
        int best = 0;
        for (int i = 0; i < entries; i++) {
            int entry = header + 12 * i;
            int nominal = in.getInt(entry + 4);
            if (in.getInt(entry) == PICTURE && nominal > 0 && nominal <= LONGEST_SIDE) {
                int off = Math.abs(nominal - size);
                int least = Math.abs(best - size);
                if (best == 0 || off < least || off == least && nominal > best) {
                    best = nominal;
                }
            }
        }
        require(best > 0, "it has no picture");
        return best;
    }

    private CursorFrame picture(int at) throws CursorFileException {
        require(at >= 0 && at <= in.limit() - PICTURE_HEADER, "a picture is cut off");
        int length = in.getInt(at);
        int width = in.getInt(at + 16);
        int height = in.getInt(at + 20);
        require(in.getInt(at + 4) == PICTURE && length >= PICTURE_HEADER,
                "its table of contents is wrong");
        require(width > 0 && width <= LONGEST_SIDE && height > 0 && height <= LONGEST_SIDE,
                "a picture is too large");
        long pixelsAt = (long) at + length;
        require(pixelsAt + 4L * width * height <= in.limit(), "a picture is cut off");
        int delay = in.getInt(at + 32);
        int[] pixels = new int[width * height];
        in.slice((int) pixelsAt, 4 * pixels.length).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer()
                .get(pixels);
        return new CursorFrame(width, height, within(in.getInt(at + 24), width - 1),
                within(in.getInt(at + 28), height - 1),
                Math.max(CursorFrame.LEAST_DELAY_MS, within(delay, LONGEST_DELAY_MS)), pixels);
    }

    private static int within(int value, int most) {
        return Math.max(0, Math.min(most, value));
    }

    private static void require(boolean good, String otherwise) throws CursorFileException {
        if (!good) {
            throw new CursorFileException(otherwise);
        }
    }
}

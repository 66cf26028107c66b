package org.breakwater.compositor.backend.drm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A mode as the kernel writes it, {@code drm_mode_modeinfo}: 68 bytes that go back as they came. */
public final class KmsMode {
    public static final int BYTES = 68;

    private static final int CLOCK = 0;
    private static final int WIDTH = 4;
    private static final int WIDTH_TOTAL = 10;
    private static final int HEIGHT = 14;
    private static final int HEIGHT_TOTAL = 20;
    private static final int SCANS = 22;
    private static final int FLAGS = 28;
    private static final int TYPE = 32;
    private static final int INTERLACED = 1 << 4;
    private static final int DOUBLE_SCAN = 1 << 5;
    private static final int PREFERRED = 1 << 3;
    private static final int EXACT_LINES = 1000;

    private final byte[] bytes;
    private final ByteBuffer fields;

    /** Takes the bytes over. */
    public KmsMode(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a mode of " + bytes.length + " bytes");
        }
        this.bytes = bytes;
        this.fields = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    /** A mode with so many lines that nobody sees that its clock, in kilohertz, is exact. */
    public static KmsMode of(int width, int height, int refreshMilliHz, boolean preferred) {
        byte[] bytes = new byte[BYTES];
        ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        int lines = (height / EXACT_LINES + 1) * EXACT_LINES;
        fields.putInt(CLOCK, (int) ((long) width * lines * refreshMilliHz / 1_000_000));
        for (int at = WIDTH; at <= WIDTH_TOTAL; at += Short.BYTES) {
            fields.putShort(at, (short) width);
            fields.putShort(at + HEIGHT - WIDTH, (short) height);
        }
        fields.putShort(HEIGHT_TOTAL, (short) lines);
        fields.putInt(TYPE, preferred ? PREFERRED : 0);
        return new KmsMode(bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public int width() {
        return Short.toUnsignedInt(fields.getShort(WIDTH));
    }

    public int height() {
        return Short.toUnsignedInt(fields.getShort(HEIGHT));
    }

    /** At least 1. */
    public int refreshMilliHz() {
        long clock = Integer.toUnsignedLong(fields.getInt(CLOCK)) * 1_000_000;
        long pixels = (long) Short.toUnsignedInt(fields.getShort(WIDTH_TOTAL))
                * Short.toUnsignedInt(fields.getShort(HEIGHT_TOTAL));
        int flags = fields.getInt(FLAGS);
        if ((flags & INTERLACED) != 0) {
            clock *= 2;
        }
        if ((flags & DOUBLE_SCAN) != 0) {
            pixels *= 2;
        }
        pixels *= Math.max(1, Short.toUnsignedInt(fields.getShort(SCANS)));
        return pixels == 0 ? 60_000 : (int) Math.max(1, Math.min((clock + pixels / 2) / pixels, 1_000_000));
    }

    public boolean isPreferred() {
        return (fields.getInt(TYPE) & PREFERRED) != 0;
    }

    boolean isInterlaced() {
        return (fields.getInt(FLAGS) & INTERLACED) != 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KmsMode mode && Arrays.equals(bytes, mode.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return width() + "x" + height() + "@" + refreshMilliHz() / 1000.0;
    }
}

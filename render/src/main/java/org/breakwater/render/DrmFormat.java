package org.breakwater.render;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a DRM code says of the pixels when they lie row after row: which planes there are, and whether they
 * cover what is below them.
 */
public final class DrmFormat {
    private static final Map<Integer, DrmFormat> KNOWN = new HashMap<>();

    static {
        packed(4, false, "AR24", "AB24", "RA24", "BA24", "AR30", "AB30", "AYUV", "Y410");
        packed(4, true, "XR24", "XB24", "RX24", "BX24", "XR30", "XB30", "XYUV", "GR32", "RG32");
        packed(8, false, "AR4H", "AB4H", "AR48", "AB48", "Y412", "Y416");
        packed(8, true, "XR4H", "XB4H", "XR48", "XB48");
        packed(2, false, "AR15", "AB15", "AR12", "AB12");
        packed(2, true, "RG16", "BG16", "XR15", "XB15", "XR12", "XB12", "GR88", "RG88", "R16 ");
        packed(3, true, "RG24", "BG24");
        packed(1, true, "R8  ");
        add(true, List.of(new Plane(4, 2, 1)), "YUYV", "YVYU", "UYVY", "VYUY");
        add(true, List.of(new Plane(8, 2, 1)), "Y210", "Y212", "Y216");
        semiplanar(1, 2, 2, "NV12", "NV21");
        semiplanar(1, 2, 1, "NV16", "NV61");
        semiplanar(1, 1, 1, "NV24", "NV42");
        semiplanar(2, 2, 2, "P010", "P012", "P016");
        planar(2, 2, "YU12", "YV12");
        planar(2, 1, "YU16", "YV16");
        planar(1, 1, "YU24", "YV24");
    }

    private final boolean opaque;
    private final List<Plane> planes;

    private DrmFormat(boolean opaque, List<Plane> planes) {
        this.opaque = opaque;
        this.planes = planes;
    }

    /** Null for a code that nobody here knows. */
    public static DrmFormat of(int fourcc) {
        return KNOWN.get(fourcc);
    }

    /** The number that stands for four letters. */
    public static int code(String letters) {
        return letters.charAt(0) | letters.charAt(1) << 8 | letters.charAt(2) << 16
                | letters.charAt(3) << 24;
    }

    /** Every code that somebody here knows. */
    public static Set<Integer> codes() {
        return Collections.unmodifiableSet(KNOWN.keySet());
    }

    /** The four letters, for people; whatever a client wrote there. */
    public static String name(int fourcc) {
        StringBuilder letters = new StringBuilder(4);
        for (int shift = 0; shift < 32; shift += 8) {
            int letter = fourcc >>> shift & 0xFF;
            letters.append(letter >= ' ' && letter < 0x7F ? (char) letter : '?');
        }
        return letters.toString();
    }

    /** The code of the same pixels without regard to their alpha, where there is one; else the same. */
    public static int withoutAlpha(int fourcc) {
        for (int shift = 0; shift <= 8; shift += 8) {
            int other = fourcc & ~(0xFF << shift) | 'X' << shift;
            if ((fourcc >>> shift & 0xFF) == 'A' && KNOWN.containsKey(other)) {
                return other;
            }
        }
        return fourcc;
    }

    public boolean opaque() {
        return opaque;
    }

    public List<Plane> planes() {
        return planes;
    }

    /** One plane has {@code bytes} for each block of {@code columns} x {@code rows} pixels. */
    public record Plane(int bytes, int columns, int rows) {
        /** Of one row of blocks, at least. */
        public long stride(int width) {
            return (width + (long) columns - 1) / columns * bytes;
        }

        /** Rows of blocks. */
        public long height(int height) {
            return (height + (long) rows - 1) / rows;
        }
    }

    private static void packed(int bytes, boolean opaque, String... names) {
        add(opaque, List.of(new Plane(bytes, 1, 1)), names);
    }

    private static void semiplanar(int bytes, int columns, int rows, String... names) {
        add(true, List.of(new Plane(bytes, 1, 1), new Plane(2 * bytes, columns, rows)), names);
    }

    private static void planar(int columns, int rows, String... names) {
        Plane chroma = new Plane(1, columns, rows);
        add(true, List.of(new Plane(1, 1, 1), chroma, chroma), names);
    }

    private static void add(boolean opaque, List<Plane> planes, String... names) {
        for (String name : names) {
            KNOWN.put(code(name), new DrmFormat(opaque, planes));
        }
    }
}

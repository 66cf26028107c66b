package org.breakwater.shm;

/** The pixel formats that {@code wl_shm} advertises here; all have one plane. */
public enum ShmFormat {
    ARGB8888(0, 4, false),
    XRGB8888(1, 4, true),
    ABGR8888(fourcc("AB24"), 4, false),
    XBGR8888(fourcc("XB24"), 4, true),
    RGB565(fourcc("RG16"), 2, true),
    ARGB2101010(fourcc("AR30"), 4, false),
    XRGB2101010(fourcc("XR30"), 4, true);

    private static final ShmFormat[] ALL = values();

    private final int code;
    private final int bytesPerPixel;
    private final boolean opaque;

    ShmFormat(int code, int bytesPerPixel, boolean opaque) {
        this.code = code;
        this.bytesPerPixel = bytesPerPixel;
        this.opaque = opaque;
    }

    /** The {@code wl_shm.format} with this code, or null if it is not advertised. */
    public static ShmFormat of(int code) {
        for (ShmFormat format : ALL) {
            if (format.code == code) {
                return format;
            }
        }
        return null;
    }

    /** The value of {@code wl_shm.format}: a DRM fourcc, but for the first two. */
    public int code() {
        return code;
    }

    public int bytesPerPixel() {
        return bytesPerPixel;
    }

    /** Whether the format has no alpha channel. */
    public boolean opaque() {
        return opaque;
    }

    private static int fourcc(String name) {
        return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
    }
}

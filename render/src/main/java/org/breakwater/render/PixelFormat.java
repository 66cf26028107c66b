package org.breakwater.render;

/**
 * How a pixel lies in memory. Names are those of DRM: channels from the highest bit of a
 * little-endian word to the lowest, so ARGB8888 is B, G, R, A in bytes. Colours are premultiplied
 * with alpha.
 */
public enum PixelFormat {
    ARGB8888("AR24", 4, false),
    XRGB8888("XR24", 4, true),
    ABGR8888("AB24", 4, false),
    XBGR8888("XB24", 4, true),
    RGB565("RG16", 2, true),
    ARGB2101010("AR30", 4, false),
    XRGB2101010("XR30", 4, true);

    private final int fourcc;
    private final int bytesPerPixel;
    private final boolean opaque;

    PixelFormat(String code, int bytesPerPixel, boolean opaque) {
        this.fourcc = DrmFormat.code(code);
        this.bytesPerPixel = bytesPerPixel;
        this.opaque = opaque;
    }

    /** The DRM code. */
    public int fourcc() {
        return fourcc;
    }

    public int bytesPerPixel() {
        return bytesPerPixel;
    }

    /** True when the format has no alpha: whatever its spare bits hold, its pixels are opaque. */
    public boolean opaque() {
        return opaque;
    }
}

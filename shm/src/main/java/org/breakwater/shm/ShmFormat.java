package org.breakwater.shm;

import org.breakwater.wayland.WlShm;

/** The pixel formats that {@code wl_shm} advertises here; all have one plane. */
public enum ShmFormat {
    ARGB8888(WlShm.Format.ARGB8888, 4, false),
    XRGB8888(WlShm.Format.XRGB8888, 4, true),
    ABGR8888(WlShm.Format.ABGR8888, 4, false),
    XBGR8888(WlShm.Format.XBGR8888, 4, true),
    RGB565(WlShm.Format.RGB565, 2, true),
    ARGB2101010(WlShm.Format.ARGB2101010, 4, false),
    XRGB2101010(WlShm.Format.XRGB2101010, 4, true);

    private static final ShmFormat[] ALL = values();

    private final WlShm.Format wire;
    private final int bytesPerPixel;
    private final boolean opaque;

    ShmFormat(WlShm.Format wire, int bytesPerPixel, boolean opaque) {
        this.wire = wire;
        this.bytesPerPixel = bytesPerPixel;
        this.opaque = opaque;
    }

    /** The {@code wl_shm.format} with this code, or null if it is not advertised. */
    public static ShmFormat of(int code) {
        for (ShmFormat format : ALL) {
            if (format.code() == code) {
                return format;
            }
        }
        return null;
    }

    /** The value of {@code wl_shm.format}: a DRM fourcc, but for the first two. */
    public int code() {
        return wire.value();
    }

    WlShm.Format wire() {
        return wire;
    }

    public int bytesPerPixel() {
        return bytesPerPixel;
    }

    /** Whether the format has no alpha channel. */
    public boolean opaque() {
        return opaque;
    }
}

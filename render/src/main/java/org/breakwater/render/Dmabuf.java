package org.breakwater.render;

import java.util.List;

/**
 * A picture in memory that devices share, as the kernel's dmabufs are: one to four planes, each a part of a
 * file. The descriptors are the caller's, and are only used during the call that they are handed to; what is
 * made from them keeps the memory by itself.
 *
 * @param fourcc the format's DRM code
 * @param modifier how pixels lie within the planes: {@link #LINEAR}, {@link #IMPLICIT}, or a device's own code
 */
public record Dmabuf(int width, int height, int fourcc, long modifier, List<Plane> planes) {
    public static final int MAX_PLANES = 4;

    /** Row after row. */
    public static final long LINEAR = 0;

    /** As whoever allocated it laid it out; its driver knows. */
    public static final long IMPLICIT = 0x00ff_ffff_ffff_ffffL;

    public Dmabuf {
        planes = List.copyOf(planes);
        if (planes.isEmpty() || planes.size() > MAX_PLANES) {
            throw new IllegalArgumentException(planes.size() + " planes");
        }
    }

    /** {@code offset}: of the first byte in the file; {@code stride}: bytes from row to row. */
    public record Plane(int fd, int offset, int stride) {
    }
}

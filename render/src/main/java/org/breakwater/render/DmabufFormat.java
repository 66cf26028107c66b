package org.breakwater.render;

/**
 * A way to lay out pixels that a renderer can import: see {@link Dmabuf} for the codes.
 *
 * @param externalOnly it can be drawn from and not into, and only with interpolation of the driver's own (YUV)
 */
public record DmabufFormat(int fourcc, long modifier, boolean externalOnly) {
}

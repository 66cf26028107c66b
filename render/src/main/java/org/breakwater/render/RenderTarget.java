package org.breakwater.render;

/**
 * A colour buffer to draw into, (0, 0) at the top left. What a target holds stays until it is drawn
 * over: its identity is what {@code DamageRing} keys on. Its owner closes it before the renderer.
 */
public interface RenderTarget extends AutoCloseable {
    int width();

    int height();

    /**
     * {@link PixelFormat#XRGB8888}: what it holds is opaque; {@link PixelFormat#ARGB8888}: alpha
     * counts.
     */
    PixelFormat format();

    @Override
    void close();
}

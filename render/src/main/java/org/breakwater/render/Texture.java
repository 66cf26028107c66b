package org.breakwater.render;

import org.breakwater.render.geometry.Rects;

/**
 * Pixels that a renderer can draw from, (0, 0) at the top left. Its owner closes it, on the
 * renderer's thread and before the renderer; a pass draws nothing for a texture that is closed or
 * was never updated.
 */
public interface Texture extends AutoCloseable {
    int width();

    int height();

    PixelFormat format();

    /**
     * Reads the damaged pixels (buffer coordinates; clipped to the texture) from {@code source};
     * null is all of them, and so is whatever comes first, so that no texture shows what was in
     * memory before.
     *
     * @throws RenderException when the renderer is out of memory
     * @throws IllegalStateException when the texture is closed
     */
    void update(PixelSource source, Rects damage);

    /** Whether it reads its source at every drawing: see {@link Renderer#createBorrowingTexture}. */
    default boolean borrows() {
        return false;
    }

    boolean isClosed();

    /** Frees the pixels. Closing twice is harmless. */
    @Override
    void close();
}

package org.breakwater.render;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.breakwater.render.geometry.Rect;

/**
 * Makes textures and targets and draws with them. Everything happens on the thread that made it.
 */
public interface Renderer extends AutoCloseable {

    /**
     * A texture without content; see {@link Texture#update}.
     *
     * @throws RenderException when it is larger than {@link #maxTextureSize} or there is no memory
     * @throws IllegalArgumentException when a side is not positive or the format is not one of
     *     {@link #formats}
     */
    Texture createTexture(int width, int height, PixelFormat format);

    /**
     * A texture without pixels of its own: it reads the source of its last update again whenever it is
     * drawn, so that source must stay readable, and its pixels as they are, until the next update or the
     * texture's end. Where the processor draws, that saves one of two copies.
     *
     * @return null where the renderer draws nothing but what it has copied
     */
    default Texture createBorrowingTexture(int width, int height, PixelFormat format) {
        return null;
    }

    /** A texture of one pixel of a premultiplied colour, which cannot be updated. */
    Texture createColorTexture(int argb);

    /** An opaque target, cleared to black. Limits as for {@link #createTexture}. */
    default RenderTarget createTarget(int width, int height) {
        return createTarget(width, height, PixelFormat.XRGB8888);
    }

    /** A target that is XRGB8888 (cleared to black) or ARGB8888 (cleared to nothing). */
    RenderTarget createTarget(int width, int height, PixelFormat format);

    /** What {@link #importTexture} takes; nothing where the driver imports nothing. */
    default List<DmabufFormat> importFormats() {
        return List.of();
    }

    /**
     * A texture whose pixels are a dmabuf's, for good: whoever shares it draws into it, and {@link
     * Texture#update} says that he has (its source is not read, and may be null).
     *
     * @throws RenderException when the driver does not take it
     */
    default Texture importTexture(Dmabuf dmabuf) {
        throw new RenderException("this renderer imports no dmabufs");
    }

    /** What {@link #importTarget} takes. */
    default List<DmabufFormat> targetFormats() {
        return List.of();
    }

    /**
     * A target whose pixels are a dmabuf's, as they are there.
     *
     * @throws RenderException when the driver does not take it, or cannot draw into it
     */
    default RenderTarget importTarget(Dmabuf dmabuf) {
        throw new RenderException("this renderer imports no dmabufs");
    }

    /**
     * Whether a reset of the GPU can take everything away that it has: who can, keeps what {@link #recover}
     * will need.
     */
    default boolean canBeLost() {
        return false;
    }

    /** Whether that has happened: nothing is drawn, and nothing may be asked for, until {@link #recover}. */
    default boolean isLost() {
        return false;
    }

    /**
     * Begins anew after a loss. Textures have no content until their next update, which reads all of them;
     * targets are as when they were made. Those that were imported are closed, and to be imported again.
     *
     * @throws RenderException when that cannot be done yet
     */
    default void recover() {
    }

    /** Is passed once everything has been drawn that was asked for up to now. */
    default Fence fence() {
        return Fence.PASSED;
    }

    /**
     * Begins to draw; what the target holds stays.
     *
     * @throws IllegalStateException when another pass has not been submitted
     */
    RenderPass begin(RenderTarget target);

    /**
     * Copies pixels of a target as ARGB8888 (bytes B, G, R, A) rows from top to bottom; the alpha
     * of an XRGB8888 target reads as 255. The first pixel goes to {@code out}'s position, rows are
     * {@code stride} bytes apart; position and limit stay as they are.
     *
     * @param out a direct buffer with room for all rows
     * @param stride a multiple of four
     */
    void readPixels(RenderTarget target, Rect area, ByteBuffer out, int stride);

    /**
     * Has the driver give up what it still keeps of closed textures. That takes some milliseconds: for when many
     * were closed, and not for every frame. False if it has yet to draw frames that may need them: nothing was
     * done then, and it is to be asked again later.
     */
    boolean reclaim();

    /** Textures made and not yet closed; targets are not among them. */
    int textureCount();

    /** The bytes of pixels in those textures. */
    long textureBytes();

    /** The longest side of a texture or target. */
    int maxTextureSize();

    /** The formats that {@link #createTexture} takes. */
    Set<PixelFormat> formats();

    /** Who draws, for the log: the driver's name for itself. */
    String description();

    /** Frees everything that is left. The textures and targets must not be used any more. */
    @Override
    void close();
}

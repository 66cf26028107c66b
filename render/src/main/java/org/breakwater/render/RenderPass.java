package org.breakwater.render;

import org.breakwater.render.geometry.FRect;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Rects;
import org.breakwater.render.geometry.Transform;

/**
 * Draws into one target, in the order of the calls. All coordinates are pixels of the target;
 * colours are premultiplied and between 0 and 1. Nothing is drawn outside a call's clip or the
 * target.
 */
public interface RenderPass {

    /** Replaces what is there, alpha included. */
    void clear(Rects area, float r, float g, float b, float a);

    /** Draws one colour over what is there. */
    void rect(Rect destination, float r, float g, float b, float a, Rects clip);

    /**
     * Draws the part {@code source} (texture coordinates) of a texture so that it fills {@code
     * destination}. Texels are taken as they are where one falls on one pixel, and interpolated
     * otherwise.
     *
     * @param transform how texture coordinates turn into target coordinates: {@link
     *     Transform#apply} leads from the texture to the target
     * @param alpha multiplies colour and alpha
     * @param blend false replaces what is there (for opaque parts), true draws over it
     */
    void texture(Texture texture, FRect source, Rect destination, Transform transform, float alpha,
            Rects clip, boolean blend);

    /**
     * Ends the pass and hands the work to the GPU. The pass must not be used any more.
     *
     * @throws RenderException when drawing failed; what the target holds is then undefined
     */
    void submit();
}

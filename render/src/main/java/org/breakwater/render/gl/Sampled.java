package org.breakwater.render.gl;

import org.breakwater.render.Texture;

/** A texture that GL has. */
sealed interface Sampled extends Texture permits GlesTexture, ImageTexture {
    /** True when there is something to draw. */
    boolean isDrawable(GlesRenderer by);

    /** True when the bits are those of a target, so that a copy of bits is a copy of colour. */
    boolean isBgra();

    /** Whether it needs a program of its own. */
    boolean isExternal();

    /** Binds it for drawing. */
    void bind(boolean interpolate);

    /** Binds it as what {@code glBlitFramebuffer} reads; false when the driver cannot. */
    boolean bindForCopy();
}

package org.breakwater.render.gl;

import org.lwjgl.opengles.GLES20;
import org.lwjgl.opengles.GLES30;

/**
 * GL's object of a texture, and the framebuffer that copies from it once one is needed. It goes with its context,
 * or is deleted by its owner while that is current.
 */
final class TextureObject {
    private final int target;
    private final int name;
    private int framebuffer;                // 0: none yet
    private boolean copyable = true;
    private boolean smooth;

    /** Binds it; its image is the owner's to give. {@code target}: such as {@code GL_TEXTURE_2D}. */
    TextureObject(int target) {
        this.target = target;
        name = GLES20.glGenTextures();
        bind();
        parameter(GLES20.GL_TEXTURE_MIN_FILTER, GLES20.GL_NEAREST);
        parameter(GLES20.GL_TEXTURE_MAG_FILTER, GLES20.GL_NEAREST);
        parameter(GLES20.GL_TEXTURE_WRAP_S, GLES20.GL_CLAMP_TO_EDGE);
        parameter(GLES20.GL_TEXTURE_WRAP_T, GLES20.GL_CLAMP_TO_EDGE);
    }

    int target() {
        return target;
    }

    void bind() {
        GLES20.glBindTexture(target, name);
    }

    /** As {@link Sampled#bind}. */
    void bind(boolean interpolate) {
        bind();
        if (interpolate != smooth) {
            smooth = interpolate;
            int filter = interpolate ? GLES20.GL_LINEAR : GLES20.GL_NEAREST;
            parameter(GLES20.GL_TEXTURE_MIN_FILTER, filter);
            parameter(GLES20.GL_TEXTURE_MAG_FILTER, filter);
        }
    }

    /** As {@link Sampled#bindForCopy}. */
    boolean bindForCopy() {
        if (!copyable) {
            return false;
        }
        if (framebuffer != 0) {
            GLES20.glBindFramebuffer(GLES30.GL_READ_FRAMEBUFFER, framebuffer);
            return true;
        }
        framebuffer = GLES20.glGenFramebuffers();
        GLES20.glBindFramebuffer(GLES30.GL_READ_FRAMEBUFFER, framebuffer);
        GLES20.glFramebufferTexture2D(GLES30.GL_READ_FRAMEBUFFER, GLES20.GL_COLOR_ATTACHMENT0,
                target, name, 0);
        copyable = GLES20.glCheckFramebufferStatus(GLES30.GL_READ_FRAMEBUFFER)
                == GLES20.GL_FRAMEBUFFER_COMPLETE;
        return copyable;
    }

    void delete() {
        if (framebuffer != 0) {
            GLES20.glDeleteFramebuffers(framebuffer);
        }
        GLES20.glDeleteTextures(name);
    }

    private void parameter(int parameter, int value) {
        GLES20.glTexParameteri(target, parameter, value);
    }
}

package org.breakwater.render.gl;

import org.breakwater.render.PixelFormat;
import org.breakwater.render.RenderException;
import org.breakwater.render.RenderTarget;
import org.lwjgl.opengles.EXTTextureFormatBGRA8888;
import org.lwjgl.opengles.GLES20;
import org.lwjgl.opengles.OESEGLImage;

/** A framebuffer with a BGRA texture. GL's row 0 is the top row, so nothing is ever flipped. */
final class GlesTarget implements RenderTarget, ContextObject {
    private final GlesRenderer renderer;
    private final int width;
    private final int height;
    private final PixelFormat format;
    private int texture;
    private int framebuffer;
    private final boolean imported;
    private boolean closed;

    /** {@code image}: the {@code EGLImage} with its pixels, which may go afterwards; 0 makes new ones. */
    GlesTarget(GlesRenderer renderer, int width, int height, PixelFormat format, long image) {
        this.renderer = renderer;
        this.width = width;
        this.height = height;
        this.format = format;
        this.imported = image != 0;
        make(image);
    }

    private void make(long image) {
        GlErrors.clear();
        texture = GLES20.glGenTextures();
        GLES20.glBindTexture(GLES20.GL_TEXTURE_2D, texture);
        if (imported) {
            OESEGLImage.glEGLImageTargetTexture2DOES(GLES20.GL_TEXTURE_2D, image);
        } else {
            GLES20.glTexImage2D(GLES20.GL_TEXTURE_2D, 0, EXTTextureFormatBGRA8888.GL_BGRA_EXT, width,
                    height, 0, EXTTextureFormatBGRA8888.GL_BGRA_EXT, GLES20.GL_UNSIGNED_BYTE, 0L);
        }
        GLES20.glTexParameteri(GLES20.GL_TEXTURE_2D, GLES20.GL_TEXTURE_MIN_FILTER,
                GLES20.GL_NEAREST);
        framebuffer = GLES20.glGenFramebuffers();
        GLES20.glBindFramebuffer(GLES20.GL_FRAMEBUFFER, framebuffer);
        GLES20.glFramebufferTexture2D(GLES20.GL_FRAMEBUFFER, GLES20.GL_COLOR_ATTACHMENT0,
                GLES20.GL_TEXTURE_2D, texture, 0);
        try {
            GlErrors.check("a target of " + width + "x" + height);
            int status = GLES20.glCheckFramebufferStatus(GLES20.GL_FRAMEBUFFER);
            if (status != GLES20.GL_FRAMEBUFFER_COMPLETE) {
                throw new RenderException("this driver cannot draw into "
                        + (imported ? "the dmabuf" : "BGRA") + ": 0x" + Integer.toHexString(status));
            }
            if (!imported) {
                GLES20.glClearColor(0, 0, 0, format.opaque() ? 1 : 0);
                GLES20.glClear(GLES20.GL_COLOR_BUFFER_BIT);
            }
            GlErrors.check("a target of " + width + "x" + height);
        } catch (RenderException e) {
            delete();
            throw e;
        }
    }

    @Override
    public void contextLost() {
        if (imported) {
            closed = true;
            renderer.forget(this);
        } else {
            make(0);
        }
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public PixelFormat format() {
        return format;
    }

    /** Whether pixels can be uploaded into its texture as BGRA: a driver need not let imported ones. */
    boolean takesUploads() {
        return !imported;
    }

    /** The texture's name. */
    int texture() {
        return texture;
    }

    /** The framebuffer's name. */
    int framebuffer(GlesRenderer by) {
        if (closed || by != renderer) {
            throw new IllegalArgumentException("the target is closed or another renderer's");
        }
        return framebuffer;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (renderer.forget(this)) {
                delete();
            }
        }
    }

    private void delete() {
        GLES20.glDeleteFramebuffers(framebuffer);
        GLES20.glDeleteTextures(texture);
    }
}

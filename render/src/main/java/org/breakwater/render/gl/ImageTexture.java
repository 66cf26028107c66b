package org.breakwater.render.gl;

import org.breakwater.render.Dmabuf;
import org.breakwater.render.DrmFormat;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.PixelSource;
import org.breakwater.render.RenderException;
import org.breakwater.render.egl.DmabufImages;
import org.breakwater.render.geometry.Rects;
import org.lwjgl.opengles.GLES20;
import org.lwjgl.opengles.GLES30;
import org.lwjgl.opengles.OESEGLImage;
import org.lwjgl.opengles.OESEGLImageExternal;

/**
 * A texture that reads an {@code EGLImage}, such as that of a dmabuf: its pixels are where somebody else
 * draws them.
 */
final class ImageTexture implements Sampled, ContextObject {
    private final GlesRenderer renderer;
    private final DmabufImages images;
    private final long image;
    private final int width;
    private final int height;
    private final PixelFormat format;
    private final boolean bgra;
    private final int target;
    private final int name;
    private int framebuffer;                // 0: none yet
    private boolean copyable = true;
    private boolean smooth;
    private boolean closed;

    /** Owns the image from now on, also when this throws. */
    ImageTexture(GlesRenderer renderer, DmabufImages images, long image, Dmabuf dmabuf,
            boolean external) {
        this.renderer = renderer;
        this.images = images;
        this.image = image;
        this.width = dmabuf.width();
        this.height = dmabuf.height();
        DrmFormat known = DrmFormat.of(dmabuf.fourcc());
        this.format = known != null && known.opaque() ? PixelFormat.XRGB8888 : PixelFormat.ARGB8888;
        this.bgra = dmabuf.fourcc() == format.fourcc();
        this.target = external ? OESEGLImageExternal.GL_TEXTURE_EXTERNAL_OES
                : GLES20.GL_TEXTURE_2D;
        GlErrors.clear();
        name = GLES20.glGenTextures();
        GLES20.glBindTexture(target, name);
        OESEGLImage.glEGLImageTargetTexture2DOES(target, image);
        parameter(GLES20.GL_TEXTURE_MIN_FILTER, GLES20.GL_NEAREST);
        parameter(GLES20.GL_TEXTURE_MAG_FILTER, GLES20.GL_NEAREST);
        parameter(GLES20.GL_TEXTURE_WRAP_S, GLES20.GL_CLAMP_TO_EDGE);
        parameter(GLES20.GL_TEXTURE_WRAP_T, GLES20.GL_CLAMP_TO_EDGE);
        try {
            GlErrors.check("a texture of a dmabuf of " + width + "x" + height);
        } catch (RenderException e) {
            GLES20.glDeleteTextures(name);
            images.destroy(image);
            throw e;
        }
    }

    @Override
    public void contextLost() {
        closed = true;
        renderer.forget(this);
        images.destroy(image);
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

    @Override
    public boolean isDrawable(GlesRenderer by) {
        return renderer == by && !closed;
    }

    @Override
    public boolean isBgra() {
        return bgra;
    }

    @Override
    public boolean isExternal() {
        return target != GLES20.GL_TEXTURE_2D;
    }

    /** External ones see at once what is drawn into them; the others when the image is named anew. */
    @Override
    public void update(PixelSource source, Rects damage) {
        if (closed) {
            throw new IllegalStateException("the texture is closed");
        }
        if (!isExternal()) {
            renderer.makeCurrent();
            GLES20.glBindTexture(target, name);
            OESEGLImage.glEGLImageTargetTexture2DOES(target, image);
            renderer.checkWhenDebugging("an update of a dmabuf");
        }
    }

    @Override
    public void bind(boolean interpolate) {
        GLES20.glBindTexture(target, name);
        if (interpolate != smooth) {
            smooth = interpolate;
            int filter = interpolate ? GLES20.GL_LINEAR : GLES20.GL_NEAREST;
            parameter(GLES20.GL_TEXTURE_MIN_FILTER, filter);
            parameter(GLES20.GL_TEXTURE_MAG_FILTER, filter);
        }
    }

    @Override
    public boolean bindForCopy() {
        if (!copyable || isExternal()) {
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

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (renderer.forget(this)) {
            if (framebuffer != 0) {
                GLES20.glDeleteFramebuffers(framebuffer);
            }
            GLES20.glDeleteTextures(name);
        }
        images.destroy(image);
    }

    private void parameter(int parameter, int value) {
        GLES20.glTexParameteri(target, parameter, value);
    }
}

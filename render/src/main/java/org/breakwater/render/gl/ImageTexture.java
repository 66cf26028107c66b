package org.breakwater.render.gl;

import org.breakwater.render.Dmabuf;
import org.breakwater.render.DrmFormat;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.PixelSource;
import org.breakwater.render.RenderException;
import org.breakwater.render.egl.DmabufImages;
import org.breakwater.render.geometry.Rects;
import org.lwjgl.opengles.GLES20;
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
    private final TextureObject object;
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
        GlErrors.clear();
        object = new TextureObject(external ? OESEGLImageExternal.GL_TEXTURE_EXTERNAL_OES
                : GLES20.GL_TEXTURE_2D);
        OESEGLImage.glEGLImageTargetTexture2DOES(object.target(), image);
        try {
            GlErrors.check("a texture of a dmabuf of " + width + "x" + height);
        } catch (RenderException e) {
            object.delete();
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
        return object.target() != GLES20.GL_TEXTURE_2D;
    }

    /** External ones see at once what is drawn into them; the others when the image is named anew. */
    @Override
    public void update(PixelSource source, Rects damage) {
        if (closed) {
            throw new IllegalStateException("the texture is closed");
        }
        if (!isExternal()) {
            renderer.makeCurrent();
            object.bind();
            OESEGLImage.glEGLImageTargetTexture2DOES(object.target(), image);
            renderer.checkWhenDebugging("an update of a dmabuf");
        }
    }

    @Override
    public void bind(boolean interpolate) {
        object.bind(interpolate);
    }

    @Override
    public boolean bindForCopy() {
        return !isExternal() && object.bindForCopy();
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
            object.delete();
        }
        images.destroy(image);
    }
}

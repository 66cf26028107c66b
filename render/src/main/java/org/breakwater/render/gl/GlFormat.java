package org.breakwater.render.gl;

import org.breakwater.render.PixelFormat;
import org.lwjgl.opengles.EXTTextureFormatBGRA8888;
import org.lwjgl.opengles.GLES20;
import org.lwjgl.opengles.GLES30;

/** How GL stores and reads a pixel format. */
enum GlFormat {
    ARGB8888(PixelFormat.ARGB8888, EXTTextureFormatBGRA8888.GL_BGRA_EXT,
            EXTTextureFormatBGRA8888.GL_BGRA_EXT, GLES20.GL_UNSIGNED_BYTE),
    XRGB8888(PixelFormat.XRGB8888, EXTTextureFormatBGRA8888.GL_BGRA_EXT,
            EXTTextureFormatBGRA8888.GL_BGRA_EXT, GLES20.GL_UNSIGNED_BYTE),
    ABGR8888(PixelFormat.ABGR8888, GLES30.GL_RGBA8, GLES20.GL_RGBA, GLES20.GL_UNSIGNED_BYTE),
    XBGR8888(PixelFormat.XBGR8888, GLES30.GL_RGBA8, GLES20.GL_RGBA, GLES20.GL_UNSIGNED_BYTE),
    RGB565(PixelFormat.RGB565, GLES20.GL_RGB565, GLES20.GL_RGB, GLES20.GL_UNSIGNED_SHORT_5_6_5),
    ARGB2101010(PixelFormat.ARGB2101010, GLES30.GL_RGB10_A2, GLES20.GL_RGBA,
            GLES30.GL_UNSIGNED_INT_2_10_10_10_REV),
    XRGB2101010(PixelFormat.XRGB2101010, GLES30.GL_RGB10_A2, GLES20.GL_RGBA,
            GLES30.GL_UNSIGNED_INT_2_10_10_10_REV);

    private static final GlFormat[] VALUES = values();

    private final PixelFormat format;
    private final int internalFormat;
    private final int externalFormat;
    private final int type;

    GlFormat(PixelFormat format, int internalFormat, int externalFormat, int type) {
        this.format = format;
        this.internalFormat = internalFormat;
        this.externalFormat = externalFormat;
        this.type = type;
    }

    static GlFormat of(PixelFormat format) {
        for (GlFormat gl : VALUES) {
            if (gl.format == format) {
                return gl;
            }
        }
        throw new IllegalArgumentException("no GL format for " + format);
    }

    int internalFormat() {
        return internalFormat;
    }

    int externalFormat() {
        return externalFormat;
    }

    int type() {
        return type;
    }

    /** True when the bits are those of a target, so that a copy of bits is a copy of colour. */
    boolean isBgra() {
        return externalFormat == EXTTextureFormatBGRA8888.GL_BGRA_EXT;
    }

    /** Gives the bound texture pixels that are {@code stride} bytes from row to row. */
    void upload(int x, int y, int width, int height, long address, int stride, int bytesPerPixel) {
        if (stride % bytesPerPixel == 0) {
            GLES20.glPixelStorei(GLES30.GL_UNPACK_ROW_LENGTH, stride / bytesPerPixel);
            GLES20.nglTexSubImage2D(GLES20.GL_TEXTURE_2D, 0, x, y, width, height, externalFormat, type,
                    address);
            return;
        }
        uploaded();
        for (int row = 0; row < height; row++) {
            GLES20.nglTexSubImage2D(GLES20.GL_TEXTURE_2D, 0, x, y + row, width, 1, externalFormat, type,
                    address + (long) row * stride);
        }
    }

    /** To be called after a series of uploads. */
    void uploaded() {
        GLES20.glPixelStorei(GLES30.GL_UNPACK_ROW_LENGTH, 0);
    }

    /** Sets what the bound texture's channels read as. */
    void swizzle() {
        if (type == GLES30.GL_UNSIGNED_INT_2_10_10_10_REV) {
            // GL's lowest ten bits are red; those of the DRM formats are blue.
            channel(GLES30.GL_TEXTURE_SWIZZLE_R, GLES30.GL_BLUE);
            channel(GLES30.GL_TEXTURE_SWIZZLE_B, GLES30.GL_RED);
        }
        if (format.opaque()) {
            channel(GLES30.GL_TEXTURE_SWIZZLE_A, GLES20.GL_ONE);
        }
    }

    private static void channel(int reads, int from) {
        GLES20.glTexParameteri(GLES20.GL_TEXTURE_2D, reads, from);
    }
}

package org.breakwater.render.gl;

import org.breakwater.render.RenderException;
import org.lwjgl.opengles.GLES20;

/** What {@code glGetError} says. */
final class GlErrors {
    /** A lost context answers for ever. */
    private static final int MOST = 16;

    private GlErrors() {
    }

    /** Forgets errors of before. */
    static void clear() {
        for (int i = 0; i < MOST && GLES20.glGetError() != GLES20.GL_NO_ERROR; i++) {
            continue;
        }
    }

    static void check(String what) {
        int error = GLES20.glGetError();
        if (error != GLES20.GL_NO_ERROR) {
            clear();
            throw new RenderException(what + ": " + name(error));
        }
    }

    private static String name(int error) {
        return switch (error) {
            case GLES20.GL_INVALID_ENUM -> "GL_INVALID_ENUM";
            case GLES20.GL_INVALID_VALUE -> "GL_INVALID_VALUE";
            case GLES20.GL_INVALID_OPERATION -> "GL_INVALID_OPERATION";
            case GLES20.GL_INVALID_FRAMEBUFFER_OPERATION -> "GL_INVALID_FRAMEBUFFER_OPERATION";
            case GLES20.GL_OUT_OF_MEMORY -> "GL_OUT_OF_MEMORY";
            default -> "GL error 0x" + Integer.toHexString(error);
        };
    }
}

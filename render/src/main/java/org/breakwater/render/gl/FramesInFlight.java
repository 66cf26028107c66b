package org.breakwater.render.gl;

import org.lwjgl.opengles.GLES30;

/**
 * The frames that the driver has been given and has not drawn yet. Where the processor draws nothing else holds
 * back who gives: llvmpipe takes 64 before it has anybody wait, and each keeps its commands and the textures
 * that it reads, closed ones too, and comes so much later.
 */
final class FramesInFlight {
    /** Enough for an output each, of as many as one looks at. */
    static final int MOST = 4;
    private static final long TIMEOUT_NANOS = 1_000_000_000L;

    private final long[] fences = new long[MOST];   // 0: none yet
    private int oldest;

    /** Before a frame that has others before it: waits until no more than {@link #MOST} of those are left. */
    void awaitTurn() {
        long fence = fences[oldest];
        if (fence != 0) {
            GLES30.glClientWaitSync(fence, 0, TIMEOUT_NANOS);
            GLES30.glDeleteSync(fence);
        }
        fences[oldest] = GLES30.glFenceSync(GLES30.GL_SYNC_GPU_COMMANDS_COMPLETE, 0);
        oldest = (oldest + 1) % MOST;
    }

    /** Whether there are none. */
    static boolean areDrawn() {
        return isDrawn(0);
    }

    /** Waits until there are none. */
    static void awaitDrawn() {
        isDrawn(TIMEOUT_NANOS);
    }

    private static boolean isDrawn(long timeoutNanos) {
        long last = GLES30.glFenceSync(GLES30.GL_SYNC_GPU_COMMANDS_COMPLETE, 0);
        boolean drawn = GLES30.glClientWaitSync(last, 0, timeoutNanos) != GLES30.GL_TIMEOUT_EXPIRED;
        GLES30.glDeleteSync(last);
        return drawn;
    }
}

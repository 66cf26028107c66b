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

    private final long[] fences = new long[MOST];   // a ring
    private int next;                               // where the next frame's goes
    private int count;

    /** A frame was given. Waits until there are no more than {@link #MOST}. */
    void given() {
        if (count == MOST) {
            end(TIMEOUT_NANOS);
        }
        fences[next] = fence();
        next = (next + 1) % MOST;
        count++;
    }

    /** Whether there may be any: they are not looked at. */
    boolean areKnown() {
        return count > 0;
    }

    /** Whether all are drawn. */
    boolean areDrawn() {
        while (count > 0 && end(0)) {
            // the next one
        }
        return count == 0;
    }

    /** Whether all is drawn that was asked for in any way. */
    static boolean isAllDrawn() {
        return isAllDrawn(0);
    }

    /** Waits until that is so. */
    static void awaitAllDrawn() {
        isAllDrawn(TIMEOUT_NANOS);
    }

    private static boolean isAllDrawn(long nanos) {
        long last = fence();
        boolean drawn = GLES30.glClientWaitSync(last, 0, nanos) != GLES30.GL_TIMEOUT_EXPIRED;
        GLES30.glDeleteSync(last);
        return drawn;
    }

    /** Forgets the oldest once it is drawn, or after so long a time, unless that is none. Says whether it has. */
    private boolean end(long nanos) {
        long oldest = fences[(next + MOST - count) % MOST];
        if (GLES30.glClientWaitSync(oldest, 0, nanos) == GLES30.GL_TIMEOUT_EXPIRED && nanos == 0) {
            return false;
        }
        GLES30.glDeleteSync(oldest);
        count--;
        return true;
    }

    private static long fence() {
        return GLES30.glFenceSync(GLES30.GL_SYNC_GPU_COMMANDS_COMPLETE, 0);
    }
}

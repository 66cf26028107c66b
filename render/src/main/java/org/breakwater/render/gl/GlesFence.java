package org.breakwater.render.gl;

import org.breakwater.render.Fence;
import org.lwjgl.opengles.GLES30;

/** A GL sync object. What a context leaves undone when it ends is done. */
final class GlesFence implements Fence, ContextObject {
    private final GlesRenderer renderer;
    private long sync;

    GlesFence(GlesRenderer renderer) {
        this.renderer = renderer;
        sync = GLES30.glFenceSync(GLES30.GL_SYNC_GPU_COMMANDS_COMPLETE, 0);
    }

    @Override
    public void contextLost() {
        sync = 0;
    }

    @Override
    public boolean isPassed() {
        if (sync == 0 || !renderer.isOpen()) {
            return true;
        }
        renderer.makeCurrent();
        return GLES30.glClientWaitSync(sync, GLES30.GL_SYNC_FLUSH_COMMANDS_BIT, 0)
                != GLES30.GL_TIMEOUT_EXPIRED;
    }

    @Override
    public void close() {
        if (renderer.forget(this) && sync != 0) {
            GLES30.glDeleteSync(sync);
        }
        sync = 0;
    }
}

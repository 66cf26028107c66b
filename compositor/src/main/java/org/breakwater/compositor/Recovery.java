package org.breakwater.compositor;

import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.render.RenderException;
import org.breakwater.render.Renderer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on when a reset of the GPU has taken away all that the renderer had: while there is nothing to draw with,
 * nothing is drawn, and clients wait for their frames; then everything is read and drawn anew.
 */
final class Recovery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final long PAUSE_NANOS = 500_000_000;

    private final EventLoop loop;
    private final Renderer renderer;
    private final Runnable recovered;
    private final TimerSource again;
    private boolean told;

    /** {@code recovered}: is to fill textures again, and to have everything drawn. */
    Recovery(EventLoop loop, Renderer renderer, Runnable recovered) {
        this.loop = loop;
        this.renderer = renderer;
        this.recovered = recovered;
        this.again = loop.addTimer(() -> { });      // a turn, whose end tries again
    }

    /** Before anything is drawn in a turn: whether there is something to draw with. */
    boolean isReady() {
        if (!renderer.isLost()) {
            return true;
        }
        if (again.isArmed()) {
            return false;
        }
        if (!told) {
            told = true;
            LOG.warn("the GPU was reset, and everything in its memory is lost; beginning anew");
        }
        try {
            renderer.recover();
        } catch (RenderException notYet) {
            LOG.debug("not yet: {}", notYet.getMessage());
            again.armAt(loop.clock().nanos() + PAUSE_NANOS);
            return false;
        }
        told = false;
        try {
            recovered.run();
        } catch (Throwable thrown) {
            loop.failed("filling textures again", thrown);
        }
        LOG.info("drawing again with {}", renderer.description());
        return true;
    }

    /** After a turn's drawing, which may have found the GPU reset: another turn is needed then. */
    void drawn() {
        if (renderer.isLost()) {
            loop.idle(() -> { });
        }
    }

    @Override
    public void close() {
        again.close();
    }
}

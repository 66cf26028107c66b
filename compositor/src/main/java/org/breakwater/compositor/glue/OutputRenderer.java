package org.breakwater.compositor.glue;

import org.breakwater.compositor.backend.BackendOutput;
import org.breakwater.compositor.output.Output;
import org.breakwater.compositor.presentation.Presentation;
import org.breakwater.render.RenderException;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.scene.SceneOutput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws one output: when something wants a frame, at the tail of the loop's turn, and then not before the
 * backend's next refresh.
 *
 * <pre>
 *            scheduleFrame              turnEnd                refreshed
 *   IDLE ------------------> QUEUED ---------------> WAITING ------------> IDLE
 *                              ^                        | scheduleFrame
 *                              |       refreshed        v
 *                              +----------------- WAITING_QUEUED
 * </pre>
 *
 * <p>A frame without damage is not drawn: the refresh passes, and those who asked for it are told.
 */
public final class OutputRenderer {
    private static final Logger LOG = LoggerFactory.getLogger(OutputRenderer.class);

    private enum Redraw {
        /** Nothing to do, and no timer runs. */
        IDLE,
        /** A frame is wanted; it is drawn at the tail of this turn. */
        QUEUED,
        /** A frame was handed to the backend, or its refresh is waited for without one. */
        WAITING,
        /** As WAITING, and another frame is wanted after it. */
        WAITING_QUEUED
    }

    private final Output output;
    private final BackendOutput backend;
    private final SceneOutput sceneOutput;
    private final Presentation presentation;
    private Redraw redraw = Redraw.QUEUED;
    private long framesDrawn;
    private long refreshes;

    public OutputRenderer(Output output, BackendOutput backend, SceneOutput sceneOutput,
            Presentation presentation) {
        this.output = output;
        this.backend = backend;
        this.sceneOutput = sceneOutput;
        this.presentation = presentation;
        sceneOutput.setData(this);
        sceneOutput.setDamaged(this::scheduleFrame);
        backend.setListener(this::refreshed);
    }

    public Output output() {
        return output;
    }

    public BackendOutput backend() {
        return backend;
    }

    public SceneOutput sceneOutput() {
        return sceneOutput;
    }

    /** Frames drawn since the start. */
    public long framesDrawn() {
        return framesDrawn;
    }

    /** Refreshes that somebody waited for, drawn or not. */
    public long refreshes() {
        return refreshes;
    }

    public void scheduleFrame() {
        redraw = switch (redraw) {
            case IDLE, QUEUED -> Redraw.QUEUED;
            case WAITING, WAITING_QUEUED -> Redraw.WAITING_QUEUED;
        };
    }

    /** At the tail of a turn, after the scene's update. Says whether a frame was drawn. */
    public boolean turnEnd() {
        if (redraw != Redraw.QUEUED) {
            return false;
        }
        redraw = Redraw.WAITING;
        RenderTarget target = backend.nextTarget();
        if (draw(target)) {
            framesDrawn++;
            backend.present();
            return true;
        }
        sceneOutput.sample();
        backend.skip();
        return false;
    }

    private boolean draw(RenderTarget target) {
        try {
            return sceneOutput.render(target);
        } catch (RenderException failed) {
            LOG.error("{}: a frame could not be drawn", output.name(), failed);
            return false;
        }
    }

    private void refreshed(long nanos, long refreshNanos, long sequence, int flags) {
        refreshes++;
        redraw = redraw == Redraw.WAITING_QUEUED ? Redraw.QUEUED : Redraw.IDLE;
        presentation.presented(output, nanos, refreshNanos, sequence, flags);
        sceneOutput.framePresented(nanos, refreshNanos, sequence, flags);
    }
}

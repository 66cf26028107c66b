package org.breakwater.compositor.glue;

import java.util.function.BiConsumer;
import org.breakwater.compositor.backend.BackendOutput;
import org.breakwater.compositor.capture.Picture;
import org.breakwater.compositor.linuxdmabuf.Scanout;
import org.breakwater.compositor.output.Output;
import org.breakwater.compositor.presentation.Presentation;
import org.breakwater.compositor.seat.PointerCursor;
import org.breakwater.compositor.stats.FlightRecording;
import org.breakwater.compositor.stats.FrameEvent;
import org.breakwater.compositor.stats.FrameStats;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Renderer;
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
 * <p>A frame without damage is not drawn: the refresh passes, and those who asked for it are told. Nor is one drawn
 * that would be a client's picture and nothing else, where the backend shows the picture itself.
 *
 * <p>When drawing or the backend fails, that is logged once until a frame succeeds again; all of the output
 * is drawn anew a little later, and later still the more often it fails. A refresh that the backend refused
 * to wait for is made up, so that clients are told in any case. Nothing is thrown to whoever calls.
 */
public final class OutputRenderer {
    private static final Logger LOG = LoggerFactory.getLogger(OutputRenderer.class);

    /** A failing output is tried again after at most 64 refreshes: about once a second. */
    private static final int MOST_DOUBLINGS = 6;

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
    private final EventLoop loop;
    private final TimerSource retry;
    private final TimerSource startTimer;
    private final FrameStats stats = new FrameStats();
    private FrameHints.Source hints = output -> FrameHints.NONE;
    private Redraw redraw = Redraw.QUEUED;
    private long refreshes;
    private long lastRefresh;
    private long refreshPeriod;
    private long waitingSince;
    private int failures;
    private boolean refreshOwed;
    private FrameStart start;
    private PointerOnPlane pointer;
    private PictureAsFrame scanout;
    private boolean startSet;
    private long startAt;

    public OutputRenderer(EventLoop loop, Output output, BackendOutput backend, SceneOutput sceneOutput,
            Presentation presentation) {
        this.loop = loop;
        this.retry = loop.addTimer(this::retry);
        this.startTimer = loop.addTimer(() -> { });     // the turn's end does it
        this.output = output;
        this.backend = backend;
        this.sceneOutput = sceneOutput;
        this.presentation = presentation;
        sceneOutput.setData(this);
        sceneOutput.setDamaged(this::scheduleFrame);
        backend.setListener(new BackendOutput.Listener() {
            @Override
            public void refreshed(long nanos, long refreshNanos, long sequence, int flags) {
                OutputRenderer.this.refreshed(nanos, refreshNanos, sequence, flags);
            }

            @Override
            public void failed(Throwable why) {
                notShown(why);
            }
        });
        stats.wanted(loop.clock().nanos());
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

    public void setHints(FrameHints.Source source) {
        hints = source;
    }

    /** Frames are begun when this says so; null, as at first: at the end of the turn in which they are wanted. */
    public void setFrameStart(FrameStart when) {
        start = when;
    }

    /**
     * Shows a client's picture in place of a frame where that is the same, if the backend can; {@code offers} is told
     * which pictures of a surface could be shown so, and, with null, that none can any more.
     */
    public void setScanoutOffers(BiConsumer<Surface, Scanout> offers) {
        scanout = backend.pictureFormats().formats().isEmpty() ? null : new PictureAsFrame(sceneOutput, backend, offers);
    }

    /** Whether a client's picture is shown, and no frame. */
    public boolean isScannedOut() {
        return scanout != null && scanout.isShowing();
    }

    /** Whether {@link #picture} can be asked for. */
    public boolean hasShown() {
        return isScannedOut() || backend.shown() != null;
    }

    /** What is shown now. A client's picture is drawn for this, since nobody but the client may know its pixels. */
    public Picture picture(Renderer renderer) {
        if (!isScannedOut()) {
            return Picture.of(renderer, backend.shown());
        }
        try (RenderTarget target = renderer.createTarget(sceneOutput.pixelWidth(), sceneOutput.pixelHeight())) {
            sceneOutput.paint(target);
            return Picture.of(renderer, target);
        }
    }

    /** Shows the cursor on the backend's plane for it, if there is one. */
    public void liftCursor(Layers layers, PointerCursor at) {
        if (backend.pointerPlane() != null) {
            pointer = new PointerOnPlane(sceneOutput, backend.pointerPlane(), layers.cursor(), at);
        }
    }

    /** What is wished for the frame that is shown next. */
    public FrameHints hints() {
        return hints.of(this);
    }

    /** Frames drawn since the start. */
    public long framesDrawn() {
        return stats.drawn();
    }

    /** What became of the frames. */
    public FrameStats stats() {
        return stats;
    }

    /** Refreshes that somebody waited for, drawn or not. */
    public long refreshes() {
        return refreshes;
    }

    /**
     * The earliest moment at which new content is shown at {@code nanos} or later, and not before: the refresh
     * before that one. {@code nanos} itself where nothing is known of the refreshes.
     */
    public long latchTime(long nanos) {
        if (refreshPeriod == 0) {
            return nanos;
        }
        return lastRefresh - Math.floorDiv(lastRefresh - nanos, refreshPeriod) * refreshPeriod - refreshPeriod;
    }

    public void scheduleFrame() {
        if (redraw == Redraw.IDLE) {
            stats.wanted(loop.clock().nanos());
        }
        redraw = switch (redraw) {
            case IDLE, QUEUED -> Redraw.QUEUED;
            case WAITING, WAITING_QUEUED -> Redraw.WAITING_QUEUED;
        };
    }

    /** Whether something has changed that no frame shows yet. */
    public boolean isFrameQueued() {
        return redraw == Redraw.QUEUED || redraw == Redraw.WAITING_QUEUED;
    }

    /** Whether a refresh is waited for that is not overdue: a parent that hides us tells of none. */
    public boolean awaitsRefresh(long now) {
        return (redraw == Redraw.WAITING || redraw == Redraw.WAITING_QUEUED)
                && now - waitingSince <= 2 * period();
    }

    /** Whether nothing is drawn before a refresh, or a moment, that is known to come. */
    public boolean drawsLater(long now) {
        return awaitsRefresh(now) || startSet && startAt > now;
    }

    /** Whether a frame is wanted that {@link #turnEnd} may begin now. */
    public boolean isDue(long now) {
        return redraw == Redraw.QUEUED && !drawsLater(now);
    }

    /** At the tail of a turn, after the scene's update. Says whether anything new was shown. */
    public boolean turnEnd() {
        if (redraw != Redraw.QUEUED || !isTime()) {
            return false;
        }
        redraw = Redraw.WAITING;
        int failuresBefore = failures;
        FrameEvent recorded = FlightRecording.frame();
        long begun = loop.clock().nanos();
        waitingSince = begun;
        boolean pointed = pointer != null && movePointer();
        boolean scannedOut = scanout != null && scanOut();
        boolean drawn = !scannedOut && draw();
        if (!scannedOut) {
            show(drawn, pointed);
        }
        long area = drawn ? sceneOutput.drawn().area() : 0;
        if (scannedOut) {
            stats.scannedOut();
        } else if (drawn) {
            long end = loop.clock().nanos();
            stats.drew(end - begun, area);
            if (start != null) {
                start.drew(begun, end, lastRefresh, refreshPeriod);
            }
        } else {
            stats.skipped();
        }
        if (recorded != null) {
            recorded.commit(output.name(), drawn, area);
        }
        if (failures == failuresBefore && failures > 0) {
            LOG.info("{} shows frames again after {} failures", output.name(), failures);
            failures = 0;
        }
        return drawn || scannedOut;
    }

    /** The output is no more: nothing is tried again. */
    public void close() {
        if (scanout != null) {
            scanout.close();
        }
        retry.close();
        startTimer.close();
    }

    /** A moment to begin at is chosen once for each frame, so that a late turn does not put it off again. */
    private boolean isTime() {
        if (start == null) {
            return true;
        }
        long now = loop.clock().nanos();
        if (!startSet) {
            startSet = true;
            startAt = start.begin(now, lastRefresh, refreshPeriod);
            if (startAt > now) {
                startTimer.armAt(startAt);
            }
        }
        if (startAt > now) {
            return false;
        }
        startSet = false;
        startTimer.disarm();
        return true;
    }

    private boolean movePointer() {
        try {
            return pointer.update();
        } catch (Throwable thrown) {
            failed("showing the pointer on ", thrown);
            return false;
        }
    }

    private boolean scanOut() {
        try {
            return scanout.show();
        } catch (Throwable thrown) {
            failed("showing a client's picture on ", thrown);
            return false;
        }
    }

    private boolean draw() {
        try {
            if (sceneOutput.render(backend.nextTarget())) {
                return true;
            }
            sceneOutput.sample();
        } catch (Throwable thrown) {
            failed("drawing a frame for ", thrown);
        }
        return false;
    }

    private void show(boolean drawn, boolean pointed) {
        try {
            if (drawn) {
                backend.present(sceneOutput.drawn());
            } else if (pointed) {
                backend.presentPointer();
            } else {
                backend.skip();
            }
        } catch (Throwable thrown) {
            notShown(thrown);
        }
    }

    private void notShown(Throwable why) {
        refreshOwed = true;
        failed("showing a frame on ", why);
    }

    private void failed(String what, Throwable thrown) {
        if (failures++ == 0) {
            loop.failed(what + output.name(), thrown);
        }
        retry.armAt(loop.clock().nanos() + (period() << Math.min(failures, MOST_DOUBLINGS)));
    }

    private void retry() {
        if (refreshOwed) {
            presentation.discarded(output);
            refreshed(loop.clock().nanos(), period(), refreshes, 0);
        }
        sceneOutput.damageWhole();
    }

    private long period() {
        return output.mode().refreshNanos();
    }

    private void refreshed(long nanos, long refreshNanos, long sequence, int flags) {
        refreshes++;
        refreshOwed = false;
        stats.refreshed(nanos, period(), redraw == Redraw.WAITING_QUEUED);
        lastRefresh = nanos;
        refreshPeriod = refreshNanos;
        if (start != null) {
            start.shown(nanos, refreshNanos, flags);
        }
        redraw = switch (redraw) {
            case WAITING_QUEUED, QUEUED -> Redraw.QUEUED;
            case WAITING, IDLE -> Redraw.IDLE;
        };
        try {
            presentation.presented(output, nanos, refreshNanos, sequence, flags);
        } catch (Throwable thrown) {
            loop.failed("telling of a frame on " + output.name(), thrown);
        }
        try {
            sceneOutput.framePresented(nanos);
        } catch (Throwable thrown) {
            loop.failed("telling of a frame on " + output.name(), thrown);
        }
    }
}

package org.breakwater.compositor.backend.drm;

import org.breakwater.compositor.backend.BackendOutput;
import org.breakwater.compositor.backend.ClientPicture;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.render.geometry.Rects;

/**
 * One output's frames, each from when it is presented to the refresh that its listener is told of. A frame is committed
 * without waiting, and the card's page flip is the refresh.
 *
 * <pre>
 *          present             commit                flipped
 *   IDLE ----------> READY ---------------> FLIPPING --------> IDLE, or PACING until the refresh is due
 *    |  skip           ^  |  refused: busy     |
 *    |                 +--+  (again soon)      | no flip comes: the frame is given up, and the
 *    +---> SKIPPING --> IDLE                   +----> IDLE      next one sets the mode anew
 * </pre>
 *
 * <p>While the screen may not be shown anything nothing is committed: a frame waits in READY, a skipped refresh in
 * SKIPPING. While that would be waited for, because somebody looks at the card's screens or all is about to be turned
 * off, the frame waits too, until {@link #wake}. Loop thread.
 */
final class FrameCycle implements AutoCloseable {
    private enum State { IDLE, READY, FLIPPING, PACING, SKIPPING }

    /** Whose frames they are. */
    interface Screen {
        /** Whether the card may be asked to show anything on it. */
        boolean mayCommit();

        /** The card is to show what it was asked to. */
        void committed();

        /** A frame was shown, or given up; its listener is about to be told. */
        void frameEnded();

        /** A flip has ended. Says whether there shall be no more: then nobody is told. */
        boolean isLast();
    }

    private final EventLoop loop;
    private final DrmDevice device;
    private final String name;
    private final ScreenMode mode;
    private final OutputPictures pictures;
    private final FrameRequest request;
    private final Screen screen;
    private final FlipTimes times;
    private final PageFlip flip;
    private final Retries retries;
    private final TimerSource timer;    // until a refresh is due, or a frame is to be tried again
    private BackendOutput.Listener listener;
    private State state = State.IDLE;

    FrameCycle(EventLoop loop, DrmDevice device, String name, ScreenMode mode, OutputPictures pictures,
            FrameRequest request, Screen screen) {
        this.loop = loop;
        this.device = device;
        this.name = name;
        this.mode = mode;
        this.pictures = pictures;
        this.request = request;
        this.screen = screen;
        this.times = new FlipTimes(loop.clock().nanos());
        times.setPeriod(mode.period());
        this.flip = new PageFlip(loop, this::flipMissed);
        this.retries = new Retries(name);
        this.timer = loop.addTimer(this::timeIsUp);
    }

    void setListener(BackendOutput.Listener newListener) {
        listener = newListener;
    }

    /** What was drawn into the next picture is to be shown. */
    void present(Rects drawn) {
        checkIdle();
        pictures.finish(drawn);
        ready();
    }

    /** As {@link BackendOutput#presentPicture}. */
    boolean present(ClientPicture picture) {
        checkIdle();
        boolean may = screen.mayCommit() && !isHeld();
        int result = may ? request.show(picture) : OutputPictures.REFUSED;
        if (result == OutputPictures.REFUSED) {
            return false;
        }
        state = State.READY;
        retries.begin();
        sent(result);
        return true;
    }

    /** What is shown is to be shown again, with the pointer where it is now. */
    void presentPointer() {
        if (pictures.framebuffer() == 0) {
            skip();
            return;
        }
        checkIdle();
        ready();
    }

    void skip() {
        checkIdle();
        state = State.SKIPPING;
        if (screen.mayCommit()) {
            timer.armAt(times.next(loop.clock().nanos()));
        }
    }

    /** Whether a flip is waited for. */
    boolean isFlipping() {
        return state == State.FLIPPING;
    }

    /** Whether a frame is being shown, so that its mode is to stay. */
    boolean isShowing() {
        return state == State.FLIPPING || state == State.PACING;
    }

    long stalls() {
        return flip.stalls();
    }

    /** A page flip has come; says whether it was this one's. */
    boolean takes(long token, long nanos, int sequence) {
        boolean ours = flip.is(token);
        if (ours) {
            flipped(nanos, sequence);
        }
        return ours;
    }

    /** The card is another's: what is under way does not come to an end. */
    void pause() {
        flip.waitForEver();
        if (state != State.PACING) {
            timer.disarm();
        }
    }

    /** Nothing is as it was left: what was being shown is to be shown again by {@link #resume}. */
    void startOver() {
        retries.renew();
        if (state == State.FLIPPING) {
            flip.end();
            state = State.READY;
        }
    }

    /** What has waited for the card goes on. */
    void resume() {
        if (state == State.READY) {
            submit();
        } else if (state == State.SKIPPING) {
            timer.armAt(times.next(loop.clock().nanos()));
        }
    }

    /** What may have kept it from setting its mode does so no longer. */
    void wake() {
        if (state == State.READY) {
            submit();
        }
    }

    /** The screen goes off: what waits goes on waiting, until {@link #resume}. */
    void hold() {
        if (state == State.READY || state == State.SKIPPING) {
            timer.disarm();
        }
    }

    /** No flip is waited for any more, nor anything else. */
    void stop() {
        timer.disarm();
        flip.end();
        state = State.IDLE;
    }

    /** The mode is another one; a frame that waits has no place in it. Says whether there was one. */
    boolean changeMode() {
        times.setPeriod(mode.period());
        boolean lost = state == State.READY;
        if (lost) {
            timer.disarm();
            state = State.IDLE;
        }
        return lost;
    }

    /** The frame that {@link #changeMode} has dropped is over. */
    void skipLost() {
        times.skipped(loop.clock().nanos());
        tellRefreshed();
    }

    @Override
    public void close() {
        timer.close();
        flip.close();
    }

    private void ready() {
        state = State.READY;
        retries.begin();
        submit();
    }

    /** Whether the card would make it wait. */
    private boolean isHeld() {
        return device.isClearing() || !mode.isSet() && device.isProbing();
    }

    /** Commits the frame that is ready, if it may be. */
    private void submit() {
        timer.disarm();
        if (screen.mayCommit() && !isHeld()) {
            sent(request.show());
        }
    }

    private void sent(int result) {
        if (result != 0) {
            refused(-result);
            return;
        }
        mode.taken();
        screen.committed();
        retries.renew();
        state = State.FLIPPING;
        pictures.committed();
        flip.await(request.token(), request.setsMode());
    }

    private void refused(int errno) {
        if (Errno.isDeviceGone(errno)) {
            device.lose(Errno.describe(errno));
            return;
        }
        if (Errno.isNotMaster(errno)) {
            mode.forget();
        }
        long wait = retries.after(errno, request.setsMode(), times.period());
        if (wait > 0) {
            timer.armAt(loop.clock().nanos() + wait);
        } else if (pictures.isClients() && Errno.isAboutContent(errno)) {
            pictures.refused(errno);
            fail(new KmsException("showing a client's picture on " + name, errno));
        } else {
            if (request.setsMode() && !pictures.isClients()) {
                device.modeRefused();
                pictures.avoid();   // perhaps it is the pictures that are refused
            }
            mode.forget();
            device.scanSoon();
            fail(new KmsException("showing a frame on " + name, errno));
        }
    }

    private void flipped(long nanos, int sequence) {
        flip.end();
        pictures.flipped();
        if (screen.isLast()) {
            return;
        }
        long due = times.flipped(nanos, sequence);
        state = State.PACING;
        if (due > loop.clock().nanos()) {
            timer.armAt(due);
        } else {
            tell();
        }
    }

    private void flipMissed() {
        mode.forget();
        if (!screen.isLast()) {
            fail(new KmsException("no page flip came on " + name, Errno.EIO));
        }
        device.flipEnded();
    }

    private void timeIsUp() {
        switch (state) {
            case READY -> submit();
            case PACING -> tell();
            case SKIPPING -> {
                times.skipped(times.last(loop.clock().nanos()));
                tell();
            }
            case IDLE, FLIPPING -> { }
        }
    }

    private void tell() {
        state = State.IDLE;
        screen.frameEnded();
        tellRefreshed();
    }

    private void tellRefreshed() {
        listener.refreshed(times.nanos(), times.period(), times.sequence(), times.flags());
    }

    private void fail(KmsException why) {
        state = State.IDLE;
        screen.frameEnded();
        listener.failed(why);
    }

    private void checkIdle() {
        if (state != State.IDLE) {
            throw new IllegalStateException(name + " already waits for a refresh");
        }
    }
}

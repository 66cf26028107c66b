package org.breakwater.compositor.backend.drm;

import org.breakwater.compositor.backend.BackendOutput;
import org.breakwater.compositor.backend.ClientPicture;
import org.breakwater.compositor.backend.PictureFormats;
import org.breakwater.compositor.backend.PointerPlane;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.geometry.Rects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An output that is a screen on a card's connector. A frame is committed without waiting, and the card's page flip is
 * the refresh.
 *
 * <pre>
 *          present             commit                flipped
 *   IDLE ----------> READY ---------------> FLIPPING --------> IDLE, or PACING until the refresh is due
 *    |  skip           ^  |  refused: busy     |
 *    |                 +--+  (again soon)      | no flip comes: the frame is given up, and the
 *    +---> SKIPPING --> IDLE                   +----> IDLE      next one sets the mode anew
 * </pre>
 *
 * <p>A frame is what was drawn into {@link #nextTarget}, or a client's picture ({@link #presentPicture}) that the card has
 * taken in a test, and again when it counted; else nothing has happened, and the frame is drawn. The picture is lent
 * until a flip has put another in its place.
 *
 * <p>While the session is inactive or the screen is off nothing is committed: a frame waits in READY, a skipped refresh
 * in SKIPPING, and {@link #stale} asks for a new picture afterwards. The first frame, and the first after anything
 * that may have changed the card's state behind our back, sets the mode as well. No mode is set, and no screen turned
 * off, while somebody looks at the card's screens, which would have to be waited for. Who would show frames after
 * {@link #leave} or {@link #close} does nothing.
 */
public final class DrmOutput implements BackendOutput {
    private static final Logger LOG = LoggerFactory.getLogger(DrmOutput.class);
    /** A flip that has not come by then does not come; a mode takes longer to set. */
    static final long MOST_FLIP_NANOS = 1_000_000_000L;
    static final long MOST_MODESET_NANOS = 5_000_000_000L;
    /** How often a busy card is asked again, each time after half a refresh. */
    static final int MOST_BUSY = 20;
    static final long NOT_MASTER_NANOS = 1_000_000_000L;

    private enum State { IDLE, READY, FLIPPING, PACING, SKIPPING }

    private final EventLoop loop;
    private final DrmDevice device;
    private final Kms kms;
    private final Kms.Connector connector;
    private final Pipeline pipeline;
    private final CursorPlane pointer;
    private final FlipTimes times;
    private final TimerSource timer;
    private final Darkening darkening;
    private final ModeBlob modeBlob;
    private final OutputPictures pictures;
    private final Signal<DrmOutput> changed = new Signal<>();
    private final Signal<DrmOutput> stale = new Signal<>();
    private Listener listener;
    private KmsMode mode;
    private KmsMode nextMode;
    private boolean adaptive;
    private State state = State.IDLE;
    private boolean powered = true;
    private boolean asleep;
    private boolean modeIsSet;
    private boolean settingMode;
    private boolean lit;
    private boolean leaving;
    private boolean closed;
    private long token;
    private int busy;
    private long stalls;
    private boolean refusalLogged;

    /** {@code pointer}: may be null; it belongs to this from now on. */
    DrmOutput(EventLoop loop, DrmDevice device, Kms.Connector connector, Pipeline pipeline,
            CursorPlane pointer, KmsMode mode, boolean adaptive) {
        this.loop = loop;
        this.device = device;
        this.kms = device.kms();
        this.connector = connector;
        this.pipeline = pipeline;
        this.pointer = pointer;
        this.modeBlob = new ModeBlob(kms);
        this.pictures = new OutputPictures(device, pipeline, this, this::commit);
        this.mode = mode;
        this.adaptive = adaptive;
        this.times = new FlipTimes(loop.clock().nanos());
        times.setPeriod(1_000_000_000_000L / mode.refreshMilliHz());
        this.timer = loop.addTimer(this::timeIsUp);
        this.darkening = new Darkening(loop, device, connector.name(), pipeline, pointer, this::darkened);
    }

    /** Its mode is another one, from the next frame on. */
    public Signal<DrmOutput> changed() {
        return changed;
    }

    /** What it shows may be lost: all of it is to be drawn anew. */
    public Signal<DrmOutput> stale() {
        return stale;
    }

    /** Millimetres; 0 where the screen does not say. */
    public int physicalWidth() {
        return connector.widthMm();
    }

    /** See {@link #physicalWidth}. */
    public int physicalHeight() {
        return connector.heightMm();
    }

    /** Page flips that were waited for in vain. */
    public long stalls() {
        return stalls;
    }

    public boolean isPowered() {
        return powered;
    }

    /** Whether the screen waits for frames, within its limits, rather than refreshing at one rate. */
    public boolean isAdaptive() {
        return adaptive && pipeline.canAdapt();
    }

    /** Turns the screen off or on; while it is off, frames wait. */
    public void setPowered(boolean on) {
        if (powered == on || closed) {
            return;
        }
        powered = on;
        if (on) {
            darkening.cancel();
            resume();
        } else if (state != State.FLIPPING) {
            sleep();
        }
    }

    @Override
    public String name() {
        return connector.name();
    }

    @Override
    public int width() {
        return mode.width();
    }

    @Override
    public int height() {
        return mode.height();
    }

    @Override
    public int refreshMilliHz() {
        return mode.refreshMilliHz();
    }

    @Override
    public void setListener(Listener newListener) {
        listener = newListener;
    }

    /** @throws org.breakwater.render.RenderException when the card has no memory for frames of this size */
    @Override
    public RenderTarget nextTarget() {
        return pictures.next(mode);
    }

    @Override
    public void present(Rects drawn) {
        checkIdle();
        pictures.finish(drawn);
        ready();
    }

    @Override
    public boolean presentPicture(ClientPicture picture) {
        checkIdle();
        settingMode = !modeIsSet;
        boolean may = mayCommit() && !isHeld() && (modeIsSet || modeBlob.make(mode));
        int result = may ? pictures.commit(picture, settingMode) : OutputPictures.REFUSED;
        if (result == OutputPictures.REFUSED) {
            token = 0;
            return false;
        }
        state = State.READY;
        busy = 0;
        submitted(result);
        return true;
    }

    @Override
    public PictureFormats pictureFormats() {
        return pipeline.shown();
    }

    @Override
    public PointerPlane pointerPlane() {
        return pointer;
    }

    @Override
    public void presentPointer() {
        if (pictures.framebuffer() == 0) {
            skip();
            return;
        }
        checkIdle();
        ready();
    }

    private void ready() {
        state = State.READY;
        busy = 0;
        submit();
    }

    @Override
    public void skip() {
        checkIdle();
        state = State.SKIPPING;
        if (mayCommit()) {
            timer.armAt(times.next(loop.clock().nanos()));
        }
    }

    @Override
    public void rendererRecovered() {
        pictures.rendererRecovered();
    }

    @Override
    public RenderTarget shown() {
        return pictures.shown();
    }

    int connectorId() {
        return connector.id();
    }

    Pipeline pipeline() {
        return pipeline;
    }

    /** 0: none. */
    int pointerPlaneId() {
        return pointer == null ? 0 : pointer.plane();
    }

    /** Whether a flip is waited for. */
    boolean isFlipping() {
        return state == State.FLIPPING;
    }

    /** An event of the card's has come; says whether it was one that is waited for. */
    boolean takes(long came, long nanos, int sequence) {
        if (came == token) {
            flipped(nanos, sequence);
        } else if (came == darkening.token()) {
            darkening.tokenCame();
        } else {
            return false;
        }
        return true;
    }

    /** A mode to be set as soon as no frame is on its way. */
    void choose(KmsMode chosen, boolean adaptiveSync) {
        if (adaptive != adaptiveSync) {
            adaptive = adaptiveSync;
            forgetMode();
        }
        nextMode = chosen.equals(mode) ? null : chosen;
        if (nextMode != null) {
            settle();
        }
    }

    /** The session is active again, or the screen on: nothing is as it was left. */
    void resume() {
        modeIsSet = false;
        device.clientFramebuffers().rearranged();
        refusalLogged = false;
        busy = 0;
        if (leaving) {
            letGo();
            return;
        }
        if (!powered) {
            darkening.start(Darkening.Extent.ASLEEP);
            return;
        }
        if (!mayCommit()) {
            return;
        }
        switch (state) {
            case FLIPPING, READY -> {
                token = 0;
                state = State.READY;
                settle();
                if (state == State.READY) {
                    submit();
                }
            }
            case SKIPPING -> timer.armAt(times.next(loop.clock().nanos()));
            case IDLE -> settle();
            case PACING -> { }
        }
        stale.emit(this);
    }

    /** What may have kept it from setting its mode, or from turning the screen off, does so no longer. */
    void wake() {
        darkening.attempt();
        if (state == State.READY) {
            submit();
        }
    }

    /** The mode is set anew with the next frame, which is asked for. */
    void forgetMode() {
        modeIsSet = false;
        device.clientFramebuffers().rearranged();
        stale.emit(this);
    }

    /** The session is not active any more. */
    void pause() {
        darkening.abandon();
        if (state != State.PACING) {
            timer.disarm();
        }
    }

    /** The screen was pulled out: turns it off, and then frees all and tells the card. Nobody is told of frames. */
    void leave() {
        leaving = true;
        listener = Listener.NOBODY;
        if (state != State.FLIPPING) {
            letGo();
        }
    }

    /** Frees all at once; {@code usable}: the card is still there, and ours to turn the screen off, which is waited for. */
    void close(boolean usable) {
        if (closed) {
            return;
        }
        if (usable && lit) {
            darkening.waitForDark();
        }
        free();
    }

    private void letGo() {
        timer.disarm();
        token = 0;
        state = State.IDLE;
        modeIsSet = false;
        if (lit) {
            darkening.start(Darkening.Extent.FREE);
        } else {
            left();
        }
    }

    private void left() {
        free();
        device.left(this);
    }

    private void free() {
        closed = true;
        darkening.close();
        timer.close();
        pictures.close();
        modeBlob.close();
        if (pointer != null) {
            pointer.close();
        }
    }

    private void darkened(boolean dark) {
        if (leaving) {
            left();
            return;
        }
        asleep = dark;
        if (powered) {
            resume();
        }
    }

    /** The page flip of {@link #token} has come. */
    private void flipped(long nanos, int sequence) {
        token = 0;
        busy = 0;
        timer.disarm();
        pictures.flipped();
        if (leaving) {
            letGo();
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

    private boolean mayCommit() {
        return powered && !leaving && !closed && device.isActive() && !darkening.isUnderWay();
    }

    /** Whether the card would make it wait. */
    private boolean isHeld() {
        return device.isClearing() || !modeIsSet && device.isProbing();
    }

    /** Commits the frame that is ready, if it may be. */
    private void submit() {
        timer.disarm();
        if (!mayCommit() || isHeld()) {
            return;
        }
        settingMode = !modeIsSet;
        submitted(settingMode && !modeBlob.make(mode) ? -Errno.ENOMEM : commitWithPointer());
    }

    private void submitted(int result) {
        if (result == 0) {
            modeIsSet = true;
            lit = true;
            asleep = false;
            refusalLogged = false;
            state = State.FLIPPING;
            pictures.committed();
            timer.armAt(loop.clock().nanos() + (settingMode ? MOST_MODESET_NANOS : MOST_FLIP_NANOS));
        } else {
            token = 0;
            refused(-result);
        }
    }

    /** A card that does not take the pointer's plane shall show frames all the same. */
    private int commitWithPointer() {
        int result = commit(OutputPictures.FOR_GOOD);
        if (pointer == null || !pointer.isWanted() || !Errno.isAboutContent(-result) || pictures.isClients()) {
            return result;
        }
        pointer.refuse();
        device.clientFramebuffers().rearranged();
        LOG.info("the pointer is drawn on {}: its plane was refused, {}", name(), Errno.describe(-result));
        stale.emit(this);
        return commit(OutputPictures.FOR_GOOD);
    }

    private int commit(int flags) {
        token = device.nextToken();
        kms.begin();
        if (settingMode) {
            pipeline.addMode(modeBlob.id(), adaptive, mode);
        }
        pipeline.addPicture(pictures.framebuffer());
        boolean pointed = pointer != null && (settingMode || pointer.isChanged());
        if (pointed) {
            pointer.addTo();
        }
        int result = kms.commit(flags | (settingMode ? Kms.ALLOW_MODESET : 0), token);
        if (result == 0 && pointed && flags == OutputPictures.FOR_GOOD) {
            pointer.committed();
        }
        return result;
    }

    private void refused(int errno) {
        if (Errno.isDeviceGone(errno)) {
            device.lose(Errno.describe(errno));
        } else if (Errno.isNotMaster(errno)) {
            if (!refusalLogged) {
                refusalLogged = true;
                LOG.warn("{} waits: {}", name(), Errno.describe(errno));
            }
            modeIsSet = false;
            timer.armAt(loop.clock().nanos() + NOT_MASTER_NANOS);
        } else if (errno == Errno.EBUSY && busy++ < mostBusy()) {
            timer.armAt(loop.clock().nanos() + times.period() / 2);
        } else if (pictures.isClients() && Errno.isAboutContent(errno)) {
            pictures.refused(errno);
            fail(new KmsException("showing a client's picture on " + name(), errno));
        } else {
            if (settingMode && !pictures.isClients()) {
                device.modeRefused();
                pictures.avoid();   // perhaps it is the pictures that are refused
            }
            modeIsSet = false;
            device.scanSoon();
            fail(new KmsException("showing a frame on " + name(), errno));
        }
    }

    /** What was turned off, or set by somebody else, may take long. */
    private long mostBusy() {
        return settingMode ? 2 * MOST_MODESET_NANOS / times.period() : MOST_BUSY;
    }

    private void timeIsUp() {
        switch (state) {
            case READY -> submit();
            case FLIPPING -> {
                stalls++;
                token = 0;
                modeIsSet = false;
                if (leaving) {
                    letGo();
                } else {
                    fail(new KmsException("no page flip came on " + name(), Errno.EIO));
                }
                device.flipEnded();
            }
            case PACING -> tell();
            case SKIPPING -> {
                times.skipped(times.last(loop.clock().nanos()));
                tell();
            }
            case IDLE -> { }
        }
    }

    private void tell() {
        state = State.IDLE;
        afterFrame();
        listener.refreshed(times.nanos(), times.period(), times.sequence(), times.flags());
    }

    private void fail(KmsException why) {
        state = State.IDLE;
        afterFrame();
        listener.failed(why);
    }

    private void afterFrame() {
        if (!powered) {
            sleep();
        }
        settle();
    }

    /** Takes over the mode that was chosen, unless a frame is being shown: then after that. */
    private void settle() {
        if (nextMode == null || state == State.FLIPPING || state == State.PACING || closed) {
            return;
        }
        boolean frameLost = state == State.READY;
        mode = nextMode;
        nextMode = null;
        modeIsSet = false;
        device.clientFramebuffers().rearranged();
        times.setPeriod(1_000_000_000_000L / mode.refreshMilliHz());
        pictures.retire();
        modeBlob.close();
        if (frameLost) {
            timer.disarm();
            state = State.IDLE;
        }
        LOG.info("{} is {}", name(), mode);
        changed.emit(this);
        if (frameLost) {
            times.skipped(loop.clock().nanos());
            listener.refreshed(times.nanos(), times.period(), times.sequence(), times.flags());
        }
    }

    private void sleep() {
        if (state == State.READY || state == State.SKIPPING) {
            timer.disarm();
        }
        if (!asleep && modeIsSet && !closed && device.isActive()) {
            modeIsSet = false;
            darkening.start(Darkening.Extent.ASLEEP);
        }
    }

    private void checkIdle() {
        if (state != State.IDLE) {
            throw new IllegalStateException(name() + " already waits for a refresh");
        }
    }
}

package org.breakwater.compositor.backend.drm;

import java.util.List;
import org.breakwater.compositor.backend.BackendOutput;
import org.breakwater.compositor.backend.ClientPicture;
import org.breakwater.compositor.backend.PictureFormats;
import org.breakwater.compositor.backend.PointerPlane;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.geometry.Rects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An output that is a screen on a card's connector. It is made of:
 *
 * <ul>
 * <li>the {@link Pipeline}: the plane, the CRTC and the connector that it has of the card;
 * <li>the {@link ScreenMode} that these are set to;
 * <li>its {@link OutputPictures pictures}, those that are drawn and clients' that are shown as they are, and the
 *     pointer's {@link CursorPlane};
 * <li>the {@link FrameRequest} that puts these into one commit;
 * <li>the {@link FrameCycle} from a frame that is presented, by way of its {@link PageFlip}, to the next;
 * <li>the {@link Darkening} that turns the screen off.
 * </ul>
 *
 * <p>A frame is what was drawn into {@link #nextTarget}, or a client's picture ({@link #presentPicture}) that the card has
 * taken in a test, and again when it counted; else nothing has happened, and the frame is drawn. The picture is lent
 * until a flip has put another in its place.
 *
 * <p>While the session is inactive or the screen is off nothing is committed, and {@link #stale} asks for a new picture
 * afterwards. No mode is set, and no screen turned off, while somebody looks at the card's screens, which would have to
 * be waited for. Who would show frames after {@link #leave} or {@link #close} does nothing.
 */
public final class DrmOutput implements BackendOutput {
    private static final Logger LOG = LoggerFactory.getLogger(DrmOutput.class);

    private final DrmDevice device;
    private final Kms.Connector connector;
    private final Pipeline pipeline;
    private final ScreenMode mode;
    private final OutputPictures pictures;
    private final CursorPlane pointer;      // null: the pointer is drawn
    private final FrameCycle frames;
    private final Darkening darkening;
    private final Signal<DrmOutput> changed = new Signal<>();
    private final Signal<DrmOutput> stale = new Signal<>();
    private List<KmsMode> modes;
    private boolean powered = true;
    private boolean asleep;
    private boolean lit;
    private boolean leaving;
    private boolean closed;

    /** {@code pointer}: may be null; it belongs to this from now on. */
    DrmOutput(EventLoop loop, DrmDevice device, Kms.Connector connector, Pipeline pipeline,
            CursorPlane pointer, KmsMode mode, boolean adaptive) {
        this.device = device;
        this.connector = connector;
        this.modes = connector.modes();
        this.pipeline = pipeline;
        this.pointer = pointer;
        this.mode = new ScreenMode(device.kms(), pipeline, mode, adaptive);
        this.pictures = new OutputPictures(device, pipeline, this);
        FrameRequest request = new FrameRequest(device, connector.name(), pipeline, this.mode, pictures, pointer,
                () -> stale.emit(this));
        this.frames = new FrameCycle(loop, device, connector.name(), this.mode, pictures, request, new Screen());
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

    /** What the screen offers, in its order. */
    public List<KmsMode> modes() {
        return modes;
    }

    /** The mode that frames are drawn for, which {@link #modes} may not have any more. */
    public KmsMode mode() {
        return mode.current();
    }

    /** Page flips that were waited for in vain. */
    public long stalls() {
        return frames.stalls();
    }

    public boolean isPowered() {
        return powered;
    }

    /** Whether the screen waits for frames, within its limits, rather than refreshing at one rate. */
    public boolean isAdaptive() {
        return mode.isAdaptive();
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
        } else if (!frames.isFlipping()) {
            sleep();
        }
    }

    @Override
    public String name() {
        return connector.name();
    }

    @Override
    public int width() {
        return mode.current().width();
    }

    @Override
    public int height() {
        return mode.current().height();
    }

    @Override
    public int refreshMilliHz() {
        return mode.current().refreshMilliHz();
    }

    @Override
    public void setListener(Listener newListener) {
        frames.setListener(newListener);
    }

    /** @throws org.breakwater.render.RenderException when the card has no memory for frames of this size */
    @Override
    public RenderTarget nextTarget() {
        return pictures.next(mode.current());
    }

    @Override
    public void present(Rects drawn) {
        frames.present(drawn);
    }

    @Override
    public boolean presentPicture(ClientPicture picture) {
        return frames.present(picture);
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
        frames.presentPointer();
    }

    @Override
    public void skip() {
        frames.skip();
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

    /** Whether the pointer's plane is shown above its frames, or is to be with the next. */
    boolean showsPointer() {
        return pointer != null && pointer.isShown();
    }

    /** Whether a flip is waited for. */
    boolean isFlipping() {
        return frames.isFlipping();
    }

    /** An event of the card's has come; says whether it was one that is waited for. */
    boolean takes(long token, long nanos, int sequence) {
        if (frames.takes(token, nanos, sequence)) {
            return true;
        }
        boolean dark = token == darkening.token();
        if (dark) {
            darkening.tokenCame();
        }
        return dark;
    }

    /** A mode of those that the screen offers by now, to be set as soon as no frame is on its way. */
    void choose(List<KmsMode> offered, KmsMode chosen, boolean adaptiveSync) {
        modes = offered;
        if (mode.adapt(adaptiveSync)) {
            forgetMode();
        }
        mode.choose(chosen);
        settle();
    }

    /** The session is active again, or the screen on: nothing is as it was left. */
    void resume() {
        mode.forget();
        device.clientFramebuffers().rearranged();
        frames.startOver();
        if (leaving) {
            letGo();
        } else if (!powered) {
            darkening.start(Darkening.Extent.ASLEEP);
        } else if (mayCommit()) {
            settle();
            frames.resume();
            stale.emit(this);
        }
    }

    /** What may have kept it from setting its mode, or from turning the screen off, does so no longer. */
    void wake() {
        darkening.attempt();
        frames.wake();
    }

    /** The mode is set anew with the next frame, which is asked for. */
    void forgetMode() {
        mode.forget();
        device.clientFramebuffers().rearranged();
        stale.emit(this);
    }

    /** The session is not active any more. */
    void pause() {
        darkening.abandon();
        frames.pause();
    }

    /** The screen was pulled out: turns it off, and then frees all and tells the card. Nobody is told of frames. */
    void leave() {
        leaving = true;
        frames.setListener(Listener.NOBODY);
        if (!frames.isFlipping()) {
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
        frames.stop();
        mode.forget();
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
        frames.close();
        pictures.close();
        mode.close();
        if (pointer != null) {
            pointer.close();
        }
    }

    private void darkened(Darkening.Extent extent, boolean dark) {
        if (leaving) {
            if (extent == Darkening.Extent.FREE) {
                left();
            } else {
                letGo();    // it sleeps, and its plane still has the picture
            }
            return;
        }
        asleep = dark;
        device.clientFramebuffers().rearranged();      // the other screens may have what this one needed
        if (powered) {
            resume();
        }
    }

    private boolean mayCommit() {
        return powered && !leaving && !closed && device.isActive() && !darkening.isUnderWay();
    }

    /** Takes over the mode that was chosen, unless a frame is being shown: then after that. */
    private void settle() {
        if (!mode.hasNext() || frames.isShowing() || closed) {
            return;
        }
        mode.advance();
        device.clientFramebuffers().rearranged();
        pictures.retire();
        boolean frameLost = frames.changeMode();
        LOG.info("{} is {}", name(), mode.current());
        changed.emit(this);
        if (frameLost) {
            frames.skipLost();
        }
    }

    private void sleep() {
        frames.hold();
        if (!asleep && mode.isSet() && !closed && device.isActive()) {
            mode.forget();
            darkening.start(Darkening.Extent.ASLEEP);
        }
    }

    /** What its frames have to do with all that happens to it. */
    private final class Screen implements FrameCycle.Screen {
        @Override
        public boolean mayCommit() {
            return DrmOutput.this.mayCommit();
        }

        @Override
        public void committed() {
            lit = true;
            asleep = false;
        }

        @Override
        public void frameEnded() {
            if (!powered) {
                sleep();
            }
            settle();
        }

        @Override
        public boolean isLast() {
            if (leaving) {
                letGo();
            }
            return leaving;
        }
    }
}

package org.breakwater.compositor.backend.wayland;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.backend.BackendOutput;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Renderer;
import org.breakwater.render.geometry.Rects;
import org.breakwater.render.geometry.RegionBuffer;
import org.breakwater.wayland.ZxdgToplevelDecorationV1;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlCallbackProxy;
import org.breakwater.wayland.client.WlOutputProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpFractionalScaleV1Proxy;
import org.breakwater.wayland.client.WpViewportProxy;
import org.breakwater.wayland.client.XdgSurfaceProxy;
import org.breakwater.wayland.client.XdgToplevelProxy;
import org.breakwater.wayland.client.ZxdgToplevelDecorationV1Proxy;

/**
 * An output that is a window of the parent's. A frame is drawn into one of the window's buffers, or
 * copied into one, and committed; the parent's {@code wl_surface.frame} is the refresh, or the moment
 * after it at which the parent lets a buffer go, if it holds all. Whoever skips a frame is told by a timer.
 *
 * <p>The window's size in the parent's logical pixels is the parent's to say, or ours where it leaves
 * the choice; times the scale that the parent prefers, it is the mode. A new size or scale comes into
 * force between two frames, and {@link #changed} says so.
 */
public final class WindowOutput implements BackendOutput, AutoCloseable {
    private static final int DEFAULT_REFRESH = 60_000;
    private static final int MOST_PIXELS = 1 << 28;
    private static final int FRACTIONS = 120;
    private static final int MOST_SCALE = 16 * FRACTIONS;
    private static final int PREFERRED_SCALE_SINCE = 6;
    private static final int WHOLE_RECTS = 20;

    private final ParentDisplay parent;
    private final EventLoop loop;
    private final Renderer renderer;
    private final String name;
    private final int wantedRefresh;
    private final WlSurfaceProxy surface;
    private final XdgSurfaceProxy xdgSurface;
    private final XdgToplevelProxy toplevel;
    private final ZxdgToplevelDecorationV1Proxy decoration;
    private final WpViewportProxy viewport;
    private final WpFractionalScaleV1Proxy fractionalScale;
    private final FrameTimes times;
    private final TimerSource skipped;
    private final RetiredBuffers retired = new RetiredBuffers();
    private final Sharing sharing;      // null: frames are always copied
    private final List<ParentOutput> entered = new ArrayList<>();
    private final RegionBuffer damage = new RegionBuffer();
    private final Signal<WindowOutput> changed = new Signal<>();
    private final Signal<WindowOutput> closed = new Signal<>();
    private Listener listener;
    private WindowBuffers buffers;      // null: before the first frame
    private boolean awaitingFrame;
    private boolean awaitingBuffer;
    private boolean ended;
    private boolean configured;
    private boolean unacknowledged;
    private int configureSerial;
    private int configuredWidth;
    private int configuredHeight;
    private int logicalWidth;
    private int logicalHeight;
    private int preferredScale = -1;
    private int scale = FRACTIONS;
    private int width;
    private int height;

    WindowOutput(ParentDisplay parent, EventLoop loop, Renderer renderer, String name, int width,
            int height, int refreshMilliHz) {
        this.parent = parent;
        this.loop = loop;
        this.renderer = renderer;
        this.name = name;
        this.wantedRefresh = refreshMilliHz;
        this.logicalWidth = width;
        this.logicalHeight = height;
        this.width = width;
        this.height = height;
        ParentGlobals globals = parent.globals();
        this.times = new FrameTimes(loop.clock(), globals.presentation());
        this.skipped = loop.addTimer(this::skippedRefresh);
        this.surface = globals.compositor().createSurface();
        this.xdgSurface = globals.shell().getXdgSurface(surface);
        this.toplevel = xdgSurface.getToplevel();
        boolean fractional = globals.fractionalScale() != null && globals.viewporter() != null;
        this.viewport = fractional ? globals.viewporter().getViewport(surface) : null;
        this.fractionalScale = fractional ? globals.fractionalScale().getFractionalScale(surface) : null;
        this.decoration = globals.decorations() == null
                ? null
                : globals.decorations().getToplevelDecoration(toplevel);
        this.sharing = parent.memory() == null ? null : new Sharing(globals.dmabufs(), parent.memory(),
                parent.device(), renderer, surface, this::bufferFreed);
        listen();
        toplevel.setTitle("Breakwater, " + name);
        toplevel.setAppId("breakwater");
        if (decoration != null) {
            decoration.setMode(ZxdgToplevelDecorationV1.Mode.SERVER_SIDE.value());
        }
        surface.commit();
    }

    /** Its size, scale or rate is another one, from the next frame on. */
    public Signal<WindowOutput> changed() {
        return changed;
    }

    /** The user of the parent closed the window. */
    public Signal<WindowOutput> closed() {
        return closed;
    }

    /** Pixels for each logical pixel of the parent. */
    public double scale() {
        return (double) scale / FRACTIONS;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int refreshMilliHz() {
        int slowest = wantedRefresh;
        if (slowest == 0) {
            for (ParentOutput output : entered) {
                slowest = Math.max(slowest, output.refreshMilliHz());
            }
        }
        return slowest == 0 ? DEFAULT_REFRESH : slowest;
    }

    @Override
    public void setListener(Listener newListener) {
        listener = newListener;
    }

    @Override
    public RenderTarget nextTarget() {
        WindowBuffers shared = sharing == null ? null : sharing.take(width, height);
        if (shared != null || !fits()) {
            dropBuffers();
            buffers = shared != null ? shared
                    : new CopiedBuffers(parent.globals().shm(), renderer, width, height, this::bufferFreed);
        }
        return buffers.target();
    }

    @Override
    public void present(Rects drawn) {
        checkIdle();
        if (parent.isLost()) {
            return;
        }
        WlBufferProxy buffer = buffers.submit(drawn);
        acknowledge();
        if (viewport != null) {
            viewport.setDestination(logicalWidth, logicalHeight);
        } else {
            surface.setBufferScale(Math.max(1, scale / FRACTIONS));
        }
        surface.attach(buffer, 0, 0);
        damage.set(drawn).collapse(WHOLE_RECTS);
        for (int i = 0; i < damage.rectCount(); i++) {
            surface.damageBuffer(damage.x1(i), damage.y1(i), damage.x2(i) - damage.x1(i),
                    damage.y2(i) - damage.y1(i));
        }
        surface.frame().listen(new WlCallbackProxy.Events() {
            @Override
            public void done(int time) {
                frameDone();
            }
        });
        times.submitted(surface);
        surface.commit();
        awaitingFrame = true;
    }

    @Override
    public void skip() {
        checkIdle();
        skipped.armAt(times.next(period()));
    }

    @Override
    public void rendererRecovered() {
        if (buffers instanceof SharedBuffers) {
            dropBuffers();
        }
        if (sharing != null) {
            sharing.rendererRecovered();
        }
    }

    @Override
    public RenderTarget shown() {
        return buffers == null ? null : buffers.shown();
    }

    @Override
    public void close() {
        ended = true;
        awaitingBuffer = false;
        parent.forget(this);
        skipped.close();
        dropBuffers();
        if (sharing != null) {
            sharing.close();
        }
        if (viewport != null) {
            fractionalScale.destroy();
            viewport.destroy();
        }
        if (decoration != null) {
            decoration.destroy();
        }
        toplevel.destroy();
        xdgSurface.destroy();
        surface.destroy();
        retired.close();
    }

    WlSurfaceProxy surface() {
        return surface;
    }

    boolean isConfigured() {
        return configured;
    }

    /** Where a place in the window is, as a fraction of the picture. */
    double fractionX(double x) {
        return Math.max(0, Math.min(x / logicalWidth, 1));
    }

    /** See {@link #fractionX}. */
    double fractionY(double y) {
        return Math.max(0, Math.min(y / logicalHeight, 1));
    }

    /** Where a place on the picture, by its fraction, is in the window. */
    double placeX(double fx) {
        return fx * logicalWidth;
    }

    /** See {@link #placeX}. */
    double placeY(double fy) {
        return fy * logicalHeight;
    }

    void left(ParentOutput output) {
        if (entered.remove(output)) {
            settle();
        }
    }

    void parentOutputChanged(ParentOutput output) {
        if (entered.contains(output)) {
            settle();
        }
    }

    private void listen() {
        surface.listen(new WlSurfaceProxy.Events() {
            @Override
            public void enter(WlOutputProxy output) {
                ParentOutput known = parent.outputOf(output);
                if (known != null && !entered.contains(known)) {
                    entered.add(known);
                    settle();
                }
            }

            @Override
            public void leave(WlOutputProxy output) {
                left(parent.outputOf(output));
            }

            @Override
            public void preferredBufferScale(int factor) {
                if (fractionalScale == null) {
                    prefer((long) factor * FRACTIONS);
                }
            }
        });
        if (fractionalScale != null) {
            fractionalScale.listen(new WpFractionalScaleV1Proxy.Events() {
                @Override
                public void preferredScale(int wanted) {
                    prefer(wanted);
                }
            });
        }
        toplevel.listen(new XdgToplevelProxy.Events() {
            @Override
            public void configure(int configureWidth, int configureHeight, byte[] states) {
                configuredWidth = configureWidth;
                configuredHeight = configureHeight;
            }

            @Override
            public void close() {
                closed.emit(WindowOutput.this);
            }
        });
        xdgSurface.listen(new XdgSurfaceProxy.Events() {
            @Override
            public void configure(int serial) {
                configureSerial = serial;
                unacknowledged = true;
                configured = true;
                settle();
            }
        });
    }

    private void prefer(long wanted) {
        preferredScale = (int) Math.max(FRACTIONS / 4, Math.min(wanted, MOST_SCALE));
        settle();
    }

    /** Takes over what the parent last said, unless a frame is on its way: then after that. */
    private void settle() {
        if (awaitingFrame || ended || parent.isLost()) {
            return;
        }
        int oldScale = scale;
        int oldWidth = width;
        int oldHeight = height;
        scale = scaleNow();
        logicalWidth = configuredWidth > 0 ? configuredWidth : logicalWidth;
        logicalHeight = configuredHeight > 0 ? configuredHeight : logicalHeight;
        width = pixels(logicalWidth);
        height = Math.min(pixels(logicalHeight), MOST_PIXELS / width);
        if (scale != oldScale || width != oldWidth || height != oldHeight) {
            changed.emit(this);
        } else if (unacknowledged && shown() != null) {
            acknowledge();
            surface.commit();
        }
        if (!fits()) {
            bufferFreed();      // of the new size, all are
        }
    }

    private int scaleNow() {
        if (preferredScale > 0) {
            return preferredScale;
        }
        if (fractionalScale != null || surface.version() >= PREFERRED_SCALE_SINCE) {
            return scale;
        }
        int largest = 0;
        for (ParentOutput output : entered) {
            largest = Math.max(largest, output.scale());
        }
        return largest == 0 ? scale : (int) Math.min((long) largest * FRACTIONS, MOST_SCALE);
    }

    private int pixels(int logical) {
        long exact = ((long) logical * scale + FRACTIONS / 2) / FRACTIONS;
        return (int) Math.max(1, Math.min(exact, renderer.maxTextureSize()));
    }

    private boolean fits() {
        return buffers != null && buffers.width() == width && buffers.height() == height;
    }

    private void dropBuffers() {
        if (buffers != null) {
            buffers.retire(retired);
            buffers = null;
        }
    }

    private void acknowledge() {
        if (unacknowledged) {
            unacknowledged = false;
            xdgSurface.ackConfigure(configureSerial);
        }
    }

    private void frameDone() {
        if (ended) {
            return;
        }
        awaitingFrame = false;
        times.shown(period());
        settle();
        if (sharing != null && fits()) {
            sharing.consider(buffers);
        }
        if (fits() && !buffers.hasFree()) {
            awaitingBuffer = true;
        } else {
            tell();
        }
    }

    private void bufferFreed() {
        if (awaitingBuffer) {
            awaitingBuffer = false;
            tell();
        }
    }

    private void skippedRefresh() {
        times.skipped(period());
        tell();
    }

    private void tell() {
        listener.refreshed(times.nanos(), times.period(), times.sequence(), times.flags());
    }

    private long period() {
        return 1_000_000_000_000L / refreshMilliHz();
    }

    private void checkIdle() {
        if (awaitingFrame || awaitingBuffer || skipped.isArmed()) {
            throw new IllegalStateException(name + " already waits for a refresh");
        }
    }
}

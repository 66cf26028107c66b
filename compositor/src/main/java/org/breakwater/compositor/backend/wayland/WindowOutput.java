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
import org.breakwater.wayland.client.WlCallbackProxy;
import org.breakwater.wayland.client.WlOutputProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpFractionalScaleV1Proxy;
import org.breakwater.wayland.client.WpViewportProxy;
import org.breakwater.wayland.client.XdgSurfaceProxy;
import org.breakwater.wayland.client.XdgToplevelProxy;
import org.breakwater.wayland.client.ZxdgToplevelDecorationV1Proxy;

/**
 * An output that is a window of the parent's. A frame is drawn into one target, copied from there into
 * one of three buffers that the parent has done with, where that is out of date, and committed; the
 * parent's {@code wl_surface.frame} is the refresh. Whoever skips a frame is told by a timer.
 *
 * <p>The window's size in the parent's logical pixels is the parent's to say, or ours where it leaves
 * the choice; times the scale that the parent prefers, it is the mode. A new size or scale comes into
 * force between two frames, and {@link #changed} says so.
 */
public final class WindowOutput implements BackendOutput, AutoCloseable {
    private static final int MOST_BUFFERS = 3;
    private static final int DEFAULT_REFRESH = 60_000;
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
    private final List<WindowBuffer> buffers = new ArrayList<>(MOST_BUFFERS);
    private final List<ParentOutput> entered = new ArrayList<>();
    private final RegionBuffer damage = new RegionBuffer();
    private final Signal<WindowOutput> changed = new Signal<>();
    private final Signal<WindowOutput> closed = new Signal<>();
    private Listener listener;
    private RenderTarget target;
    private boolean hasShown;
    private boolean awaitingFrame;
    private boolean awaitingBuffer;
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
        this.times = new FrameTimes(loop.clock(), parent.presentation());
        this.skipped = loop.addTimer(this::skippedRefresh);
        this.surface = parent.compositor().createSurface();
        this.xdgSurface = parent.shell().getXdgSurface(surface);
        this.toplevel = xdgSurface.getToplevel();
        boolean fractional = parent.fractionalScale() != null && parent.viewporter() != null;
        this.viewport = fractional ? parent.viewporter().getViewport(surface) : null;
        this.fractionalScale = fractional ? parent.fractionalScale().getFractionalScale(surface) : null;
        this.decoration = parent.decorations() == null
                ? null
                : parent.decorations().getToplevelDecoration(toplevel);
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
        if (target == null || target.width() != width || target.height() != height) {
            if (target != null) {
                target.close();
                target = null;
                hasShown = false;
            }
            target = renderer.createTarget(width, height);
        }
        return target;
    }

    @Override
    public void present(Rects drawn) {
        checkIdle();
        if (parent.isLost()) {
            return;
        }
        dropOtherSizes();
        for (int i = 0; i < buffers.size(); i++) {
            buffers.get(i).add(drawn);
        }
        damage.add(drawn).collapse(WHOLE_RECTS);
        hasShown = true;
        awaitingBuffer = true;
        submit();
    }

    @Override
    public void skip() {
        checkIdle();
        skipped.armAt(times.next(period()));
    }

    @Override
    public RenderTarget shown() {
        return hasShown ? target : null;
    }

    @Override
    public void close() {
        parent.forget(this);
        skipped.close();
        if (target != null) {
            target.close();
        }
        buffers.forEach(WindowBuffer::retire);
        buffers.clear();
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
        if (awaitingFrame || awaitingBuffer || parent.isLost()) {
            return;
        }
        int oldScale = scale;
        int oldWidth = width;
        int oldHeight = height;
        scale = scaleNow();
        logicalWidth = configuredWidth > 0 ? configuredWidth : logicalWidth;
        logicalHeight = configuredHeight > 0 ? configuredHeight : logicalHeight;
        width = pixels(logicalWidth);
        height = pixels(logicalHeight);
        if (scale != oldScale || width != oldWidth || height != oldHeight) {
            changed.emit(this);
        } else if (unacknowledged && hasShown) {
            acknowledge();
            surface.commit();
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

    /** Hands the frame over as soon as there is a buffer to put it into. */
    private void submit() {
        WindowBuffer free = freeBuffer();
        if (free == null || !awaitingBuffer) {
            return;
        }
        free.readFrom(renderer, target);
        acknowledge();
        if (viewport != null) {
            viewport.setDestination(logicalWidth, logicalHeight);
        } else {
            surface.setBufferScale(Math.max(1, scale / FRACTIONS));
        }
        surface.attach(free.proxy(), 0, 0);
        for (int i = 0; i < damage.rectCount(); i++) {
            surface.damageBuffer(damage.x1(i), damage.y1(i), damage.x2(i) - damage.x1(i),
                    damage.y2(i) - damage.y1(i));
        }
        damage.clear();
        surface.frame().listen(new WlCallbackProxy.Events() {
            @Override
            public void done(int time) {
                frameDone();
            }
        });
        times.submitted(surface);
        surface.commit();
        free.setBusy();
        awaitingBuffer = false;
        awaitingFrame = true;
    }

    private WindowBuffer freeBuffer() {
        for (int i = 0; i < buffers.size(); i++) {
            if (!buffers.get(i).isBusy()) {
                return buffers.get(i);
            }
        }
        if (buffers.size() == MOST_BUFFERS) {
            return null;
        }
        WindowBuffer created = new WindowBuffer(parent.shm(), width, height, this::submit);
        buffers.add(created);
        return created;
    }

    private void dropOtherSizes() {
        if (!buffers.isEmpty() && !buffers.get(0).fits(width, height)) {
            buffers.forEach(WindowBuffer::retire);
            buffers.clear();
            damage.clear();
        }
    }

    private void acknowledge() {
        if (unacknowledged) {
            unacknowledged = false;
            xdgSurface.ackConfigure(configureSerial);
        }
    }

    private void frameDone() {
        awaitingFrame = false;
        settle();
        times.shown(period());
        tell();
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

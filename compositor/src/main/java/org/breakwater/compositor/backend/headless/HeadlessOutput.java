package org.breakwater.compositor.backend.headless;

import org.breakwater.compositor.backend.BackendOutput;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Renderer;
import org.breakwater.render.geometry.Rects;

/**
 * An output in memory. Its refreshes are the multiples of the period since it was made; the timer runs only
 * while a frame is waiting, so an idle output wakes nobody.
 *
 * <p>Nobody scans it out, so one target is enough: damage is drawn once, and not again into a second. Who reads
 * {@link #shown} between a frame and its refresh reads that frame.
 */
public final class HeadlessOutput implements BackendOutput, AutoCloseable {
    private final String name;
    private final EventLoop loop;
    private final Renderer renderer;
    private final TimerSource refresh;
    private final long epoch;
    private final Signal<HeadlessOutput> changed = new Signal<>();
    private int width;
    private int height;
    private int refreshMilliHz;
    private Mode next;
    private RenderTarget target;
    private Listener listener;
    private boolean hasShown;
    private boolean presenting;
    private long due;
    private long lastDue = Long.MIN_VALUE;

    private record Mode(int width, int height, int refreshMilliHz) {
    }

    public HeadlessOutput(EventLoop loop, Renderer renderer, String name, int width, int height,
            int refreshMilliHz) {
        this.loop = loop;
        this.renderer = renderer;
        this.name = name;
        this.width = width;
        this.height = height;
        this.refreshMilliHz = refreshMilliHz;
        this.refresh = loop.addTimer(this::refreshed);
        this.epoch = loop.clock().nanos();
        this.target = renderer.createTarget(width, height);
    }

    /** Its mode is another one, from the next frame on. */
    public Signal<HeadlessOutput> changed() {
        return changed;
    }

    /** Another mode, from now on or, where a frame is on its way, after that. */
    public void setMode(int newWidth, int newHeight, int newRefreshMilliHz) {
        next = new Mode(newWidth, newHeight, newRefreshMilliHz);
        if (!refresh.isArmed()) {
            settle();
        }
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
        return refreshMilliHz;
    }

    @Override
    public void setListener(Listener newListener) {
        listener = newListener;
    }

    @Override
    public RenderTarget nextTarget() {
        return target;
    }

    @Override
    public void present(Rects drawn) {
        presenting = true;
        arm();
    }

    @Override
    public void skip() {
        arm();
    }

    @Override
    public RenderTarget shown() {
        return hasShown ? target : null;
    }

    @Override
    public void close() {
        refresh.close();
        target.close();
    }

    private void arm() {
        if (refresh.isArmed()) {
            throw new IllegalStateException(name + " already waits for a refresh");
        }
        long since = loop.clock().nanos() - epoch;
        long period = period();
        due = epoch + (since / period + 1) * period;
        if (due == lastDue) {
            due += period;
        }
        refresh.armAt(due);
    }

    private long period() {
        return 1_000_000_000_000L / refreshMilliHz;
    }

    private void settle() {
        Mode chosen = next;
        next = null;
        if (chosen == null || chosen.equals(new Mode(width, height, refreshMilliHz))) {
            return;
        }
        if (chosen.width() != width || chosen.height() != height) {
            RenderTarget other = renderer.createTarget(chosen.width(), chosen.height());
            target.close();
            target = other;
            hasShown = false;
        }
        width = chosen.width();
        height = chosen.height();
        refreshMilliHz = chosen.refreshMilliHz();
        changed.emit(this);
    }

    /** A loop that was late by whole periods has missed as many refreshes. */
    private void refreshed() {
        long period = period();
        due += (loop.clock().nanos() - due) / period * period;
        lastDue = due;
        if (presenting) {
            presenting = false;
            hasShown = true;
        }
        settle();
        listener.refreshed(due, period, (due - epoch) / period, 0);
    }
}

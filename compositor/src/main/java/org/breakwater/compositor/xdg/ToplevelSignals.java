package org.breakwater.compositor.xdg;

import org.breakwater.protocol.loop.Signal;

/**
 * What an {@link XdgToplevel} announces. Its surface's mapping and commits are {@link
 * XdgSurface}'s.
 */
public final class ToplevelSignals {
    private final Signal<XdgToplevel> initialCommit = new Signal<>();
    private final Signal<XdgToplevel> renamed = new Signal<>();
    private final Signal<XdgToplevel> parentChanged = new Signal<>();
    private final Signal<XdgToplevel> maximizeRequested = new Signal<>();
    private final Signal<XdgToplevel> fullscreenRequested = new Signal<>();
    private final Signal<XdgToplevel> minimizeRequested = new Signal<>();
    private final Signal<XdgToplevel.Move> moveRequested = new Signal<>();
    private final Signal<XdgToplevel.Resize> resizeRequested = new Signal<>();
    private final Signal<XdgToplevel.WindowMenu> windowMenuRequested = new Signal<>();
    private final Signal<XdgToplevel> destroyed = new Signal<>();

    ToplevelSignals() {
    }

    /**
     * The first configure goes out at the end of this turn: the moment to schedule what it says.
     */
    public Signal<XdgToplevel> initialCommit() {
        return initialCommit;
    }

    /** The title or the app id changed. */
    public Signal<XdgToplevel> renamed() {
        return renamed;
    }

    public Signal<XdgToplevel> parentChanged() {
        return parentChanged;
    }

    /** To be, or not to be any more; see {@link XdgToplevel#requested}. */
    public Signal<XdgToplevel> maximizeRequested() {
        return maximizeRequested;
    }

    /** To be, or not to be any more; see {@link XdgToplevel#requested}. */
    public Signal<XdgToplevel> fullscreenRequested() {
        return fullscreenRequested;
    }

    public Signal<XdgToplevel> minimizeRequested() {
        return minimizeRequested;
    }

    public Signal<XdgToplevel.Move> moveRequested() {
        return moveRequested;
    }

    public Signal<XdgToplevel.Resize> resizeRequested() {
        return resizeRequested;
    }

    public Signal<XdgToplevel.WindowMenu> windowMenuRequested() {
        return windowMenuRequested;
    }

    /** The object ended; if the window was mapped, it has been unmapped before. */
    public Signal<XdgToplevel> destroyed() {
        return destroyed;
    }
}

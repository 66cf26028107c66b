package org.breakwater.compositor.xdg;

/** What an {@link XdgSurface} is: a toplevel or a popup. */
abstract sealed class XdgRole permits XdgToplevel, XdgPopup {
    /** It is over, and the client has been told: what it still commits has no effect. */
    abstract boolean isDefunct();

    /** Throws a protocol error when the state cannot be committed. */
    abstract void validate(XdgState wanted, boolean hasBuffer);

    abstract void initialCommit();

    /**
     * Sends the role's part of a configure sequence; null when the client knows everything already.
     */
    abstract Configuration sendConfigure();

    abstract void apply(Configuration acked);

    /** There is content: whether it may be shown. */
    abstract boolean mayMap();

    /** The surface is now shown. */
    abstract void mapped();

    /** The client unmapped the surface: back to the state after creation. */
    abstract void reset();

    /** The surface went away beneath its role object: only when a client leaves. */
    abstract void surfaceGone();
}

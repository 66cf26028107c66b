package org.breakwater.compositor.backend.wayland;

import org.breakwater.compositor.backend.PointerHold;
import org.breakwater.wayland.ZwpPointerConstraintsV1.Lifetime;
import org.breakwater.wayland.client.WlPointerProxy;
import org.breakwater.wayland.client.ZwpLockedPointerV1Proxy;
import org.breakwater.wayland.client.ZwpRelativePointerV1Proxy;

/**
 * The parent's pointer held in its place over a window, while a client of ours holds ours: movements
 * come as differences then, from the moment in which the parent says that it is locked.
 */
final class ParentLock implements ZwpLockedPointerV1Proxy.Events, ZwpRelativePointerV1Proxy.Events {
    private final ParentDisplay parent;
    private final WindowOutput window;
    private final ZwpLockedPointerV1Proxy lock;
    private final ZwpRelativePointerV1Proxy relative;
    private PointerHold.Place hint;
    private boolean locked;

    /** The parent has both globals. */
    ParentLock(ParentDisplay parent, WindowOutput window, WlPointerProxy pointer) {
        this.parent = parent;
        this.window = window;
        this.relative = parent.globals().relativePointers().getRelativePointer(pointer);
        this.lock = parent.globals().constraints().lockPointer(window.surface(), pointer, null,
                Lifetime.PERSISTENT.value());
        relative.listen(this);
        lock.listen(this);
    }

    WindowOutput window() {
        return window;
    }

    /** Where the pointer is to be when it is let go; null, or a place in another window: nothing new is said. */
    void hint(PointerHold.Place wanted) {
        if (wanted != null && wanted.output() == window && !wanted.equals(hint)) {
            hint = wanted;
            lock.setCursorPositionHint(window.placeX(wanted.fx()), window.placeY(wanted.fy()));
            window.surface().commit();
        }
    }

    @Override
    public void locked() {
        locked = true;
    }

    @Override
    public void unlocked() {
        locked = false;
    }

    @Override
    public void relativeMotion(int microsHigh, int microsLow, double dx, double dy, double rawDx,
            double rawDy) {
        if (locked) {
            long micros = (long) microsHigh << 32 | Integer.toUnsignedLong(microsLow);
            parent.input().pointerMovedBy(micros, dx, dy, rawDx, rawDy);
        }
    }

    void close() {
        lock.destroy();
        relative.destroy();
    }
}

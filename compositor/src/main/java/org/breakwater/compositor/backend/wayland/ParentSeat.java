package org.breakwater.compositor.backend.wayland;

import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.client.WlSeatProxy;

/** A seat of the parent's: what its user does over our windows, and with the keyboard turned to them. */
final class ParentSeat implements WlSeatProxy.Events {
    private static final int RELEASE_SINCE = 5;

    private final ParentDisplay parent;
    private final int name;
    private final WlSeatProxy proxy;
    private int capabilities;
    private boolean watched;
    private ParentPointer pointer;
    private ParentKeyboard keyboard;
    private ParentTouch touch;

    ParentSeat(ParentDisplay parent, int name, WlSeatProxy proxy) {
        this.parent = parent;
        this.name = name;
        this.proxy = proxy;
        proxy.listen(this);
    }

    int name() {
        return name;
    }

    /** From now on there is somebody to tell. */
    void watch() {
        watched = true;
        settle();
    }

    @Override
    public void capabilities(int now) {
        capabilities = now;
        settle();
    }

    /** The pointer is to be held in another way. */
    void holdPointer() {
        if (pointer != null) {
            pointer.settleHold();
        }
    }

    void forget(WindowOutput window) {
        if (pointer != null) {
            pointer.forget(window);
        }
        if (touch != null) {
            touch.forget(window);
        }
    }

    void close() {
        capabilities = 0;
        settle();
        if (proxy.version() >= RELEASE_SINCE) {
            proxy.release();
        }
    }

    private void settle() {
        boolean points = has(WlSeat.Capability.POINTER);
        if (points && pointer == null) {
            pointer = new ParentPointer(parent, proxy.getPointer());
        } else if (!points && pointer != null) {
            pointer.close();
            pointer = null;
        }
        boolean types = has(WlSeat.Capability.KEYBOARD);
        if (types && keyboard == null) {
            keyboard = new ParentKeyboard(parent, proxy.getKeyboard());
        } else if (!types && keyboard != null) {
            keyboard.close();
            keyboard = null;
        }
        boolean touches = has(WlSeat.Capability.TOUCH);
        if (touches && touch == null) {
            touch = new ParentTouch(parent, proxy.getTouch());
        } else if (!touches && touch != null) {
            touch.close();
            touch = null;
        }
    }

    private boolean has(WlSeat.Capability capability) {
        return watched && (capabilities & capability.value()) != 0;
    }
}

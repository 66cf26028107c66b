package org.breakwater.compositor.seat;

import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;
import org.breakwater.wayland.WlPointer;

/**
 * {@code xdg_popup.grab}: while a client's popups are open, the pointer reaches that client's
 * surfaces alone, the topmost popup gets the keys, and a press or a touch elsewhere dismisses the
 * popups.
 */
public final class PopupGrab implements PointerGrab {
    private final Seat seat;
    private final Client client;
    private final Runnable dismissed;
    private Signal.Subscription touched;
    private boolean active;

    /** {@code dismissed} runs once, after the grab has ended by itself; not after {@link #end}. */
    public PopupGrab(Seat seat, Client client, Runnable dismissed) {
        this.seat = seat;
        this.client = client;
        this.dismissed = dismissed;
    }

    public boolean isActive() {
        return active;
    }

    public void start(Surface popup) {
        active = true;
        touched = seat.touch().touched().add(this::surfaceTouched);
        seat.pointer().startGrab(this);
        setTopmost(popup);
    }

    /** Another popup of the same client is now on top, and gets the keys. */
    public void setTopmost(Surface popup) {
        if (active) {
            seat.keyboard().holdFocus(popup);
        }
    }

    /** The popups are closed. */
    public void end() {
        if (active) {
            active = false;
            touched.remove();
            seat.keyboard().releaseFocus();
            seat.pointer().endGrab(this);
        }
    }

    @Override
    public void focusChanged(Pointer pointer, Surface surface, double sx, double sy) {
        boolean own = surface != null && surface.resource().client() == client;
        pointer.sendFocus(own ? surface : null, sx, sy);
    }

    @Override
    public void motion(Pointer pointer, int timeMs, double sx, double sy) {
        pointer.sendMotion(timeMs, sx, sy);
    }

    @Override
    public void button(Pointer pointer, int timeMs, int button, boolean pressed) {
        if (pressed && pointer.focus() == null) {
            dismiss();
        } else {
            pointer.sendButton(timeMs, button, pressed);
        }
    }

    @Override
    public void axis(Pointer pointer, int timeMs, WlPointer.Axis axis, double value, int value120,
            WlPointer.AxisSource source, WlPointer.AxisRelativeDirection direction) {
        pointer.sendAxis(timeMs, axis, value, value120, source, direction);
    }

    @Override
    public void cancelled(Pointer pointer) {
        dismiss();
    }

    private void surfaceTouched(Surface surface) {
        if (surface.resource().client() != client) {
            dismiss();
        }
    }

    private void dismiss() {
        if (active) {
            end();
            dismissed.run();
        }
    }
}

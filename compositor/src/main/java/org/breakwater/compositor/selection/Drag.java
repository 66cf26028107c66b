package org.breakwater.compositor.selection;

import org.breakwater.compositor.seat.Contact;
import org.breakwater.compositor.seat.ContactGrab;
import org.breakwater.compositor.seat.Pointer;
import org.breakwater.compositor.seat.PointerGrab;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;
import org.breakwater.wayland.WlPointer;

/**
 * A drag in progress, from {@code start_drag} until the last button is released or the finger or
 * the tool is lifted: the events of the pointer, or of that, become those of the data devices of whoever
 * is below. Without a source only the client that began it hears of it.
 */
final class Drag implements PointerGrab, ContactGrab {
    private final DataDevices devices;
    private final Pointer pointer;
    private final Client origin;
    private final DataSource source;
    private final DragIcon icon;
    private final Contact contact;
    private Signal.Subscription originGone;
    private Signal.Subscription sourceGone;
    private Signal.Subscription modifiersChanged;
    private DropTarget target;
    private boolean active;

    /** {@code source} and {@code icon} may be null; {@code contact}: what drags; null: the pointer does. */
    Drag(DataDevices devices, Client origin, DataSource source, DragIcon icon, Contact contact) {
        this.contact = contact;
        this.devices = devices;
        this.pointer = devices.seat().pointer();
        this.origin = origin;
        this.source = source;
        this.icon = icon;
    }

    void start() {
        active = true;
        originGone = origin.destroyed().add(c -> cancel());
        modifiersChanged = devices.seat().keyboard().modifiersChanged()
                .add(k -> chooseAction());
        if (source != null) {
            sourceGone = source.gone().add(s -> cancel());
        }
        if (contact == null) {
            pointer.startGrab(this);
        } else {
            contact.startGrab(this);
        }
        if (icon != null && active) {
            icon.show();
        }
    }

    /** What is dragged; null in a drag within one client. */
    DataSource source() {
        return source;
    }

    boolean isDroppable() {
        return target != null && target.isDroppable();
    }

    /** Ends it without a drop. */
    void cancel() {
        if (!active) {
            return;
        }
        leave();
        end();
        if (source != null) {
            source.sendDragCancelled();
        }
    }

    @Override
    public void focusChanged(Pointer self, Surface surface, double sx, double sy) {
        if (pointer.focus() != null) {
            pointer.sendFocus(null, 0, 0);
        }
        over(surface, sx, sy);
    }

    /** Whether it has come over another target just now. */
    private boolean over(Surface surface, double sx, double sy) {
        boolean hears = surface != null
                && (source != null || surface.resource().client() == origin);
        if (target != null && hears && target.surface() == surface) {
            return false;
        }
        leave();
        if (hears) {
            target = new DropTarget(devices, source, surface);
            target.enter(sx, sy, devices.seat().keyboard().modifiers());
        }
        return true;
    }

    @Override
    public void motion(Pointer self, int timeMs, double sx, double sy) {
        if (target != null) {
            target.motion(timeMs, sx, sy);
        }
    }

    @Override
    public void button(Pointer self, int timeMs, int button, boolean pressed) {
        if (!pressed && !pointer.isAnyPressed()) {
            finish();
        }
    }

    private void finish() {
        if (isDroppable()) {
            DropTarget destination = target;
            target = null;
            destination.drop();
            end();
        } else {
            cancel();
        }
    }

    @Override
    public void moved(int timeMs, Surface surface, double sx, double sy, double lx, double ly) {
        devices.contactAt(new ContactPlace(lx, ly));
        boolean entered = over(surface, sx, sy);
        if (target != null && !entered) {
            target.motion(timeMs, sx, sy);
        }
    }

    @Override
    public void lifted(int timeMs) {
        finish();
    }

    @Override
    public void contactCancelled() {
        cancel();
    }

    @Override
    public void axis(Pointer self, int timeMs, WlPointer.Axis axis, double value, int value120,
            WlPointer.AxisSource axisSource, WlPointer.AxisRelativeDirection direction) {
        // Nothing scrolls in a drag.
    }

    @Override
    public void cancelled(Pointer self) {
        cancel();
    }

    private void chooseAction() {
        if (target != null) {
            target.chooseAction(devices.seat().keyboard().modifiers());
        }
    }

    private void leave() {
        if (target != null) {
            DropTarget last = target;
            target = null;
            last.leave();
        }
    }

    private void end() {
        active = false;
        originGone.remove();
        modifiersChanged.remove();
        if (sourceGone != null) {
            sourceGone.remove();
        }
        devices.dragEnded();
        if (icon != null) {
            icon.end();
        }
        if (contact == null) {
            pointer.endGrab(this);
        } else {
            contact.endGrab(this);
        }
    }
}

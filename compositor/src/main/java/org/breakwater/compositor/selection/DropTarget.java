package org.breakwater.compositor.selection;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.seat.xkb.KeyState;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;
import org.breakwater.wayland.WlDataDeviceManager.DndAction;
import org.breakwater.wayland.server.WlDataDeviceResource;
import org.breakwater.wayland.server.WlDataOfferResource;

/**
 * The client below a drag, from enter until it leaves; or, when the drop happens there, until that
 * client has finished with the offer. Every data device of the client has an offer of its own, and
 * all of them answer as one.
 *
 * <pre>
 * HOVERED --leave, source gone--> OVER
 *    | drop
 * DROPPED --finish--> FINISHED
 *    | source gone, or every offer destroyed: OVER
 * </pre>
 */
final class DropTarget {
    private enum State { HOVERED, DROPPED, FINISHED, OVER }

    private final DataDevices all;
    private final DataSource source;
    private final Surface surface;
    private final List<WlDataDeviceResource> devices;
    private final List<DragOffer> offers = new ArrayList<>(1);
    private Signal.Subscription sourceGone;
    private Signal.Subscription drained;
    private State state = State.HOVERED;
    private boolean feedbackCounts = true;
    private String accepted;
    private int wanted;
    private int preferred;
    private int modifiers;
    private int action;
    private boolean dropped;
    private boolean asked;
    private boolean motionHeld;
    private int motionTime;
    private double motionX;
    private double motionY;

    /** {@code source}: null in a drag within one client. */
    DropTarget(DataDevices all, DataSource source, Surface surface) {
        this.all = all;
        this.source = source;
        this.surface = surface;
        this.devices = all.of(surface.resource().client());
    }

    Surface surface() {
        return surface;
    }

    void enter(double sx, double sy, int activeModifiers) {
        modifiers = activeModifiers;
        if (source != null) {
            sourceGone = source.gone().add(s -> over());
        }
        int serial = all.nextSerial();
        for (WlDataDeviceResource device : devices) {
            WlDataOfferResource resource = source == null ? null : all.createOffer(device);
            if (resource != null) {
                DragOffer offer = new DragOffer(resource, this);
                offers.add(offer);
                DataDevices.introduce(source, device, resource);
                device.sendEnter(serial, surface.resource(), sx, sy, resource);
                offer.sendSourceActions(source.actions());
                if (!offer.hasActions()) {
                    feedbackCounts = false;
                    wanted = DndAction.COPY.value();
                }
            } else if (source == null) {
                device.sendEnter(serial, surface.resource(), sx, sy, null);
            }
        }
        chooseAction(activeModifiers);
    }

    /** A client that does not read is told of the last one, when it reads again. */
    void motion(int timeMs, double sx, double sy) {
        Client client = surface.resource().client();
        motionHeld = true;
        motionTime = timeMs;
        motionX = sx;
        motionY = sy;
        if (!client.isCongested()) {
            tellMotion();
        } else if (drained == null) {
            drained = client.drained().add(c -> tellMotion());
        }
    }

    void leave() {
        for (WlDataDeviceResource device : devices) {
            device.sendLeave();
        }
        withdrawAnswer();
        over();
    }

    /**
     * The client takes the drop: an action was agreed upon, from version 3 on a type accepted, and it can be
     * told.
     */
    boolean isDroppable() {
        return !offers.isEmpty() && action != 0 && (accepted != null || !feedbackCounts) && hasDevice();
    }

    private boolean hasDevice() {
        for (WlDataDeviceResource device : devices) {
            if (device.isAlive()) {
                return true;
            }
        }
        return false;
    }

    void drop() {
        tellMotion();
        state = State.DROPPED;
        dropped = true;
        asked = action == DndAction.ASK.value();
        for (WlDataDeviceResource device : devices) {
            device.sendDrop();
        }
        source.sendDropPerformed();
    }

    /**
     * Shift moves and Control copies, where both sides can; else the client's preference counts.
     */
    void chooseAction(int activeModifiers) {
        modifiers = activeModifiers;
        if (source == null || state != State.HOVERED) {
            return;
        }
        int chosen = matchingAction();
        if (chosen != action) {
            action = chosen;
            source.sendAction(action);
            offers.forEach(offer -> offer.sendAction(action));
        }
    }

    /** The source, while its data can be had; else null. */
    DataSource source() {
        return state == State.OVER ? null : source;
    }

    boolean isPastDrop() {
        return state == State.DROPPED;
    }

    void accept(String type) {
        if (state == State.HOVERED || state == State.DROPPED) {
            accepted = type != null && source.offers(type) ? type : null;
            source.sendTarget(accepted);
        }
    }

    /** After the drop, only the answer to "ask" counts, and the source hears of it at the end. */
    void setActions(int actions, int preference) {
        wanted = actions;
        preferred = preference;
        if (state == State.HOVERED) {
            chooseAction(modifiers);
        } else if (state == State.DROPPED && asked) {
            int chosen = matchingAction();
            if (chosen != action) {
                action = chosen;
                offers.forEach(offer -> offer.sendAction(action));
            }
        }
    }

    /** Null, or why the client may not finish now. */
    String objectionToFinish() {
        if (!dropped) {
            return "nothing was dropped";
        }
        if (state != State.DROPPED) {
            return null;
        }
        if (accepted == null) {
            return "no type was accepted";
        }
        return action == 0 || action == DndAction.ASK.value() ? "no action was chosen" : null;
    }

    void finish() {
        if (state == State.DROPPED) {
            state = State.FINISHED;
            if (asked) {
                source.sendAction(action);
            }
            source.sendFinished();
        }
    }

    /**
     * A client before version 3 finishes by destroying its offer; a later one declines in that way.
     */
    void offerDestroyed(DragOffer offer) {
        offers.remove(offer);
        if (!offers.isEmpty()) {
            return;
        }
        if (state == State.HOVERED) {
            withdrawAnswer();
        } else if (state == State.DROPPED) {
            if (offer.hasActions()) {
                source.sendDragCancelled();
            } else {
                source.sendFinished();
            }
        }
        if (state != State.HOVERED) {
            over();
        }
    }

    private void tellMotion() {
        if (motionHeld && state == State.HOVERED) {
            for (int i = 0; i < devices.size(); i++) {
                devices.get(i).sendMotion(motionTime, motionX, motionY);
            }
        }
        motionHeld = false;
    }

    private void withdrawAnswer() {
        wanted = 0;
        preferred = 0;
        if (accepted != null) {
            accepted = null;
            source.sendTarget(null);
        }
        if (action != 0) {
            action = 0;
            source.sendAction(0);
        }
    }

    private void over() {
        state = State.OVER;
        motionHeld = false;
        if (drained != null) {
            drained.remove();
            drained = null;
        }
        if (sourceGone != null) {
            sourceGone.remove();
            sourceGone = null;
        }
    }

    private int matchingAction() {
        int available = source.actions() & wanted;
        int byModifier = (modifiers & KeyState.SHIFT) != 0 ? DndAction.MOVE.value()
                : (modifiers & KeyState.CONTROL) != 0 ? DndAction.COPY.value() : 0;
        if (state == State.HOVERED && (available & byModifier) != 0) {
            return byModifier;
        }
        return (available & preferred) != 0 ? preferred : Integer.lowestOneBit(available);
    }
}

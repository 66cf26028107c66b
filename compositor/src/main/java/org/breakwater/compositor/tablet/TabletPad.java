package org.breakwater.compositor.tablet;

import java.util.List;
import java.util.function.Consumer;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.server.Client;
import org.breakwater.wayland.ZwpTabletPadRingV2;
import org.breakwater.wayland.ZwpTabletPadStripV2;
import org.breakwater.wayland.ZwpTabletPadV2;
import org.breakwater.wayland.server.ZwpTabletV2Resource;

/**
 * The buttons, rings, strips and dials at a tablet. What the user does with them goes to the
 * surface that has the keyboard. Groups, and the parts of each, are counted from 0 as in {@link
 * PadInfo}.
 */
public final class TabletPad {
    private static final int MAX_POSITION = 65535;

    private final TabletManager manager;
    private final PadInfo info;
    private final Tablet tablet;
    private final int[] modes;
    private Surface surface;

    TabletPad(TabletManager manager, PadInfo info, Tablet tablet) {
        this.manager = manager;
        this.info = info;
        this.tablet = tablet;
        this.modes = new int[info.groups().size()];
    }

    public PadInfo info() {
        return info;
    }

    /** The tablet that it is at. */
    public Tablet tablet() {
        return tablet;
    }

    public void button(int timeMs, int button, boolean pressed) {
        each(objects -> objects.pad().sendButton(timeMs, button, pressed
                ? ZwpTabletPadV2.ButtonState.PRESSED : ZwpTabletPadV2.ButtonState.RELEASED));
    }

    /** A ring was touched at an angle, in degrees clockwise from its top; below 0: let go of. */
    public void ring(int timeMs, int group, int ring, double degrees, boolean byFinger) {
        each(objects -> objects.groups().get(group).ring(ring, part -> {
            if (byFinger) {
                part.sendSource(ZwpTabletPadRingV2.Source.FINGER);
            }
            if (degrees >= 0) {
                part.sendAngle(degrees);
            } else {
                part.sendStop();
            }
            part.sendFrame(timeMs);
        }));
    }

    /** A strip was touched at a place from 0, its left or top, to 1; below 0: let go of. */
    public void strip(int timeMs, int group, int strip, double position, boolean byFinger) {
        each(objects -> objects.groups().get(group).strip(strip, part -> {
            if (byFinger) {
                part.sendSource(ZwpTabletPadStripV2.Source.FINGER);
            }
            if (position >= 0) {
                part.sendPosition((int) Math.round(Math.min(1, position) * MAX_POSITION));
            } else {
                part.sendStop();
            }
            part.sendFrame(timeMs);
        }));
    }

    /** A dial was turned; 120 for each step. */
    public void dial(int timeMs, int group, int dial, int value120) {
        each(objects -> objects.groups().get(group).dial(dial, part -> {
            part.sendDelta(value120);
            part.sendFrame(timeMs);
        }));
    }

    /** A group has another mode from now on. */
    public void mode(int timeMs, int group, int mode) {
        modes[group] = mode;
        if (surface != null) {
            int serial = manager.seat().tellSerial(client());
            each(objects -> objects.groups().get(group).resource().sendModeSwitch(timeMs, serial,
                    mode));
        }
    }

    /** What it does goes to this surface; null: nowhere. */
    void focus(Surface next) {
        if (next == surface) {
            return;
        }
        if (surface != null && client().isAlive() && surface.resource().isAlive()) {
            int serial = manager.seat().tellSerial(client());
            each(objects -> objects.pad().sendLeave(serial, surface.resource()));
        }
        surface = next;
        if (next != null) {
            List<TabletSeat> seats = manager.seats();
            for (int i = 0; i < seats.size(); i++) {
                introduce(seats.get(i));
            }
        }
    }

    /** Tells a seat of the client that has the surface. */
    void introduce(TabletSeat seat) {
        PadObjects objects = seat.of(this);
        ZwpTabletV2Resource on = seat.of(tablet);
        if (surface == null || seat.client() != client() || objects == null || on == null) {
            return;
        }
        objects.pad().sendEnter(manager.seat().tellSerial(client()), on, surface.resource());
        for (int i = 0; i < modes.length; i++) {
            objects.groups().get(i).resource().sendModeSwitch(manager.now(),
                    manager.seat().tellSerial(client()), modes[i]);
        }
    }

    private Client client() {
        return surface.resource().client();
    }

    private void each(Consumer<PadObjects> event) {
        List<TabletSeat> seats = manager.seats();
        for (int i = 0; surface != null && i < seats.size(); i++) {
            TabletSeat seat = seats.get(i);
            if (seat.client() == client() && seat.of(this) != null && seat.of(tablet) != null) {
                event.accept(seat.of(this));
            }
        }
    }
}

package org.breakwater.compositor.tablet;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.server.WlSeatResource;
import org.breakwater.wayland.server.ZwpTabletManagerV2Resource;
import org.breakwater.wayland.server.ZwpTabletSeatV2Resource;

/**
 * {@code zwp_tablet_manager_v2} 2, for one seat. It has no devices of its own: a backend, or a
 * test, adds them and drives them.
 */
public final class TabletManager implements ZwpTabletManagerV2Resource.Requests {
    private static final int VERSION = 2;
    /** Seats that one client may make; honest ones make one. */
    private static final int MAX_SEATS = 64;

    private final EventLoop loop;
    private final Seat seat;
    private final List<Tablet> tablets = new ArrayList<>();
    private final List<TabletTool> tools = new ArrayList<>();
    private final List<TabletPad> pads = new ArrayList<>();
    private final List<TabletSeat> seats = new ArrayList<>();
    private final Signal<TabletTool> toolAdded = new Signal<>();

    public TabletManager(Display display, Seat seat) {
        this.loop = display.loop();
        this.seat = seat;
        seat.keyboard().focusChanged().add(keyboard -> {
            for (TabletPad pad : pads) {
                pad.focus(keyboard.focus());
            }
        });
        seat.addContacts(this::held);
        display.createGlobal(ZwpTabletManagerV2Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    /** A tool was used for the first time; clients have been told. */
    public Signal<TabletTool> toolAdded() {
        return toolAdded;
    }

    /** Whether this client hears of tablets. */
    public boolean isHeardBy(Client client) {
        for (int i = 0; i < seats.size(); i++) {
            if (seats.get(i).client() == client) {
                return true;
            }
        }
        return false;
    }

    public Tablet addTablet(TabletInfo info) {
        Tablet tablet = new Tablet(info);
        tablets.add(tablet);
        for (TabletSeat each : List.copyOf(seats)) {
            each.add(tablet);
        }
        return tablet;
    }

    /** It was unplugged: tools leave it, pads that are attached to it go too. */
    public void remove(Tablet tablet) {
        for (TabletTool tool : tools) {
            if (tool.tablet() == tablet) {
                tool.proximityOut(now());
            }
        }
        for (TabletPad pad : List.copyOf(pads)) {
            if (pad.tablet() == tablet) {
                remove(pad);
            }
        }
        tablets.remove(tablet);
        for (TabletSeat each : List.copyOf(seats)) {
            each.remove(tablet);
        }
    }

    public TabletTool addTool(ToolInfo info) {
        TabletTool tool = new TabletTool(this, info);
        tools.add(tool);
        for (TabletSeat each : List.copyOf(seats)) {
            each.add(tool);
        }
        toolAdded.emit(tool);
        return tool;
    }

    /** The tool will not be used again. */
    public void remove(TabletTool tool) {
        if (tools.remove(tool)) {
            tool.proximityOut(now());
            for (TabletSeat each : List.copyOf(seats)) {
                each.remove(tool);
            }
            tool.end();
        }
    }

    /** A pad at this tablet; it acts on the surface that has the keyboard. */
    public TabletPad addPad(PadInfo info, Tablet tablet) {
        TabletPad pad = new TabletPad(this, info, tablet);
        pads.add(pad);
        for (TabletSeat each : List.copyOf(seats)) {
            each.add(pad);
        }
        pad.focus(seat.keyboard().focus());
        return pad;
    }

    public void remove(TabletPad pad) {
        if (pads.remove(pad)) {
            pad.focus(null);
            for (TabletSeat each : List.copyOf(seats)) {
                each.remove(pad);
            }
        }
    }

    @Override
    public void getTabletSeat(ZwpTabletManagerV2Resource resource, ZwpTabletSeatV2Resource id,
            WlSeatResource seatResource) {
        if (Seat.of(seatResource) != seat) {
            id.makeInert();
            return;
        }
        if (seats.stream().filter(each -> each.client() == id.client()).count() >= MAX_SEATS) {
            id.makeInert();
            id.client().postNoMemory();
            return;
        }
        TabletSeat added = new TabletSeat(this, id);
        seats.add(added);
        tablets.forEach(added::add);
        tools.forEach(added::add);
        for (TabletPad pad : pads) {
            added.add(pad);
            pad.introduce(added);
        }
    }

    @Override
    public void destroy(ZwpTabletManagerV2Resource resource) {
        // Seats live on.
    }

    private TabletTool held(Surface origin, int serial) {
        for (TabletTool tool : tools) {
            if (tool.isHeld(origin, serial)) {
                return tool;
            }
        }
        return null;
    }

    int now() {
        return (int) (loop.clock().nanos() / 1_000_000);
    }

    Seat seat() {
        return seat;
    }

    /** All of all clients; it must not be changed. */
    List<TabletSeat> seats() {
        return seats;
    }

    /** The client has let go of everything that belonged to it. */
    void forget(TabletSeat gone) {
        seats.remove(gone);
    }
}

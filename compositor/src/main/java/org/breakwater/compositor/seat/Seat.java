package org.breakwater.compositor.seat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.breakwater.compositor.seat.xkb.Keymap;
import org.breakwater.compositor.surface.Role;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Display;
import org.breakwater.protocol.server.Global;
import org.breakwater.wayland.WlPointer;
import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.server.WlSeatResource;

/**
 * {@code wl_seat} 10: a pointer, a keyboard and touch that belong together. It has no devices of
 * its own: a backend, or a test, drives it through {@link #pointer}, {@link #keyboard} and {@link
 * #touch}.
 *
 * <p>It offers all three at first. A device that is taken away loses its focus, and the objects
 * that clients have of it become inert; when it comes back, clients ask for new ones. Loop thread.
 */
public final class Seat implements AutoCloseable {
    public static final int VERSION = 10;

    private final String name;
    private final Global<WlSeatResource> global;
    private final Map<Client, SeatClient> clients = new HashMap<>();
    private final Set<WlSeat.Capability> capabilities = EnumSet.allOf(WlSeat.Capability.class);
    private final Set<WlSeat.Capability> everHad = EnumSet.allOf(WlSeat.Capability.class);
    private final Signal<WlSeat.Capability> deviceLost = new Signal<>();
    private final Presses presses = new Presses();
    private final EventTimes times;
    private final CursorImage cursor;
    private final Pointer pointer;
    private final Keyboard keyboard;
    private final Touch touch;
    private final List<Contact.Source> contacts = new ArrayList<>(2);

    /** Takes over the keymap, which it closes. */
    public Seat(Display display, String name, Keymap keymap, KeyRepeat repeat) {
        this(display, name, keymap, repeat, EnumSet.allOf(WlSeat.Capability.class));
    }

    /** A seat that begins with some of the devices, or none. */
    public Seat(Display display, String name, Keymap keymap, KeyRepeat repeat,
            Set<WlSeat.Capability> present) {
        this.name = name;
        capabilities.retainAll(present);
        everHad.retainAll(present);
        times = new EventTimes(display.loop());
        cursor = new CursorImage(new Role("cursor"), WlPointer.Error.ROLE);
        pointer = new Pointer(this, cursor);
        keyboard = new Keyboard(this, display.loop(), keymap, repeat);
        touch = new Touch(this);
        contacts.add(touch);
        global = display.createGlobal(WlSeatResource.TYPE, VERSION, this::bind);
    }

    /** The seat behind a client's object; null when that is inert. */
    public static Seat of(WlSeatResource resource) {
        return resource.handler() instanceof SeatRequests requests ? requests.seat() : null;
    }

    public String name() {
        return name;
    }

    public Pointer pointer() {
        return pointer;
    }

    public Keyboard keyboard() {
        return keyboard;
    }

    public Touch touch() {
        return touch;
    }

    /** When events happened, to the nanosecond. */
    public EventTimes times() {
        return times;
    }

    /** A serial for an event of an extension's that only tells; see {@link #isValidSerial}. */
    public int tellSerial(Client client) {
        return client(client).tellSerial();
    }

    /** A serial for something that the user did; {@link #isValidGrabSerial} knows it. {@code press}: no release. */
    public int actionSerial(Client client, boolean press) {
        return client(client).actionSerial(press);
    }

    /** How many times the user has pressed something; see {@link #isPressedElsewhere}. */
    public long presses() {
        return presses.count();
    }

    /** Whether the user has turned to others than these two clients since {@link #presses} said so much. */
    public boolean isPressedElsewhere(long since, Client one, Client other) {
        for (SeatClient each : clients.values()) {
            if (each.lastPress() > since && each.client() != one && each.client() != other) {
                return true;
            }
        }
        return false;
    }

    /** The pointer's image: as the client under it asks, or null for the compositor's own. */
    public Signal<SetCursor> cursorChanged() {
        return cursor.changed();
    }

    /** A device was taken away; what clients had of it is inert now. */
    public Signal<WlSeat.Capability> deviceLost() {
        return deviceLost;
    }

    public boolean has(WlSeat.Capability capability) {
        return capabilities.contains(capability);
    }

    /** Devices came or went. */
    public void setCapabilities(Set<WlSeat.Capability> present) {
        Set<WlSeat.Capability> lost = EnumSet.copyOf(capabilities);
        lost.removeAll(present);
        if (lost.isEmpty() && capabilities.containsAll(present)) {
            return;
        }
        if (lost.contains(WlSeat.Capability.POINTER)) {
            pointer.removed();
        }
        if (lost.contains(WlSeat.Capability.KEYBOARD)) {
            keyboard.removed();
        }
        if (lost.contains(WlSeat.Capability.TOUCH)) {
            touch.removed();
        }
        capabilities.clear();
        capabilities.addAll(present);
        everHad.addAll(present);
        for (SeatClient client : clients.values()) {
            if (lost.contains(WlSeat.Capability.POINTER)) {
                client.pointers.forEach(resource -> resource.makeInert());
                client.pointers.clear();
            }
            if (lost.contains(WlSeat.Capability.KEYBOARD)) {
                client.keyboards.forEach(resource -> resource.makeInert());
                client.keyboards.clear();
            }
            if (lost.contains(WlSeat.Capability.TOUCH)) {
                client.touches.forEach(resource -> resource.makeInert());
                client.touches.clear();
            }
            client.seats.forEach(resource -> resource.sendCapabilities(mask()));
        }
        lost.forEach(deviceLost::emit);
    }

    /** Whether a serial came with one of the latest events that this seat sent to a client. */
    public boolean isValidSerial(Client client, int serial) {
        SeatClient known = clients.get(client);
        return known != null && known.knows(serial);
    }

    /** The serial of the latest event that this seat sent to a client; 0 when it got none. */
    public int newestSerial(Client client) {
        SeatClient known = clients.get(client);
        return known == null ? 0 : known.newestSerial();
    }

    /**
     * Whether a serial is that of a recent press or release: of a button, a key, or a finger. For
     * popups.
     */
    public boolean isValidGrabSerial(Client client, int serial) {
        SeatClient known = clients.get(client);
        return known != null && known.knowsAction(serial);
    }

    /**
     * The finger, or the tablet's tool, that came down with this serial on the surface, or on one of the same
     * tree, and is still held there; null: there is none. For move, resize and drag, as {@link Pointer#isHeld}.
     */
    public Contact contact(Surface origin, int serial) {
        for (Contact.Source source : contacts) {
            Contact held = source.held(origin, serial);
            if (held != null) {
                return held;
            }
        }
        return null;
    }

    /** There are other contacts than fingers. */
    public void addContacts(Contact.Source source) {
        contacts.add(source);
    }

    /** Withdraws the seat; the clients' objects become inert. */
    @Override
    public void close() {
        global.remove();
        setCapabilities(EnumSet.noneOf(WlSeat.Capability.class));
        for (SeatClient client : clients.values()) {
            client.seats.forEach(resource -> resource.makeInert());
            client.close();
        }
        clients.clear();
        keyboard.close();
    }

    boolean everHad(WlSeat.Capability capability) {
        return everHad.contains(capability);
    }

    /** What a client has of this seat; made when there is nothing yet. */
    SeatClient client(Client client) {
        SeatClient known = clients.get(client);
        if (known == null) {
            known = new SeatClient(client, presses);
            clients.put(client, known);
            client.destroyed().add(this::forget);
            client.drained().add(this::drained);
        }
        return known;
    }

    Iterable<SeatClient> clients() {
        return clients.values();
    }

    private void bind(WlSeatResource resource) {
        SeatClient client = client(resource.client());
        client.seats.add(resource);
        resource.handle(new SeatRequests(this, client));
        resource.sendCapabilities(mask());
        if (resource.supports(WlSeat.NAME_SINCE)) {
            resource.sendName(name);
        }
    }

    private int mask() {
        int mask = 0;
        for (WlSeat.Capability capability : capabilities) {
            mask |= capability.value();
        }
        return mask;
    }

    private void drained(Client reading) {
        SeatClient known = clients.get(reading);
        if (known != null) {
            pointer.drained(known);
            touch.drained(known);
        }
    }

    private void forget(Client gone) {
        SeatClient known = clients.remove(gone);
        if (known != null) {
            touch.forget(known);
            known.close();
        }
    }
}

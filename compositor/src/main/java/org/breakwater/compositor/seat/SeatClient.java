package org.breakwater.compositor.seat;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.server.WlKeyboardResource;
import org.breakwater.wayland.server.WlPointerResource;
import org.breakwater.wayland.server.WlSeatResource;
import org.breakwater.wayland.server.WlTouchResource;

/** What one client has of the seat: its objects, from however many binds, and its serials. */
final class SeatClient {
    /** Objects of one kind that a client may have; honest ones have a handful. */
    static final int MAX_OBJECTS = 256;

    private final Client client;
    private final Display display;
    private final Presses presses;
    private final SerialLog serials = new SerialLog();
    final List<WlSeatResource> seats = new ArrayList<>(1);
    final List<WlPointerResource> pointers = new ArrayList<>(1);
    final List<WlKeyboardResource> keyboards = new ArrayList<>(1);
    final List<WlTouchResource> touches = new ArrayList<>(1);
    /** The copy of the keymap for objects before version 7; null until it is needed. */
    final KeymapCopy keymapCopy = new KeymapCopy();
    /** Events were sent that a {@code frame} must end. */
    boolean pointerFrameDue;
    boolean touchFrameDue;
    private long lastPress;

    SeatClient(Client client, Presses presses) {
        this.client = client;
        this.presses = presses;
        this.display = client.display();
    }

    Client client() {
        return client;
    }

    /** A serial for an event that only tells. */
    int tellSerial() {
        int serial = display.nextSerial();
        serials.add(serial, false);
        return serial;
    }

    /** A serial for something that the user did: pressed, or released. */
    int actionSerial(boolean press) {
        int serial = display.nextSerial();
        serials.add(serial, true);
        if (press) {
            lastPress = presses.next();
        }
        return serial;
    }

    /** When the user last pressed something for this client, as {@link Presses} counts; 0: never. */
    long lastPress() {
        return lastPress;
    }

    boolean knows(int serial) {
        return serials.contains(serial);
    }

    /** That of the last event; 0 when there was none. */
    int newestSerial() {
        return serials.newest();
    }

    boolean knowsAction(int serial) {
        return serials.containsAction(serial);
    }

    void close() {
        keymapCopy.close();
    }
}

package org.breakwater.compositor.selection;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Serial;
import org.breakwater.wayland.server.WlDataDeviceResource;
import org.breakwater.wayland.server.WlDataOfferResource;

/**
 * The clipboard: one source at a time, offered to the client that has the keyboard. It ends with
 * its source; who asks an offer of it afterwards reads the end of the file at once.
 */
final class Selection {
    private final Seat seat;
    private final DataDevices devices;
    private DataSource source;
    private Signal.Subscription gone;
    private int serial;
    private boolean everSet;

    Selection(Seat seat, DataDevices devices) {
        this.seat = seat;
        this.devices = devices;
        seat.keyboard().clientFocused().add(client -> {
            if (client != null) {
                offerTo(client);
            }
        });
    }

    /**
     * {@code wl_data_device.set_selection}: from the client that has the keyboard, or with the
     * serial of an event that it got from this seat, no older than the last one used so. Others are
     * told that their source is not the selection.
     */
    void set(WlDataDeviceResource device, DataSource next, int newSerial) {
        if (next != null) {
            next.takeForSelection(device);
        }
        if (!mayBeSetBy(device.client(), newSerial)) {
            if (next != null) {
                next.sendReplaced();
            }
            return;
        }
        if (seat.isValidSerial(device.client(), newSerial)) {
            serial = newSerial;
            everSet = true;
        }
        if (next == source) {
            return;
        }
        DataSource last = source;
        replace(next);
        if (last != null) {
            last.sendReplaced();
        }
        tellFocused();
    }

    /** Tells a client's devices of the selection, or that there is none. */
    void offerTo(Client client) {
        List<WlDataDeviceResource> targets = new ArrayList<>(devices.of(client));
        for (WlDataDeviceResource device : targets) {
            offerTo(device);
        }
    }

    /** A client made a device while it had the keyboard. */
    void introduce(WlDataDeviceResource device) {
        if (seat.keyboard().focusedClient() == device.client() && source != null) {
            offerTo(device);
        }
    }

    private void offerTo(WlDataDeviceResource device) {
        if (source == null) {
            device.sendSelection(null);
            return;
        }
        WlDataOfferResource offer = devices.createOffer(device);
        if (offer != null) {
            new SelectionOffer(offer, source);
            source.introduce(device, offer);
            device.sendSelection(offer);
        }
    }

    private void tellFocused() {
        Client focused = seat.keyboard().focusedClient();
        if (focused != null) {
            offerTo(focused);
        }
    }

    private boolean mayBeSetBy(Client client, int newSerial) {
        if (seat.keyboard().focusedClient() == client) {
            return true;
        }
        return seat.isValidSerial(client, newSerial)
                && !(everSet && Serial.isAfter(serial, newSerial));
    }

    private void replace(DataSource next) {
        if (gone != null) {
            gone.remove();
            gone = null;
        }
        source = next;
        if (next != null) {
            gone = next.gone().add(s -> {
                replace(null);
                tellFocused();
            });
        }
    }
}

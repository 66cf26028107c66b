package org.breakwater.compositor.primaryselection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.selection.News;
import org.breakwater.compositor.selection.Offers;
import org.breakwater.compositor.selection.Selection;
import org.breakwater.compositor.selection.Source;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Display;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.server.WlSeatResource;
import org.breakwater.wayland.server.ZwpPrimarySelectionDeviceManagerV1Resource;
import org.breakwater.wayland.server.ZwpPrimarySelectionDeviceV1Resource;
import org.breakwater.wayland.server.ZwpPrimarySelectionOfferV1Resource;
import org.breakwater.wayland.server.ZwpPrimarySelectionSourceV1Resource;

/** {@code zwp_primary_selection_device_manager_v1} 1, for one seat. */
public final class PrimarySelection
        implements ZwpPrimarySelectionDeviceManagerV1Resource.Requests {
    private static final int VERSION = 1;

    private final Seat seat;
    private final Selection selection;
    private final Map<Client, ClientDevices> clients = new HashMap<>();

    private static final class ClientDevices {
        private final List<ZwpPrimarySelectionDeviceV1Resource> devices = new ArrayList<>(1);
        private final Offers offers;

        ClientDevices(Client client) {
            offers = new Offers(client);
        }
    }

    public PrimarySelection(Display display, Seat seat, Selection selection) {
        this.seat = seat;
        this.selection = selection;
        new News(this::tell).followFocus(seat, selection);
        display.createGlobal(ZwpPrimarySelectionDeviceManagerV1Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    @Override
    public void createSource(ZwpPrimarySelectionDeviceManagerV1Resource resource,
            ZwpPrimarySelectionSourceV1Resource id) {
        new PrimarySource(id);
    }

    @Override
    public void getDevice(ZwpPrimarySelectionDeviceManagerV1Resource resource,
            ZwpPrimarySelectionDeviceV1Resource id, WlSeatResource seatResource) {
        if (Seat.of(seatResource) != seat) {
            id.makeInert();
            return;
        }
        Client client = id.client();
        ClientDevices owner = clients.get(client);
        if (owner == null) {
            owner = new ClientDevices(client);
            clients.put(client, owner);
            client.destroyed().add(clients::remove);
        }
        owner.devices.add(id);
        id.handle(new DeviceRequests(owner));
        if (seat.keyboard().focusedClient() == client && selection.source() != null) {
            tell(owner, id);
        }
    }

    @Override
    public void destroy(ZwpPrimarySelectionDeviceManagerV1Resource resource) {
        // The objects stay.
    }

    private void tell(Client client) {
        ClientDevices owner = clients.get(client);
        if (owner != null) {
            List.copyOf(owner.devices).forEach(device -> tell(owner, device));
        }
    }

    private void tell(ClientDevices owner, ZwpPrimarySelectionDeviceV1Resource device) {
        Source source = selection.source();
        if (source == null) {
            device.sendSelection(null);
            return;
        }
        ZwpPrimarySelectionOfferV1Resource offer =
                owner.offers.create(ZwpPrimarySelectionOfferV1Resource.TYPE, device.version());
        if (offer != null) {
            offer.handle(new PrimaryOffer(source));
            device.sendDataOffer(offer);
            source.types().forEach(offer::sendOffer);
            device.sendSelection(offer);
        }
    }

    private final class DeviceRequests implements ZwpPrimarySelectionDeviceV1Resource.Requests {
        private final ClientDevices owner;

        DeviceRequests(ClientDevices owner) {
            this.owner = owner;
        }

        /** A source that was replaced, and told so, does not come back. */
        @Override
        public void setSelection(ZwpPrimarySelectionDeviceV1Resource device,
                ZwpPrimarySelectionSourceV1Resource source, int serial) {
            PrimarySource next = source == null ? null : (PrimarySource) source.handler();
            if (next != null && next.isUsed() && next != selection.source()) {
                source.sendCancelled();
            } else {
                selection.set(device.client(), next, serial);
            }
        }

        @Override
        public void destroy(ZwpPrimarySelectionDeviceV1Resource device) {
            // The runtime ends the object next; see destroyed.
        }

        @Override
        public void destroyed(Resource gone) {
            owner.devices.remove(gone);
        }
    }
}

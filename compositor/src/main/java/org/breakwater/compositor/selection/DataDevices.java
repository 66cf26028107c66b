package org.breakwater.compositor.selection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.compositor.seat.Contact;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Display;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.server.WlDataDeviceManagerResource;
import org.breakwater.wayland.server.WlDataDeviceResource;
import org.breakwater.wayland.server.WlDataOfferResource;
import org.breakwater.wayland.server.WlDataSourceResource;
import org.breakwater.wayland.server.WlSeatResource;
import org.breakwater.wayland.server.WlSurfaceResource;

/** {@code wl_data_device_manager} 3, for one seat. */
public final class DataDevices {
    private static final int VERSION = 3;

    private final Display display;
    private final Seat seat;
    private final Map<Client, ClientDevices> clients = new HashMap<>();
    private final Signal<DragIcon> iconChanged = new Signal<>();
    private final Selection clipboard;
    private final Signal<Source> dragChanged = new Signal<>();
    private final Signal<ContactPlace> contactMoved = new Signal<>();
    private Drag drag;
    private ContactPlace contactPlace;

    private static final class ClientDevices {
        private final List<WlDataDeviceResource> devices = new ArrayList<>(1);
        private final Offers offers;

        ClientDevices(Client client) {
            offers = new Offers(client);
        }
    }

    /** {@code clipboard}: the selection that clients set and get here. */
    public DataDevices(Display display, Seat seat, Selection clipboard) {
        this.display = display;
        this.seat = seat;
        this.clipboard = clipboard;
        new News(this::tellSelection).followFocus(seat, clipboard);
        display.createGlobal(WlDataDeviceManagerResource.TYPE, VERSION,
                resource -> resource.handle(new ManagerRequests()));
    }

    /** The image that follows the drag appeared or moved; null: it is gone. */
    public Signal<DragIcon> iconChanged() {
        return iconChanged;
    }

    /** A drag began, of this source, or ended; null then, and in a drag within one client. */
    public Signal<Source> dragChanged() {
        return dragChanged;
    }

    /** What is dragged; null: nothing, or nothing for other clients. */
    public Source dragged() {
        return drag == null ? null : drag.source();
    }

    /** Where the finger, or the tool, is that drags; null: the pointer does, or nobody. */
    public ContactPlace contactPlace() {
        return contactPlace;
    }

    public Signal<ContactPlace> contactMoved() {
        return contactMoved;
    }

    /** The source behind a client's {@code wl_data_source}. */
    public static Source sourceOf(WlDataSourceResource resource) {
        return (Source) resource.handler();
    }

    public boolean isDragging() {
        return drag != null;
    }

    /** Whether something is dragged over who would take it. */
    public boolean isDropAccepted() {
        return drag != null && drag.isDroppable();
    }

    /** Ends the drag in progress, if there is one, without a drop. */
    public void cancelDrag() {
        if (drag != null) {
            drag.cancel();
        }
    }

    Seat seat() {
        return seat;
    }

    int nextSerial() {
        return display.nextSerial();
    }

    /** A client's devices now; a list of the caller's own. */
    List<WlDataDeviceResource> of(Client client) {
        ClientDevices known = clients.get(client);
        return known == null ? List.of() : List.copyOf(known.devices);
    }

    /**
     * An offer for a device, not announced yet; null when the client holds too many and is
     * disconnected.
     */
    WlDataOfferResource createOffer(WlDataDeviceResource device) {
        return clients.get(device.client()).offers.create(WlDataOfferResource.TYPE,
                device.version());
    }

    void dragEnded() {
        drag = null;
        contactPlace = null;
        dragChanged.emit(null);
    }

    void contactAt(ContactPlace place) {
        contactPlace = place;
        contactMoved.emit(place);
    }

    private void startDrag(WlDataDeviceResource device, DataSource source, Surface origin,
            Surface iconSurface, int serial) {
        DragIcon icon = iconSurface == null ? null : new DragIcon(iconSurface, device, iconChanged);
        if (source != null) {
            source.takeForDrag(device);
        }
        boolean byPointer = seat.pointer().isHeld(origin, serial);
        Contact contact = byPointer ? null : seat.contact(origin, serial);
        if (drag != null || !byPointer && contact == null) {
            if (icon != null) {
                icon.end();
            }
            if (source != null) {
                source.sendDragCancelled();
            }
            return;
        }
        drag = new Drag(this, device.client(), source, icon, contact);
        drag.start();
        if (drag != null) {
            dragChanged.emit(source);
        }
    }

    private void addDevice(WlDataDeviceResource device) {
        Client client = device.client();
        ClientDevices owner = clients.get(client);
        if (owner == null) {
            owner = new ClientDevices(client);
            clients.put(client, owner);
            client.destroyed().add(clients::remove);
        }
        owner.devices.add(device);
        device.handle(new DeviceRequests(owner));
        if (seat.keyboard().focusedClient() == client && clipboard.source() != null) {
            tellSelection(device);
        }
    }

    private void tellSelection(Client client) {
        of(client).forEach(this::tellSelection);
    }

    private void tellSelection(WlDataDeviceResource device) {
        Source source = clipboard.source();
        if (source == null) {
            device.sendSelection(null);
            return;
        }
        WlDataOfferResource offer = createOffer(device);
        if (offer != null) {
            new SelectionOffer(offer, source);
            introduce(source, device, offer);
            device.sendSelection(offer);
        }
    }

    /** Announces an offer of a source to a device, and the types that it has. */
    static void introduce(Source source, WlDataDeviceResource device, WlDataOfferResource offer) {
        device.sendDataOffer(offer);
        for (String type : source.types()) {
            offer.sendOffer(type);
        }
    }

    private final class ManagerRequests implements WlDataDeviceManagerResource.Requests {
        @Override
        public void createDataSource(WlDataDeviceManagerResource resource,
                WlDataSourceResource id) {
            new DataSource(id);
        }

        @Override
        public void getDataDevice(WlDataDeviceManagerResource resource, WlDataDeviceResource id,
                WlSeatResource seatResource) {
            if (Seat.of(seatResource) == seat) {
                addDevice(id);
            } else {
                id.makeInert();
            }
        }
    }

    private final class DeviceRequests implements WlDataDeviceResource.Requests {
        private final ClientDevices owner;

        DeviceRequests(ClientDevices owner) {
            this.owner = owner;
        }

        @Override
        public void startDrag(WlDataDeviceResource device, WlDataSourceResource source,
                WlSurfaceResource origin, WlSurfaceResource icon, int serial) {
            DataDevices.this.startDrag(device, given(source), Compositor.surfaceOf(origin),
                    icon == null ? null : Compositor.surfaceOf(icon), serial);
        }

        @Override
        public void setSelection(WlDataDeviceResource device, WlDataSourceResource source,
                int serial) {
            DataSource next = given(source);
            if (next != null) {
                next.takeForSelection(device);
            }
            clipboard.set(device.client(), next, serial);
        }

        @Override
        public void release(WlDataDeviceResource device) {
            // The runtime ends the object next; see destroyed.
        }

        @Override
        public void destroyed(Resource gone) {
            owner.devices.remove(gone);
        }

        private DataSource given(WlDataSourceResource resource) {
            return resource == null ? null : (DataSource) resource.handler();
        }
    }
}

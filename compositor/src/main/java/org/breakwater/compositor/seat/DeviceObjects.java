package org.breakwater.compositor.seat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.WlSeat;

/**
 * What clients have made, by an extension, of their {@code wl_pointer}, {@code wl_keyboard} or
 * {@code wl_touch} objects. Such an object becomes inert with the one that it was made of.
 */
public final class DeviceObjects<R extends Resource> {
    private final Map<Client, List<R>> objects = new HashMap<>();

    /** Objects of one kind of device of a seat. */
    public DeviceObjects(Seat seat, WlSeat.Capability device) {
        seat.deviceLost().add(lost -> {
            if (lost == device) {
                objects.values().forEach(list -> list.forEach(object -> object.makeInert()));
                objects.clear();
            }
        });
    }

    /** Takes in {@code object}, which has a handler already, made of {@code device}. */
    public void add(R object, Resource device) {
        Client client = object.client();
        List<R> list = objects.get(client);
        if (list == null) {
            list = new ArrayList<>(1);
            objects.put(client, list);
        }
        list.add(object);
        Signal.Subscription deviceGone = device.destroyed().add(gone -> {
            remove(client, object);
            object.makeInert();
        });
        object.destroyed().add(gone -> {
            deviceGone.remove();
            remove(client, object);
        });
    }

    /** Those of a client; it must not be changed. */
    public List<R> of(Client client) {
        List<R> list = objects.get(client);
        return list == null ? List.of() : list;
    }

    private void remove(Client client, R object) {
        List<R> list = objects.get(client);
        if (list != null && list.remove(object) && list.isEmpty()) {
            objects.remove(client);
        }
    }
}

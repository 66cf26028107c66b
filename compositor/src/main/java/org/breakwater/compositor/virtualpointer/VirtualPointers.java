package org.breakwater.compositor.virtualpointer;

import java.util.HashMap;
import java.util.Map;
import org.breakwater.compositor.output.Output;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.server.WlOutputResource;
import org.breakwater.wayland.server.WlSeatResource;
import org.breakwater.wayland.server.ZwlrVirtualPointerManagerV1Resource;
import org.breakwater.wayland.server.ZwlrVirtualPointerV1Resource;

/** {@code zwlr_virtual_pointer_manager_v1} 2, for one seat. */
public final class VirtualPointers implements ZwlrVirtualPointerManagerV1Resource.Requests {
    private static final int VERSION = 2;
    private static final int MAX_POINTERS = 64;

    private final Seat seat;
    private final PointerInput input;
    private final Map<Client, Integer> counts = new HashMap<>();

    public VirtualPointers(Display display, Seat seat, PointerInput input) {
        this.seat = seat;
        this.input = input;
        display.createGlobal(ZwlrVirtualPointerManagerV1Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    @Override
    public void createVirtualPointer(ZwlrVirtualPointerManagerV1Resource resource,
            WlSeatResource seatResource, ZwlrVirtualPointerV1Resource id) {
        create(seatResource, null, id);
    }

    @Override
    public void createVirtualPointerWithOutput(ZwlrVirtualPointerManagerV1Resource resource,
            WlSeatResource seatResource, WlOutputResource output, ZwlrVirtualPointerV1Resource id) {
        create(seatResource, output == null ? null : Output.of(output), id);
    }

    @Override
    public void destroy(ZwlrVirtualPointerManagerV1Resource resource) {
        // The devices stay.
    }

    private void create(WlSeatResource seatResource, Output output,
            ZwlrVirtualPointerV1Resource id) {
        Client client = id.client();
        if (seatResource != null && Seat.of(seatResource) != seat) {
            id.makeInert();
            return;
        }
        if (counts.getOrDefault(client, 0) >= MAX_POINTERS) {
            id.makeInert();
            client.postNoMemory();
            return;
        }
        counts.merge(client, 1, Integer::sum);
        new VirtualPointer(id, input, output,
                () -> counts.computeIfPresent(client, (c, n) -> n == 1 ? null : n - 1));
    }
}

package org.breakwater.compositor.virtualkeyboard;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.ZwpVirtualKeyboardManagerV1.Error;
import org.breakwater.wayland.server.WlSeatResource;
import org.breakwater.wayland.server.ZwpVirtualKeyboardManagerV1Resource;
import org.breakwater.wayland.server.ZwpVirtualKeyboardV1Resource;

/** {@code zwp_virtual_keyboard_manager_v1} 1, for one seat. */
public final class VirtualKeyboards implements ZwpVirtualKeyboardManagerV1Resource.Requests {
    private static final int VERSION = 1;
    /** Keyboards of one client; a compiled keymap takes a megabyte or more. */
    private static final int MAX_KEYBOARDS = 8;

    private final Seat seat;
    private final KeyInput input;
    private final Predicate<Client> authorized;
    private final KeymapLoader loader;
    private final Map<Client, Integer> counts = new HashMap<>();

    /** {@code authorized}: who may have keyboards; others get the error of that name. */
    public VirtualKeyboards(Display display, Seat seat, KeyInput input,
            Predicate<Client> authorized) {
        this.seat = seat;
        this.input = input;
        this.authorized = authorized;
        this.loader = new KeymapLoader(display.loop());
        display.createGlobal(ZwpVirtualKeyboardManagerV1Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    @Override
    public void createVirtualKeyboard(ZwpVirtualKeyboardManagerV1Resource resource,
            WlSeatResource seatResource, ZwpVirtualKeyboardV1Resource id) {
        Client client = resource.client();
        if (!authorized.test(client)) {
            throw resource.error(Error.UNAUTHORIZED, "%s may press no keys", client);
        }
        if (Seat.of(seatResource) != seat) {
            id.makeInert();
            return;
        }
        if (counts.getOrDefault(client, 0) >= MAX_KEYBOARDS) {
            id.makeInert();
            client.postNoMemory();
            return;
        }
        counts.merge(client, 1, Integer::sum);
        new VirtualKeyboard(id, loader, input,
                () -> counts.computeIfPresent(client, (c, n) -> n == 1 ? null : n - 1));
    }
}

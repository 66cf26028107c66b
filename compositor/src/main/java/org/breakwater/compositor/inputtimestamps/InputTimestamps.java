package org.breakwater.compositor.inputtimestamps;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.breakwater.compositor.seat.DeviceObjects;
import org.breakwater.compositor.seat.EventTimes;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Display;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.server.WlKeyboardResource;
import org.breakwater.wayland.server.WlPointerResource;
import org.breakwater.wayland.server.WlTouchResource;
import org.breakwater.wayland.server.ZwpInputTimestampsManagerV1Resource;
import org.breakwater.wayland.server.ZwpInputTimestampsV1Resource;

/** {@code zwp_input_timestamps_manager_v1} 1. */
public final class InputTimestamps
        implements ZwpInputTimestampsManagerV1Resource.Requests, EventTimes.Listener {
    private static final int VERSION = 1;
    private static final long SECOND = 1_000_000_000;
    private static final ZwpInputTimestampsV1Resource.Requests LISTENER = resource -> { };

    private final Map<WlSeat.Capability, DeviceObjects<ZwpInputTimestampsV1Resource>> objects =
            new EnumMap<>(WlSeat.Capability.class);

    public InputTimestamps(Display display, Seat seat) {
        for (WlSeat.Capability device : WlSeat.Capability.values()) {
            objects.put(device, new DeviceObjects<>(seat, device));
        }
        seat.times().setListener(this);
        display.createGlobal(ZwpInputTimestampsManagerV1Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    @Override
    public void getKeyboardTimestamps(ZwpInputTimestampsManagerV1Resource resource,
            ZwpInputTimestampsV1Resource id, WlKeyboardResource keyboard) {
        add(WlSeat.Capability.KEYBOARD, id, keyboard);
    }

    @Override
    public void getPointerTimestamps(ZwpInputTimestampsManagerV1Resource resource,
            ZwpInputTimestampsV1Resource id, WlPointerResource pointer) {
        add(WlSeat.Capability.POINTER, id, pointer);
    }

    @Override
    public void getTouchTimestamps(ZwpInputTimestampsManagerV1Resource resource,
            ZwpInputTimestampsV1Resource id, WlTouchResource touch) {
        add(WlSeat.Capability.TOUCH, id, touch);
    }

    @Override
    public void destroy(ZwpInputTimestampsManagerV1Resource resource) {
        // Timestamps live on.
    }

    @Override
    public void beforeEvent(Client client, WlSeat.Capability device, long nanos) {
        List<ZwpInputTimestampsV1Resource> listeners = objects.get(device).of(client);
        long seconds = nanos / SECOND;
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).sendTimestamp((int) (seconds >>> 32), (int) seconds,
                    (int) (nanos % SECOND));
        }
    }

    private void add(WlSeat.Capability device, ZwpInputTimestampsV1Resource id, Resource made) {
        if (made.isInert()) {
            id.makeInert();
            return;
        }
        id.handle(LISTENER);
        objects.get(device).add(id, made);
    }
}

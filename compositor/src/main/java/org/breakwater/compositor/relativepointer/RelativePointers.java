package org.breakwater.compositor.relativepointer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.compositor.seat.DeviceObjects;
import org.breakwater.compositor.seat.Pointer;
import org.breakwater.compositor.seat.RelativeMotion;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.server.WlPointerResource;
import org.breakwater.wayland.server.ZwpRelativePointerManagerV1Resource;
import org.breakwater.wayland.server.ZwpRelativePointerV1Resource;

/**
 * {@code zwp_relative_pointer_manager_v1} 1. A client that does not read gets what it missed as one
 * movement when it reads again.
 */
public final class RelativePointers
        implements ZwpRelativePointerManagerV1Resource.Requests, RelativeMotion {
    private static final int VERSION = 1;
    private static final ZwpRelativePointerV1Resource.Requests LISTENER = resource -> {
        // The runtime ends the object next, and DeviceObjects forgets it.
    };

    private final Pointer pointer;
    private final DeviceObjects<ZwpRelativePointerV1Resource> objects;
    private final Map<Client, Movement> missed = new HashMap<>();

    /** What a client has not been told. */
    private static final class Movement {
        private boolean held;
        private long timeMicros;
        private double dx;
        private double dy;
        private double rawDx;
        private double rawDy;
    }

    public RelativePointers(Display display, Seat seat) {
        pointer = seat.pointer();
        objects = new DeviceObjects<>(seat, WlSeat.Capability.POINTER);
        pointer.addRelativeMotion(this);
        display.createGlobal(ZwpRelativePointerManagerV1Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    @Override
    public void getRelativePointer(ZwpRelativePointerManagerV1Resource resource,
            ZwpRelativePointerV1Resource id, WlPointerResource pointerResource) {
        if (Pointer.of(pointerResource) != pointer) {
            id.makeInert();
            return;
        }
        id.handle(LISTENER);
        objects.add(id, pointerResource);
    }

    @Override
    public void destroy(ZwpRelativePointerManagerV1Resource resource) {
        // Relative pointers live on.
    }

    @Override
    public boolean moved(Client client, long timeMicros, double dx, double dy, double rawDx,
            double rawDy) {
        List<ZwpRelativePointerV1Resource> listeners = objects.of(client);
        if (listeners.isEmpty()) {
            return false;
        }
        if (client.isCongested()) {
            miss(client, timeMicros, dx, dy, rawDx, rawDy);
            return false;
        }
        tell(listeners, timeMicros, dx, dy, rawDx, rawDy);
        return true;
    }

    private void miss(Client client, long timeMicros, double dx, double dy, double rawDx,
            double rawDy) {
        Movement sum = missed.get(client);
        if (sum == null) {
            sum = new Movement();
            missed.put(client, sum);
            client.destroyed().add(missed::remove);
            client.drained().add(this::drained);
        }
        sum.held = true;
        sum.timeMicros = timeMicros;
        sum.dx += dx;
        sum.dy += dy;
        sum.rawDx += rawDx;
        sum.rawDy += rawDy;
    }

    private void drained(Client reading) {
        Movement sum = missed.get(reading);
        if (sum.held && pointer.focus() != null
                && pointer.focus().resource().client() == reading) {
            tell(objects.of(reading), sum.timeMicros, sum.dx, sum.dy, sum.rawDx, sum.rawDy);
            pointer.needsFrame();
            pointer.frame();
        }
        sum.held = false;
        sum.dx = 0;
        sum.dy = 0;
        sum.rawDx = 0;
        sum.rawDy = 0;
    }

    private static void tell(List<ZwpRelativePointerV1Resource> listeners, long timeMicros,
            double dx, double dy, double rawDx, double rawDy) {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).sendRelativeMotion((int) (timeMicros >>> 32), (int) timeMicros, dx,
                    dy, rawDx, rawDy);
        }
    }
}

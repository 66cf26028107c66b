package org.breakwater.compositor.cursorshape;

import org.breakwater.compositor.seat.DeviceObjects;
import org.breakwater.compositor.seat.Pointer;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.tablet.TabletTool;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.WpCursorShapeDeviceV1;
import org.breakwater.wayland.WpCursorShapeDeviceV1.Shape;
import org.breakwater.wayland.server.WlPointerResource;
import org.breakwater.wayland.server.WpCursorShapeDeviceV1Resource;
import org.breakwater.wayland.server.WpCursorShapeManagerV1Resource;
import org.breakwater.wayland.server.ZwpTabletToolV2Resource;

/** {@code wp_cursor_shape_manager_v1} 2. */
public final class CursorShapes implements WpCursorShapeManagerV1Resource.Requests {
    private static final int VERSION = 2;

    private final Seat seat;
    private final DeviceObjects<WpCursorShapeDeviceV1Resource> devices;

    /** Who gives a pointer, or a tool, its image. */
    private interface Wearer {
        void wear(Client client, int serial, Shape shape);
    }

    public CursorShapes(Display display, Seat seat) {
        this.seat = seat;
        devices = new DeviceObjects<>(seat, WlSeat.Capability.POINTER);
        display.createGlobal(WpCursorShapeManagerV1Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    @Override
    public void getPointer(WpCursorShapeManagerV1Resource resource,
            WpCursorShapeDeviceV1Resource id, WlPointerResource pointerResource) {
        Pointer pointer = Pointer.of(pointerResource);
        if (pointer != seat.pointer()) {
            id.makeInert();
            return;
        }
        id.handle(new Device(pointer::setCursorShape));
        devices.add(id, pointerResource);
    }

    @Override
    public void getTabletToolV2(WpCursorShapeManagerV1Resource resource,
            WpCursorShapeDeviceV1Resource id, ZwpTabletToolV2Resource toolResource) {
        TabletTool tool = TabletTool.of(toolResource);
        if (tool == null) {
            id.makeInert();
            return;
        }
        id.handle(new Device(tool::setCursorShape));
        tool.attach(id, toolResource);
    }

    @Override
    public void destroy(WpCursorShapeManagerV1Resource resource) {
        // Devices live on.
    }

    private record Device(Wearer wearer) implements WpCursorShapeDeviceV1Resource.Requests {
        @Override
        public void setShape(WpCursorShapeDeviceV1Resource resource, int serial, int shape) {
            Shape known = Shape.fromWire(shape);
            if (known == null || !resource.supports(known.since())) {
                throw resource.error(WpCursorShapeDeviceV1.Error.INVALID_SHAPE,
                        "version %d has no shape %s", resource.version(),
                        Integer.toUnsignedString(shape));
            }
            wearer.wear(resource.client(), serial, known);
        }

        @Override
        public void destroy(WpCursorShapeDeviceV1Resource resource) {
            // The image stays until another is asked for.
        }
    }
}

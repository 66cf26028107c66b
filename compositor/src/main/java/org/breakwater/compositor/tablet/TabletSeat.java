package org.breakwater.compositor.tablet;

import java.util.HashMap;
import java.util.Map;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.ZwpTabletToolV2.Capability;
import org.breakwater.wayland.ZwpTabletV2;
import org.breakwater.wayland.server.ZwpTabletPadV2Resource;
import org.breakwater.wayland.server.ZwpTabletSeatV2Resource;
import org.breakwater.wayland.server.ZwpTabletToolV2Resource;
import org.breakwater.wayland.server.ZwpTabletV2Resource;

/**
 * A {@code zwp_tablet_seat_v2} and the objects that a client has through it. It hears of new
 * devices while it lives; the objects live on after it.
 */
final class TabletSeat implements ZwpTabletSeatV2Resource.Requests {
    private static final ZwpTabletV2Resource.Requests TABLET = resource -> { };

    private final TabletManager manager;
    private final ZwpTabletSeatV2Resource resource;
    private final Map<Tablet, ZwpTabletV2Resource> tablets = new HashMap<>();
    private final Map<TabletTool, ZwpTabletToolV2Resource> tools = new HashMap<>();
    private final Map<TabletPad, PadObjects> pads = new HashMap<>();

    TabletSeat(TabletManager manager, ZwpTabletSeatV2Resource resource) {
        this.manager = manager;
        this.resource = resource;
        resource.handle(this);
    }

    Client client() {
        return resource.client();
    }

    /** Null when the client has none, or no more. */
    ZwpTabletV2Resource of(Tablet tablet) {
        return tablets.get(tablet);
    }

    ZwpTabletToolV2Resource of(TabletTool tool) {
        return tools.get(tool);
    }

    PadObjects of(TabletPad pad) {
        return pads.get(pad);
    }

    void add(Tablet tablet) {
        if (!resource.isAlive()) {
            return;
        }
        ZwpTabletV2Resource id = client().create(ZwpTabletV2Resource.TYPE, resource.version());
        id.handle(TABLET);
        tablets.put(tablet, id);
        id.destroyed().add(gone -> {
            tablets.remove(tablet, id);
            forgetWhenEmpty();
        });
        TabletInfo info = tablet.info();
        resource.sendTabletAdded(id);
        id.sendName(info.name());
        if (info.vendor() != 0 || info.product() != 0) {
            id.sendId(info.vendor(), info.product());
        }
        info.paths().forEach(id::sendPath);
        if (info.bus() != null && id.supports(ZwpTabletV2.BUSTYPE_SINCE)) {
            id.sendBustype(info.bus());
        }
        id.sendDone();
    }

    void remove(Tablet tablet) {
        ZwpTabletV2Resource id = tablets.remove(tablet);
        if (id != null) {
            id.sendRemoved();
            id.makeInert();
        }
    }

    void add(TabletTool tool) {
        if (!resource.isAlive()) {
            return;
        }
        ZwpTabletToolV2Resource id = client().create(ZwpTabletToolV2Resource.TYPE,
                resource.version());
        id.handle(new ToolRequests(tool));
        tools.put(tool, id);
        id.destroyed().add(gone -> {
            tools.remove(tool, id);
            forgetWhenEmpty();
        });
        ToolInfo info = tool.info();
        resource.sendToolAdded(id);
        id.sendType(info.type());
        if (info.serial() != 0) {
            id.sendHardwareSerial((int) (info.serial() >>> 32), (int) info.serial());
        }
        if (info.wacomId() != 0) {
            id.sendHardwareIdWacom((int) (info.wacomId() >>> 32), (int) info.wacomId());
        }
        for (Capability capability : Capability.values()) {
            if (info.capabilities().contains(capability)) {
                id.sendCapability(capability);
            }
        }
        id.sendDone();
    }

    void remove(TabletTool tool) {
        ZwpTabletToolV2Resource id = tools.remove(tool);
        if (id != null) {
            id.sendRemoved();
            id.makeInert();
        }
    }

    void add(TabletPad pad) {
        if (!resource.isAlive()) {
            return;
        }
        ZwpTabletPadV2Resource id = client().create(ZwpTabletPadV2Resource.TYPE,
                resource.version());
        resource.sendPadAdded(id);
        PadObjects objects = new PadObjects(id, pad.info());
        pads.put(pad, objects);
        id.destroyed().add(gone -> {
            pads.remove(pad, objects);
            forgetWhenEmpty();
        });
    }

    void remove(TabletPad pad) {
        PadObjects objects = pads.remove(pad);
        if (objects != null) {
            objects.removed();
        }
    }

    @Override
    public void destroy(ZwpTabletSeatV2Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource gone) {
        forgetWhenEmpty();
    }

    private void forgetWhenEmpty() {
        if (!resource.isAlive() && tablets.isEmpty() && tools.isEmpty() && pads.isEmpty()) {
            manager.forget(this);
        }
    }
}

package org.breakwater.compositor.tablet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Resource;
import org.breakwater.protocol.wire.WireArray;
import org.breakwater.wayland.ZwpTabletPadGroupV2;
import org.breakwater.wayland.server.ZwpTabletPadDialV2Resource;
import org.breakwater.wayland.server.ZwpTabletPadGroupV2Resource;
import org.breakwater.wayland.server.ZwpTabletPadRingV2Resource;
import org.breakwater.wayland.server.ZwpTabletPadStripV2Resource;
import org.breakwater.wayland.server.ZwpTabletPadV2Resource;

/**
 * What a client has of one pad: the pad itself, its groups, and their rings, strips and dials, in
 * the order of {@link PadInfo}. What it says of their use has no place to be shown, so it is
 * dropped.
 */
final class PadObjects {
    private final ZwpTabletPadV2Resource pad;
    private final List<Group> groups = new ArrayList<>();

    /** The parts of a group. */
    static final class Group {
        private final ZwpTabletPadGroupV2Resource resource;
        private final List<ZwpTabletPadRingV2Resource> rings = new ArrayList<>();
        private final List<ZwpTabletPadStripV2Resource> strips = new ArrayList<>();
        private final List<ZwpTabletPadDialV2Resource> dials = new ArrayList<>();

        private Group(ZwpTabletPadGroupV2Resource resource) {
            this.resource = resource;
        }

        ZwpTabletPadGroupV2Resource resource() {
            return resource;
        }

        void ring(int index, Consumer<ZwpTabletPadRingV2Resource> event) {
            event.accept(rings.get(index));
        }

        void strip(int index, Consumer<ZwpTabletPadStripV2Resource> event) {
            event.accept(strips.get(index));
        }

        /** Clients of version 1 have none. */
        void dial(int index, Consumer<ZwpTabletPadDialV2Resource> event) {
            if (!dials.isEmpty()) {
                event.accept(dials.get(index));
            }
        }

        private void makeInert() {
            rings.forEach(Resource::makeInert);
            strips.forEach(Resource::makeInert);
            dials.forEach(Resource::makeInert);
            resource.makeInert();
        }
    }

    /** Describes a pad to its client, which has been told that it is there. */
    PadObjects(ZwpTabletPadV2Resource pad, PadInfo info) {
        this.pad = pad;
        pad.handle(new PadRequests());
        for (PadInfo.Group group : info.groups()) {
            groups.add(announce(group));
        }
        info.paths().forEach(pad::sendPath);
        if (info.buttons() > 0) {
            pad.sendButtons(info.buttons());
        }
        pad.sendDone();
    }

    ZwpTabletPadV2Resource pad() {
        return pad;
    }

    List<Group> groups() {
        return groups;
    }

    void removed() {
        pad.sendRemoved();
        groups.forEach(Group::makeInert);
        pad.makeInert();
    }

    private Group announce(PadInfo.Group info) {
        Client client = pad.client();
        int version = pad.version();
        Group group = new Group(client.create(ZwpTabletPadGroupV2Resource.TYPE, version));
        group.resource.handle(resource -> { });
        pad.sendGroup(group.resource);
        group.resource.sendButtons(WireArray.ofInts(
                info.buttons().stream().mapToInt(Integer::intValue).toArray()));
        for (int i = 0; i < info.rings(); i++) {
            ZwpTabletPadRingV2Resource ring = client.create(ZwpTabletPadRingV2Resource.TYPE,
                    version);
            ring.handle(new RingRequests());
            group.rings.add(ring);
            group.resource.sendRing(ring);
        }
        for (int i = 0; i < info.strips(); i++) {
            ZwpTabletPadStripV2Resource strip = client.create(ZwpTabletPadStripV2Resource.TYPE,
                    version);
            strip.handle(new StripRequests());
            group.strips.add(strip);
            group.resource.sendStrip(strip);
        }
        for (int i = 0; i < info.dials()
                && group.resource.supports(ZwpTabletPadGroupV2.DIAL_SINCE); i++) {
            ZwpTabletPadDialV2Resource dial = client.create(ZwpTabletPadDialV2Resource.TYPE,
                    version);
            dial.handle(new DialRequests());
            group.dials.add(dial);
            group.resource.sendDial(dial);
        }
        if (info.modes() > 1) {
            group.resource.sendModes(info.modes());
        }
        group.resource.sendDone();
        return group;
    }

    private static final class PadRequests implements ZwpTabletPadV2Resource.Requests {
        @Override
        public void setFeedback(ZwpTabletPadV2Resource resource, int button, String description,
                int serial) {
            // Nothing shows it.
        }

        @Override
        public void destroy(ZwpTabletPadV2Resource resource) {
            // The runtime ends the object next, and the seat forgets it.
        }
    }

    private static final class RingRequests implements ZwpTabletPadRingV2Resource.Requests {
        @Override
        public void setFeedback(ZwpTabletPadRingV2Resource resource, String description,
                int serial) {
            // Nothing shows it.
        }

        @Override
        public void destroy(ZwpTabletPadRingV2Resource resource) {
            // An object that is gone is sent nothing.
        }
    }

    private static final class StripRequests implements ZwpTabletPadStripV2Resource.Requests {
        @Override
        public void setFeedback(ZwpTabletPadStripV2Resource resource, String description,
                int serial) {
            // Nothing shows it.
        }

        @Override
        public void destroy(ZwpTabletPadStripV2Resource resource) {
            // An object that is gone is sent nothing.
        }
    }

    private static final class DialRequests implements ZwpTabletPadDialV2Resource.Requests {
        @Override
        public void setFeedback(ZwpTabletPadDialV2Resource resource, String description,
                int serial) {
            // Nothing shows it.
        }

        @Override
        public void destroy(ZwpTabletPadDialV2Resource resource) {
            // An object that is gone is sent nothing.
        }
    }
}

package org.breakwater.compositor.selection;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.server.Resource;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.WlDataDevice;
import org.breakwater.wayland.WlDataDeviceManager.DndAction;
import org.breakwater.wayland.WlDataSource;
import org.breakwater.wayland.server.WlDataDeviceResource;
import org.breakwater.wayland.server.WlDataOfferResource;
import org.breakwater.wayland.server.WlDataSourceResource;

/** {@code wl_data_source}: what a client has to give, once: as the selection or in a drag. */
final class DataSource implements WlDataSourceResource.Requests {
    /**
     * All types of a source go to every client that is offered it: they must fit into its output.
     */
    private static final int MAX_TYPE_BYTES = 64 << 10;
    private static final int TYPE_OVERHEAD = 16;
    /** Unsent output at which a client gets no more transfers to answer. */
    private static final int MAX_PENDING = 8 << 10;
    private static final int UNSET = -1;

    private final WlDataSourceResource resource;
    private final Set<String> types = new LinkedHashSet<>(8);
    private final Signal<DataSource> gone = new Signal<>();
    private int typeBytes;
    private int actions = UNSET;
    private boolean used;

    DataSource(WlDataSourceResource resource) {
        this.resource = resource;
        resource.handle(this);
    }

    Client client() {
        return resource.client();
    }

    /** The client destroyed it, or is gone itself. */
    Signal<DataSource> gone() {
        return gone;
    }

    boolean offers(String type) {
        return types.contains(type);
    }

    /** Announces an offer of this source to a device, and the types that it has. */
    void introduce(WlDataDeviceResource device, WlDataOfferResource offer) {
        device.sendDataOffer(offer);
        for (String type : types) {
            offer.sendOffer(type);
        }
    }

    /** What a drag may do with it; before version 3, and by default, it can only be copied. */
    int actions() {
        return actions == UNSET ? DndAction.COPY.value() : actions;
    }

    /** A source serves one selection or one drag. */
    void takeForSelection(WlDataDeviceResource device) {
        take(device);
        if (actions != UNSET) {
            throw resource.error(WlDataSource.Error.INVALID_SOURCE,
                    "%s has drag-and-drop actions and cannot be the selection", resource);
        }
    }

    void takeForDrag(WlDataDeviceResource device) {
        take(device);
    }

    /** Asks the client to write to {@code fd}, which stays the caller's. */
    void send(String type, Fd fd) {
        if (types.contains(type) && client().pendingOutput() <= MAX_PENDING) {
            resource.sendSend(type, fd);
        }
    }

    /** Something else took its place. */
    void sendReplaced() {
        resource.sendCancelled();
    }

    /** The drag came to nothing; known from version 3 on. */
    void sendDragCancelled() {
        if (supportsActions()) {
            resource.sendCancelled();
        }
    }

    void sendTarget(String type) {
        resource.sendTarget(type);
    }

    void sendAction(int action) {
        if (supportsActions()) {
            resource.sendAction(action);
        }
    }

    void sendDropPerformed() {
        if (supportsActions()) {
            resource.sendDndDropPerformed();
        }
    }

    void sendFinished() {
        if (supportsActions()) {
            resource.sendDndFinished();
        }
    }

    @Override
    public void offer(WlDataSourceResource self, String type) {
        if (used || types.contains(type)) {
            return;
        }
        int bytes = type.getBytes(StandardCharsets.UTF_8).length + TYPE_OVERHEAD;
        if (typeBytes + bytes > MAX_TYPE_BYTES) {
            resource.client().postNoMemory();
            return;
        }
        resource.client().account().charge(Held.TYPE_BYTES, bytes);
        typeBytes += bytes;
        types.add(type);
    }

    @Override
    public void setActions(WlDataSourceResource self, int mask) {
        if ((mask & ~DndAction.ALL) != 0) {
            throw resource.error(WlDataSource.Error.INVALID_ACTION_MASK, "0x%x has unknown actions",
                    mask);
        }
        if (actions != UNSET) {
            throw resource.error(WlDataSource.Error.INVALID_ACTION_MASK,
                    "%s has its actions already", resource);
        }
        if (used) {
            throw resource.error(WlDataSource.Error.INVALID_ACTION_MASK,
                    "%s is in use; its actions come before that", resource);
        }
        actions = mask;
    }

    @Override
    public void destroy(WlDataSourceResource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource self) {
        client().account().discharge(Held.TYPE_BYTES, typeBytes);
        typeBytes = 0;
        gone.emit(this);
    }

    private void take(WlDataDeviceResource device) {
        if (used) {
            throw device.error(WlDataDevice.Error.USED_SOURCE, "%s has been used before", resource);
        }
        used = true;
    }

    private boolean supportsActions() {
        return resource.supports(WlDataSource.ACTION_SINCE);
    }
}

package org.breakwater.compositor.selection;

import org.breakwater.protocol.server.Resource;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.WlDataDevice;
import org.breakwater.wayland.WlDataDeviceManager.DndAction;
import org.breakwater.wayland.WlDataSource;
import org.breakwater.wayland.server.WlDataDeviceResource;
import org.breakwater.wayland.server.WlDataSourceResource;

/** {@code wl_data_source}: what a client has to give, once: as the selection or in a drag. */
final class DataSource extends Source implements WlDataSourceResource.Requests {
    private static final int UNSET = -1;

    private final WlDataSourceResource resource;
    private int actions = UNSET;

    DataSource(WlDataSourceResource resource) {
        super(resource);
        this.resource = resource;
        resource.handle(this);
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

    @Override
    protected void sendSend(String type, Fd fd) {
        resource.sendSend(type, fd);
    }

    @Override
    protected void sendCancelled() {
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
        if (!isUsed()) {
            addType(type);
        }
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
        if (isUsed()) {
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
        end();
    }

    private void take(WlDataDeviceResource device) {
        if (isUsed()) {
            throw device.error(WlDataDevice.Error.USED_SOURCE, "%s has been used before", resource);
        }
        markUsed();
    }

    private boolean supportsActions() {
        return resource.supports(WlDataSource.ACTION_SINCE);
    }
}

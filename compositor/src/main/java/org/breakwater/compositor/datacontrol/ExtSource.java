package org.breakwater.compositor.datacontrol;

import org.breakwater.compositor.selection.Source;
import org.breakwater.protocol.server.Resource;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.ExtDataControlSourceV1.Error;
import org.breakwater.wayland.server.ExtDataControlSourceV1Resource;

/** {@code ext_data_control_source_v1}. */
final class ExtSource extends Source implements ExtDataControlSourceV1Resource.Requests {
    private final ExtDataControlSourceV1Resource resource;

    ExtSource(ExtDataControlSourceV1Resource resource) {
        super(resource);
        this.resource = resource;
        resource.handle(this);
    }

    @Override
    public void offer(ExtDataControlSourceV1Resource self, String type) {
        if (isUsed()) {
            throw resource.error(Error.INVALID_OFFER, "%s is in use", resource);
        }
        addType(type);
    }

    @Override
    public void destroy(ExtDataControlSourceV1Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource self) {
        end();
    }

    @Override
    protected void sendSend(String type, Fd fd) {
        resource.sendSend(type, fd);
    }

    @Override
    protected void sendCancelled() {
        resource.sendCancelled();
    }
}

package org.breakwater.compositor.primaryselection;

import org.breakwater.compositor.selection.Source;
import org.breakwater.protocol.server.Resource;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.server.ZwpPrimarySelectionSourceV1Resource;

/** {@code zwp_primary_selection_source_v1}. */
final class PrimarySource extends Source implements ZwpPrimarySelectionSourceV1Resource.Requests {
    private final ZwpPrimarySelectionSourceV1Resource resource;

    PrimarySource(ZwpPrimarySelectionSourceV1Resource resource) {
        super(resource);
        this.resource = resource;
        resource.handle(this);
    }

    @Override
    public void offer(ZwpPrimarySelectionSourceV1Resource self, String type) {
        if (!isUsed()) {
            addType(type);
        }
    }

    @Override
    public void destroy(ZwpPrimarySelectionSourceV1Resource self) {
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

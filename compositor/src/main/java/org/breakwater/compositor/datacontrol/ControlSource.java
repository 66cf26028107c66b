package org.breakwater.compositor.datacontrol;

import java.util.function.BiConsumer;
import org.breakwater.compositor.selection.Source;
import org.breakwater.protocol.server.Resource;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.ProtocolErrorCode;
import org.breakwater.wayland.ExtDataControlSourceV1;
import org.breakwater.wayland.ZwlrDataControlSourceV1;
import org.breakwater.wayland.server.ExtDataControlSourceV1Resource;
import org.breakwater.wayland.server.ZwlrDataControlSourceV1Resource;

/** {@code ext_data_control_source_v1} and {@code zwlr_data_control_source_v1}. */
final class ControlSource extends Source
        implements ExtDataControlSourceV1Resource.Requests, ZwlrDataControlSourceV1Resource.Requests {
    private final Resource resource;
    private final ProtocolErrorCode invalidOffer;
    private final BiConsumer<String, Fd> sender;
    private final Runnable canceller;

    ControlSource(ExtDataControlSourceV1Resource resource) {
        super(resource);
        this.resource = resource;
        invalidOffer = ExtDataControlSourceV1.Error.INVALID_OFFER;
        sender = resource::sendSend;
        canceller = resource::sendCancelled;
    }

    ControlSource(ZwlrDataControlSourceV1Resource resource) {
        super(resource);
        this.resource = resource;
        invalidOffer = ZwlrDataControlSourceV1.Error.INVALID_OFFER;
        sender = resource::sendSend;
        canceller = resource::sendCancelled;
    }

    @Override
    public void offer(ExtDataControlSourceV1Resource self, String type) {
        add(type);
    }

    @Override
    public void offer(ZwlrDataControlSourceV1Resource self, String type) {
        add(type);
    }

    @Override
    public void destroy(ExtDataControlSourceV1Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroy(ZwlrDataControlSourceV1Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource self) {
        end();
    }

    @Override
    protected void sendSend(String type, Fd fd) {
        sender.accept(type, fd);
    }

    @Override
    protected void sendCancelled() {
        canceller.run();
    }

    private void add(String type) {
        if (isUsed()) {
            throw resource.error(invalidOffer, "%s is in use", resource);
        }
        addType(type);
    }
}

package org.breakwater.compositor.datacontrol;

import org.breakwater.compositor.selection.Source;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.server.ExtDataControlOfferV1Resource;
import org.breakwater.wayland.server.ZwlrDataControlOfferV1Resource;

/** {@code ext_data_control_offer_v1} and {@code zwlr_data_control_offer_v1}. */
record ControlOffer(Source source)
        implements ExtDataControlOfferV1Resource.Requests, ZwlrDataControlOfferV1Resource.Requests {
    @Override
    public void receive(ExtDataControlOfferV1Resource resource, String type, Fd fd) {
        receive(type, fd);
    }

    @Override
    public void receive(ZwlrDataControlOfferV1Resource resource, String type, Fd fd) {
        receive(type, fd);
    }

    @Override
    public void destroy(ExtDataControlOfferV1Resource resource) {
        // Nothing depends on it.
    }

    @Override
    public void destroy(ZwlrDataControlOfferV1Resource resource) {
        // Nothing depends on it.
    }

    private void receive(String type, Fd fd) {
        try (fd) {
            source.send(type, fd);
        }
    }
}

package org.breakwater.compositor.datacontrol;

import org.breakwater.compositor.selection.Source;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.server.ExtDataControlOfferV1Resource;

/** {@code ext_data_control_offer_v1}. */
record ExtOffer(Source source) implements ExtDataControlOfferV1Resource.Requests {
    @Override
    public void receive(ExtDataControlOfferV1Resource resource, String type, Fd fd) {
        try (fd) {
            source.send(type, fd);
        }
    }

    @Override
    public void destroy(ExtDataControlOfferV1Resource resource) {
        // Nothing depends on it.
    }
}

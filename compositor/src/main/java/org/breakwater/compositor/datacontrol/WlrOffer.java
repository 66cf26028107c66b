package org.breakwater.compositor.datacontrol;

import org.breakwater.compositor.selection.Source;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.server.ZwlrDataControlOfferV1Resource;

/** {@code zwlr_data_control_offer_v1}. */
record WlrOffer(Source source) implements ZwlrDataControlOfferV1Resource.Requests {
    @Override
    public void receive(ZwlrDataControlOfferV1Resource resource, String type, Fd fd) {
        try (fd) {
            source.send(type, fd);
        }
    }

    @Override
    public void destroy(ZwlrDataControlOfferV1Resource resource) {
        // Nothing depends on it.
    }
}

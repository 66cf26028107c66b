package org.breakwater.compositor.primaryselection;

import org.breakwater.compositor.selection.Source;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.server.ZwpPrimarySelectionOfferV1Resource;

/** {@code zwp_primary_selection_offer_v1}. */
record PrimaryOffer(Source source) implements ZwpPrimarySelectionOfferV1Resource.Requests {
    @Override
    public void receive(ZwpPrimarySelectionOfferV1Resource resource, String type, Fd fd) {
        try (fd) {
            source.send(type, fd);
        }
    }

    @Override
    public void destroy(ZwpPrimarySelectionOfferV1Resource resource) {
        // Nothing depends on it.
    }
}

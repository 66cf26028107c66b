package org.breakwater.compositor.selection;

import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.WlDataOffer;
import org.breakwater.wayland.server.WlDataOfferResource;

/** {@code wl_data_offer} of a selection: it can be received, and that is all. */
final class SelectionOffer implements WlDataOfferResource.Requests {
    private final WlDataOfferResource resource;
    private final Source source;

    SelectionOffer(WlDataOfferResource resource, Source source) {
        this.resource = resource;
        this.source = source;
        resource.handle(this);
    }

    @Override
    public void accept(WlDataOfferResource self, int serial, String type) {
        // Feedback for drags; a selection has no use for it.
    }

    @Override
    public void receive(WlDataOfferResource self, String type, Fd fd) {
        try (fd) {
            source.send(type, fd);
        }
    }

    @Override
    public void destroy(WlDataOfferResource self) {
        // Nothing depends on it.
    }

    @Override
    public void finish(WlDataOfferResource self) {
        throw resource.error(WlDataOffer.Error.INVALID_FINISH, "%s is not of a drag", resource);
    }

    @Override
    public void setActions(WlDataOfferResource self, int actions, int preferred) {
        throw resource.error(WlDataOffer.Error.INVALID_OFFER, "%s is not of a drag", resource);
    }
}

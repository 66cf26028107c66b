package org.breakwater.compositor.selection;

import org.breakwater.protocol.server.Resource;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.WlDataDeviceManager.DndAction;
import org.breakwater.wayland.WlDataOffer;
import org.breakwater.wayland.server.WlDataOfferResource;

/** {@code wl_data_offer} of a drag: how one data device of a {@link DropTarget} answers. */
final class DragOffer implements WlDataOfferResource.Requests {
    private final WlDataOfferResource resource;
    private final DropTarget target;
    private boolean finished;

    DragOffer(WlDataOfferResource resource, DropTarget target) {
        this.resource = resource;
        this.target = target;
        resource.handle(this);
    }

    boolean hasActions() {
        return resource.supports(WlDataOffer.ACTION_SINCE);
    }

    void sendSourceActions(int actions) {
        if (hasActions()) {
            resource.sendSourceActions(actions);
        }
    }

    void sendAction(int action) {
        if (hasActions()) {
            resource.sendAction(action);
        }
    }

    @Override
    public void accept(WlDataOfferResource self, int serial, String type) {
        refuseIfFinished();
        target.accept(type);
    }

    @Override
    public void receive(WlDataOfferResource self, String type, Fd fd) {
        try (fd) {
            refuseIfFinished();
            if (target.source() != null) {
                target.source().send(type, fd);
            }
        }
    }

    @Override
    public void setActions(WlDataOfferResource self, int actions, int preferred) {
        refuseIfFinished();
        if ((actions & ~DndAction.ALL) != 0) {
            throw resource.error(WlDataOffer.Error.INVALID_ACTION_MASK, "0x%x has unknown actions",
                    actions);
        }
        if (preferred != 0 && ((preferred & actions) == 0 || Integer.bitCount(preferred) != 1)) {
            throw resource.error(WlDataOffer.Error.INVALID_ACTION, "0x%x is not one action of 0x%x",
                    preferred, actions);
        }
        if (target.isPastDrop() && (preferred & ~target.source().actions()) != 0) {
            throw resource.error(WlDataOffer.Error.INVALID_ACTION,
                    "the source does not offer action %d", preferred);
        }
        target.setActions(actions, preferred);
    }

    @Override
    public void finish(WlDataOfferResource self) {
        String objection = finished ? "it has been finished" : target.objectionToFinish();
        if (objection != null) {
            throw resource.error(WlDataOffer.Error.INVALID_FINISH, "%s cannot be finished: %s",
                    resource, objection);
        }
        finished = true;
        target.finish();
    }

    @Override
    public void destroy(WlDataOfferResource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource gone) {
        target.offerDestroyed(this);
    }

    private void refuseIfFinished() {
        if (finished) {
            throw resource.error(WlDataOffer.Error.INVALID_OFFER, "%s is finished", resource);
        }
    }
}

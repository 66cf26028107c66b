package org.breakwater.compositor.datacontrol;

import org.breakwater.compositor.selection.Selection;
import org.breakwater.compositor.selection.Source;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.ZwlrDataControlDeviceV1;
import org.breakwater.wayland.server.ZwlrDataControlDeviceV1Resource;
import org.breakwater.wayland.server.ZwlrDataControlOfferV1Resource;
import org.breakwater.wayland.server.ZwlrDataControlSourceV1Resource;

/** {@code zwlr_data_control_device_v1}. */
final class WlrDevice extends ControlDevice implements ZwlrDataControlDeviceV1Resource.Requests {
    private final ZwlrDataControlDeviceV1Resource resource;

    WlrDevice(ZwlrDataControlDeviceV1Resource resource, Selection clipboard, Selection primary) {
        super(resource, clipboard, primary);
        this.resource = resource;
        resource.handle(this);
    }

    @Override
    public void setSelection(ZwlrDataControlDeviceV1Resource self, ZwlrDataControlSourceV1Resource source) {
        setClipboard(unused(source));
    }

    @Override
    public void setPrimarySelection(ZwlrDataControlDeviceV1Resource self,
            ZwlrDataControlSourceV1Resource source) {
        setPrimary(unused(source));
    }

    @Override
    public void destroy(ZwlrDataControlDeviceV1Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource self) {
        end();
    }

    @Override
    void sendClipboard(Source source) {
        ZwlrDataControlOfferV1Resource offer = announce(source);
        if (source == null || offer != null) {
            resource.sendSelection(offer);
        }
    }

    @Override
    void sendPrimary(Source source) {
        if (!resource.supports(ZwlrDataControlDeviceV1.PRIMARY_SELECTION_SINCE)) {
            return;
        }
        ZwlrDataControlOfferV1Resource offer = announce(source);
        if (source == null || offer != null) {
            resource.sendPrimarySelection(offer);
        }
    }

    private ZwlrDataControlOfferV1Resource announce(Source source) {
        ZwlrDataControlOfferV1Resource offer = source == null ? null
                : offers().create(ZwlrDataControlOfferV1Resource.TYPE, resource.version());
        if (offer != null) {
            offer.handle(new WlrOffer(source));
            resource.sendDataOffer(offer);
            source.types().forEach(offer::sendOffer);
        }
        return offer;
    }

    private WlrSource unused(ZwlrDataControlSourceV1Resource source) {
        if (source == null) {
            return null;
        }
        WlrSource next = (WlrSource) source.handler();
        if (next.isUsed()) {
            throw resource.error(ZwlrDataControlDeviceV1.Error.USED_SOURCE, "%s has been used before",
                    source);
        }
        return next;
    }
}

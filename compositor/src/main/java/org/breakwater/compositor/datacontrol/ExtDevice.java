package org.breakwater.compositor.datacontrol;

import org.breakwater.compositor.selection.Selection;
import org.breakwater.compositor.selection.Source;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.ExtDataControlDeviceV1;
import org.breakwater.wayland.server.ExtDataControlDeviceV1Resource;
import org.breakwater.wayland.server.ExtDataControlOfferV1Resource;
import org.breakwater.wayland.server.ExtDataControlSourceV1Resource;

/** {@code ext_data_control_device_v1}. */
final class ExtDevice extends ControlDevice implements ExtDataControlDeviceV1Resource.Requests {
    private final ExtDataControlDeviceV1Resource resource;

    ExtDevice(ExtDataControlDeviceV1Resource resource, Selection clipboard, Selection primary) {
        super(resource, clipboard, primary);
        this.resource = resource;
        resource.handle(this);
    }

    @Override
    public void setSelection(ExtDataControlDeviceV1Resource self, ExtDataControlSourceV1Resource source) {
        setClipboard(unused(source));
    }

    @Override
    public void setPrimarySelection(ExtDataControlDeviceV1Resource self,
            ExtDataControlSourceV1Resource source) {
        setPrimary(unused(source));
    }

    @Override
    public void destroy(ExtDataControlDeviceV1Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource self) {
        end();
    }

    @Override
    void sendClipboard(Source source) {
        ExtDataControlOfferV1Resource offer = announce(source);
        if (source == null || offer != null) {
            resource.sendSelection(offer);
        }
    }

    @Override
    void sendPrimary(Source source) {
        ExtDataControlOfferV1Resource offer = announce(source);
        if (source == null || offer != null) {
            resource.sendPrimarySelection(offer);
        }
    }

    private ExtDataControlOfferV1Resource announce(Source source) {
        ExtDataControlOfferV1Resource offer = source == null ? null
                : offers().create(ExtDataControlOfferV1Resource.TYPE, resource.version());
        if (offer != null) {
            offer.handle(new ExtOffer(source));
            resource.sendDataOffer(offer);
            source.types().forEach(offer::sendOffer);
        }
        return offer;
    }

    private ExtSource unused(ExtDataControlSourceV1Resource source) {
        if (source == null) {
            return null;
        }
        ExtSource next = (ExtSource) source.handler();
        if (next.isUsed()) {
            throw resource.error(ExtDataControlDeviceV1.Error.USED_SOURCE, "%s has been used before",
                    source);
        }
        return next;
    }
}

package org.breakwater.compositor.datacontrol;

import java.util.function.Consumer;
import org.breakwater.compositor.selection.News;
import org.breakwater.compositor.selection.Offers;
import org.breakwater.compositor.selection.Selection;
import org.breakwater.compositor.selection.Source;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Resource;
import org.breakwater.protocol.server.ResourceHandler;
import org.breakwater.protocol.wire.ProtocolErrorCode;
import org.breakwater.wayland.ExtDataControlDeviceV1;
import org.breakwater.wayland.ZwlrDataControlDeviceV1;
import org.breakwater.wayland.server.ExtDataControlDeviceV1Resource;
import org.breakwater.wayland.server.ExtDataControlOfferV1Resource;
import org.breakwater.wayland.server.ExtDataControlSourceV1Resource;
import org.breakwater.wayland.server.ZwlrDataControlDeviceV1Resource;
import org.breakwater.wayland.server.ZwlrDataControlOfferV1Resource;
import org.breakwater.wayland.server.ZwlrDataControlSourceV1Resource;

/**
 * {@code ext_data_control_device_v1} and {@code zwlr_data_control_device_v1}: from its making on, the client is
 * told of every change of either selection.
 */
final class ControlDevice
        implements ExtDataControlDeviceV1Resource.Requests, ZwlrDataControlDeviceV1Resource.Requests {
    private final Resource resource;
    private final ProtocolErrorCode usedSource;
    private final Offers offers;
    private final Selection clipboard;
    private final Selection primary;
    private final News clipboardNews = new News(client -> tellClipboard());
    private final News primaryNews = new News(client -> tellPrimary());
    /** These tell the client what a selection is now; null: it is empty. */
    private final Consumer<Source> clipboardTeller;
    private final Consumer<Source> primaryTeller;
    private Signal.Subscription clipboardChanged;
    private Signal.Subscription primaryChanged;

    ControlDevice(ExtDataControlDeviceV1Resource device, Selection clipboard, Selection primary) {
        resource = device;
        usedSource = ExtDataControlDeviceV1.Error.USED_SOURCE;
        offers = new Offers(device.client());
        this.clipboard = clipboard;
        this.primary = primary;
        clipboardTeller = source -> tell(device, source, device::sendSelection);
        primaryTeller = source -> tell(device, source, device::sendPrimarySelection);
    }

    ControlDevice(ZwlrDataControlDeviceV1Resource device, Selection clipboard, Selection primary) {
        resource = device;
        usedSource = ZwlrDataControlDeviceV1.Error.USED_SOURCE;
        offers = new Offers(device.client());
        this.clipboard = clipboard;
        this.primary = primary;
        clipboardTeller = source -> tell(device, source, device::sendSelection);
        primaryTeller = device.supports(ZwlrDataControlDeviceV1.PRIMARY_SELECTION_SINCE)
                ? source -> tell(device, source, device::sendPrimarySelection) : source -> { };
    }

    void start() {
        Client client = resource.client();
        clipboardChanged = clipboard.changed().add(s -> clipboardNews.tell(client));
        primaryChanged = primary.changed().add(s -> primaryNews.tell(client));
        tellClipboard();
        tellPrimary();
    }

    @Override
    public void setSelection(ExtDataControlDeviceV1Resource self, ExtDataControlSourceV1Resource source) {
        clipboard.set(unused(source == null ? null : source.handler()));
    }

    @Override
    public void setSelection(ZwlrDataControlDeviceV1Resource self,
            ZwlrDataControlSourceV1Resource source) {
        clipboard.set(unused(source == null ? null : source.handler()));
    }

    @Override
    public void setPrimarySelection(ExtDataControlDeviceV1Resource self,
            ExtDataControlSourceV1Resource source) {
        primary.set(unused(source == null ? null : source.handler()));
    }

    @Override
    public void setPrimarySelection(ZwlrDataControlDeviceV1Resource self,
            ZwlrDataControlSourceV1Resource source) {
        primary.set(unused(source == null ? null : source.handler()));
    }

    @Override
    public void destroy(ExtDataControlDeviceV1Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroy(ZwlrDataControlDeviceV1Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource self) {
        clipboardChanged.remove();
        primaryChanged.remove();
    }

    private ControlSource unused(ResourceHandler given) {
        ControlSource next = (ControlSource) given;
        if (next != null && next.isUsed()) {
            throw resource.error(usedSource, "the source has been used before");
        }
        return next;
    }

    private void tellClipboard() {
        if (resource.isAlive()) {
            clipboardTeller.accept(clipboard.source());
        }
    }

    private void tellPrimary() {
        if (resource.isAlive()) {
            primaryTeller.accept(primary.source());
        }
    }

    private void tell(ExtDataControlDeviceV1Resource device, Source source,
            Consumer<ExtDataControlOfferV1Resource> selected) {
        ExtDataControlOfferV1Resource offer = source == null ? null
                : offers.create(ExtDataControlOfferV1Resource.TYPE, device.version());
        if (offer != null) {
            offer.handle(new ControlOffer(source));
            device.sendDataOffer(offer);
            source.types().forEach(offer::sendOffer);
        }
        if (source == null || offer != null) {
            selected.accept(offer);
        }
    }

    private void tell(ZwlrDataControlDeviceV1Resource device, Source source,
            Consumer<ZwlrDataControlOfferV1Resource> selected) {
        ZwlrDataControlOfferV1Resource offer = source == null ? null
                : offers.create(ZwlrDataControlOfferV1Resource.TYPE, device.version());
        if (offer != null) {
            offer.handle(new ControlOffer(source));
            device.sendDataOffer(offer);
            source.types().forEach(offer::sendOffer);
        }
        if (source == null || offer != null) {
            selected.accept(offer);
        }
    }
}

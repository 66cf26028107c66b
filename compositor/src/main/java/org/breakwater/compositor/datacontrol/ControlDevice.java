package org.breakwater.compositor.datacontrol;

import org.breakwater.compositor.selection.News;
import org.breakwater.compositor.selection.Offers;
import org.breakwater.compositor.selection.Selection;
import org.breakwater.compositor.selection.Source;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Resource;

/**
 * What both protocols' devices share: from its making on, the client is told of every change of
 * either selection.
 */
abstract class ControlDevice {
    private final Resource resource;
    private final Offers offers;
    private final Selection clipboard;
    private final Selection primary;
    private final News clipboardNews = new News(client -> tellClipboard());
    private final News primaryNews = new News(client -> tellPrimary());
    private Signal.Subscription clipboardChanged;
    private Signal.Subscription primaryChanged;

    ControlDevice(Resource resource, Selection clipboard, Selection primary) {
        this.resource = resource;
        this.offers = new Offers(resource.client());
        this.clipboard = clipboard;
        this.primary = primary;
    }

    final void start() {
        Client client = resource.client();
        clipboardChanged = clipboard.changed().add(s -> clipboardNews.tell(client));
        primaryChanged = primary.changed().add(s -> primaryNews.tell(client));
        tellClipboard();
        tellPrimary();
    }

    final void setClipboard(Source source) {
        clipboard.set(source);
    }

    final void setPrimary(Source source) {
        primary.set(source);
    }

    final Offers offers() {
        return offers;
    }

    /** The protocol object is gone. */
    final void end() {
        clipboardChanged.remove();
        primaryChanged.remove();
    }

    private void tellClipboard() {
        if (resource.isAlive()) {
            sendClipboard(clipboard.source());
        }
    }

    private void tellPrimary() {
        if (resource.isAlive()) {
            sendPrimary(primary.source());
        }
    }

    /** {@code source}: null: it is empty. */
    abstract void sendClipboard(Source source);

    /** {@code source}: null: it is empty. */
    abstract void sendPrimary(Source source);
}

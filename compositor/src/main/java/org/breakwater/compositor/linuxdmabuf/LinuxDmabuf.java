package org.breakwater.compositor.linuxdmabuf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Display;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.render.Dmabuf;
import org.breakwater.render.DmabufFormat;
import org.breakwater.render.Renderer;
import org.breakwater.wayland.ZwpLinuxDmabufV1;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.ZwpLinuxBufferParamsV1Resource;
import org.breakwater.wayland.server.ZwpLinuxDmabufFeedbackV1Resource;
import org.breakwater.wayland.server.ZwpLinuxDmabufV1Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code zwp_linux_dmabuf_v1}, where the renderer imports dmabufs; elsewhere there is no such global. Version 5
 * where the device that draws is known, which feedback has to name; else 3, which has none. Loop thread.
 */
public final class LinuxDmabuf implements ZwpLinuxDmabufV1Resource.Requests, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LinuxDmabuf.class);
    private static final int VERSION = 5;
    private static final int VERSION_WITHOUT_FEEDBACK = 3;

    /** As a device: it is not known which one draws. */
    public static final long UNKNOWN_DEVICE = 0;

    private final Renderer renderer;
    private final DmabufFiles files;
    private final Releases releases;
    private final FormatTable table;
    private final Feedback feedback;
    private final ScanoutOffers offers;

    /** {@code device}: the {@code dev_t} of that which draws, or {@link #UNKNOWN_DEVICE}. */
    public LinuxDmabuf(Display display, Renderer renderer, DmabufFiles files, long device) {
        this.renderer = renderer;
        this.files = files;
        this.releases = new Releases(display.loop(), renderer);
        try {
            this.table = new FormatTable(renderer.importFormats());
        } catch (IOException noMemory) {
            releases.close();
            throw new UncheckedIOException(noMemory);
        }
        this.feedback = new Feedback(table, device);
        this.offers = new ScanoutOffers(display.loop(), feedback);
        if (!table.formats().isEmpty()) {
            display.createGlobal(ZwpLinuxDmabufV1Resource.TYPE,
                    device == UNKNOWN_DEVICE ? VERSION_WITHOUT_FEEDBACK : VERSION, this::bound);
        }
    }

    /**
     * Says which buffers of this surface could be shown without being drawn; null: none. Those who asked for
     * feedback are told, when that is news and has lasted. Nothing happens for a surface that is gone.
     */
    public void offerScanout(Surface surface, Scanout scanout) {
        if (surface.resource().isAlive()) {
            offers.offer(surface, scanout);
        }
    }

    DmabufFiles files() {
        return files;
    }

    boolean takes(int fourcc, long modifier) {
        return table.find(fourcc, modifier) != null;
    }

    DmabufBuffer newBuffer(Client client, Dmabuf dmabuf, List<Fd> planes, long bytes) {
        return new DmabufBuffer(client, renderer, files, releases, dmabuf, planes, bytes);
    }

    void failed(Client client, String why) {
        LOG.debug("client {}: no buffer of dmabufs: {}", client.pid(), why);
    }

    private void bound(ZwpLinuxDmabufV1Resource resource) {
        resource.handle(this);
        if (resource.supports(ZwpLinuxDmabufV1.GET_DEFAULT_FEEDBACK_SINCE)) {
            return;
        }
        int last = 0;
        for (DmabufFormat format : table.formats()) {
            if (resource.supports(ZwpLinuxDmabufV1.MODIFIER_SINCE)) {
                resource.sendModifier(format.fourcc(), (int) (format.modifier() >>> 32),
                        (int) format.modifier());
            } else if (format.fourcc() != last) {
                resource.sendFormat(format.fourcc());
            }
            last = format.fourcc();
        }
    }

    @Override
    public void createParams(ZwpLinuxDmabufV1Resource resource, ZwpLinuxBufferParamsV1Resource id) {
        new BufferParams(id, this);
    }

    @Override
    public void getDefaultFeedback(ZwpLinuxDmabufV1Resource resource, ZwpLinuxDmabufFeedbackV1Resource id) {
        id.handle(feedback);
        feedback.send(id, null);
    }

    @Override
    public void getSurfaceFeedback(ZwpLinuxDmabufV1Resource resource, ZwpLinuxDmabufFeedbackV1Resource id,
            WlSurfaceResource surfaceResource) {
        Surface surface = Compositor.surfaceOf(surfaceResource);
        if (surface == null) {
            id.makeInert();
            return;
        }
        id.handle(feedback);
        offers.listen(surface, id);
    }

    @Override
    public void destroy(ZwpLinuxDmabufV1Resource resource) {
        // What it has made lives on.
    }

    @Override
    public void close() {
        releases.close();
        offers.close();
        table.close();
    }
}

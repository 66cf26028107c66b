package org.breakwater.compositor.backend.drm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.breakwater.compositor.backend.drm.Kms.Capability;
import org.breakwater.compositor.backend.drm.Kms.ClientCapability;
import org.breakwater.compositor.backend.drm.Kms.ObjectType;
import org.breakwater.config.OutputConfig;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.FdSource;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.render.RenderException;
import org.breakwater.render.Renderer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A graphics card and the screens plugged into it. Each screen that can be lit is a {@link DrmOutput}, told of by
 * {@link #plugged} and {@link #unplugged}; where the card has too few CRTCs or planes, those found first are lit, and
 * the others when one goes. Loop thread.
 *
 * <p>Owns what it makes on the card; the descriptor is its opener's, who closes this first.
 */
public final class DrmDevice implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DrmDevice.class);

    private final EventLoop loop;
    private final Kms kms;
    private final Pictures pictures;
    private final String name;
    private final Function<String, OutputConfig> configs;
    private final FdSource events;
    private final Kms.Events flips = this::flipped;
    private final List<DrmOutput> outputs = new ArrayList<>();
    private final List<DrmOutput> outputsView = Collections.unmodifiableList(outputs);
    private final Signal<DrmOutput> plugged = new Signal<>();
    private final Signal<DrmOutput> unplugged = new Signal<>();
    private final Signal<String> lost = new Signal<>();
    private boolean active;
    private boolean gone;
    private boolean lossTold;
    private boolean closed;
    private boolean scanQueued;
    private boolean modesRefused;
    private boolean shortageLogged;
    private long tokens;

    private DrmDevice(EventLoop loop, Pictures pictures, Kms kms, String name,
            Function<String, OutputConfig> configs) {
        this.loop = loop;
        this.pictures = pictures;
        this.kms = kms;
        this.name = name;
        this.configs = configs;
        this.events = loop.addFd(kms.fd(), FdSource.READABLE, ready -> readEvents());
    }

    /**
     * Takes a card over; {@link #scan} finds its screens.
     *
     * @param gpu whether a GPU draws
     * @param kms this closes it, when it fails as well
     * @param name of the card, for the log
     * @param configs what is asked of a connector's output
     * @throws IOException when the card cannot set modes in the way that is needed
     */
    public static DrmDevice create(EventLoop loop, Renderer renderer, boolean gpu, Kms kms,
            String name, Function<String, OutputConfig> configs) throws IOException {
        Pictures pictures = null;
        DrmDevice created = null;
        try {
            if (!kms.setClientCapability(ClientCapability.UNIVERSAL_PLANES)
                    || !kms.setClientCapability(ClientCapability.ATOMIC)) {
                throw new IOException(name + " (" + kms.driver() + ") has no atomic mode setting");
            }
            if (kms.capability(Capability.DUMB_BUFFER) == 0) {
                throw new IOException(name + " (" + kms.driver() + ") has no buffers to draw into");
            }
            kms.setClientCapability(ClientCapability.CURSOR_PLANE_HOTSPOT);     // virtual cards have it
            pictures = new Pictures(kms, renderer, name, gpu);
            created = new DrmDevice(loop, pictures, kms, name, configs);
        } finally {
            if (created == null) {
                if (pictures != null) {
                    pictures.close();
                }
                kms.close();
            }
        }
        LOG.info("{} is driven by {}", name, kms.driver());
        return created;
    }

    /** A screen was found and can be lit; it has no listener yet. */
    public Signal<DrmOutput> plugged() {
        return plugged;
    }

    /** Nothing may be presented any more; it is closed when all subscribers have returned. */
    public Signal<DrmOutput> unplugged() {
        return unplugged;
    }

    /** The card is gone, with why: its outputs have been unplugged. Emitted once; close this. */
    public Signal<String> lost() {
        return lost;
    }

    public String name() {
        return name;
    }

    /** Those that are lit; a view. */
    public List<DrmOutput> outputs() {
        return outputsView;
    }

    /** Whether the session may use the card. */
    public boolean isActive() {
        return active && !gone && !closed;
    }

    /** The session may use the card from now on, or not any more. */
    public void setActive(boolean now) {
        if (now == active || gone || closed) {
            return;
        }
        active = now;
        modesRefused = false;
        if (!active) {
            for (DrmOutput output : outputs) {
                output.pause();
            }
            return;
        }
        scan();
        for (DrmOutput output : List.copyOf(outputs)) {
            output.resume();
        }
    }

    /** Something was plugged or unplugged: looks at all connectors before the loop waits again. */
    public void scanSoon() {
        if (!scanQueued) {
            scanQueued = true;
            loop.idle(this::scan);
        }
    }

    /** Looks at all connectors; while the session is not active, that waits. */
    public void scan() {
        scanQueued = false;
        if (!isActive()) {
            return;
        }
        try {
            Kms.Resources resources = kms.resources();
            List<Kms.Connector> connected = connected(resources);
            dropUnplugged(connected);
            for (DrmOutput output : outputs) {
                Kms.Connector now = byId(connected, output.connectorId());
                OutputConfig config = configs.apply(now.name());
                output.choose(ModeChoice.of(now.modes(), config.mode()), config.adaptiveSync());
            }
            light(resources, connected);
        } catch (KmsException refused) {
            if (refused.isDeviceGone()) {
                lose(refused.getMessage());
            } else {
                LOG.warn("{}: its connectors cannot be read", name, refused);
            }
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        boolean usable = isActive();
        closed = true;
        events.close();
        for (DrmOutput output : outputs) {
            output.close(usable);
        }
        outputs.clear();
        pictures.close();
        kms.close();
    }

    Kms kms() {
        return kms;
    }

    long nextToken() {
        return ++tokens;
    }

    Pictures pictures() {
        return pictures;
    }

    /**
     * A mode was refused. Once in each time that the session is active everything is turned off for the next try: what
     * somebody else has left set may be in the way.
     */
    void modeRefused() {
        if (modesRefused || !isActive()) {
            return;
        }
        modesRefused = true;
        try {
            turnAllOff();
        } catch (KmsException unreadable) {
            LOG.debug("{} cannot be turned off", name, unreadable);
        }
        for (DrmOutput output : outputs) {
            output.forgetMode();
        }
    }

    /** The card was pulled out: its outputs are unplugged, and {@link #lost} is emitted. */
    public void removed() {
        if (!closed) {
            goneFor("it was removed");
            endOutputs("it was removed");
        }
    }

    /** The card does not answer any more: as {@link #removed}, when outputs have done what they are about to do. */
    void lose(String why) {
        if (!gone && !closed) {
            goneFor(why);
            loop.idle(() -> endOutputs(why));
        }
    }

    private void goneFor(String why) {
        if (!gone) {
            gone = true;
            events.close();
            LOG.warn("{} is gone: {}", name, why);
        }
    }

    private void endOutputs(String why) {
        if (!closed && !lossTold) {
            lossTold = true;
            dropUnplugged(List.of());
            lost.emit(why);
        }
    }

    private void readEvents() {
        int result = kms.readEvents(flips);
        if (result < 0) {
            lose(Errno.describe(-result));
        }
    }

    private void flipped(long token, int crtc, long nanos, int sequence) {
        for (int i = 0; token != 0 && i < outputs.size(); i++) {
            if (outputs.get(i).token() == token) {
                outputs.get(i).flipped(nanos, sequence);
                return;
            }
        }
    }

    /** Those that are to be lit. */
    private List<Kms.Connector> connected(Kms.Resources resources) throws KmsException {
        List<Kms.Connector> connected = new ArrayList<>();
        for (int id : resources.connectors()) {
            try {
                Kms.Connector connector = kms.connector(id);
                if (connector.connected() && !connector.modes().isEmpty()
                        && configs.apply(connector.name()).enabled()
                        && kms.properties(id, ObjectType.CONNECTOR).value("non-desktop") == 0) {
                    connected.add(connector);
                }
            } catch (KmsException refused) {
                if (refused.errno() != Errno.ENOENT) {
                    throw refused;
                }
            }
        }
        return connected;
    }

    private void dropUnplugged(List<Kms.Connector> connected) {
        for (DrmOutput output : List.copyOf(outputs)) {
            if (byId(connected, output.connectorId()) == null) {
                LOG.info("{} is unplugged", output.name());
                outputs.remove(output);
                try {
                    unplugged.emit(output);
                } finally {
                    output.close(isActive());
                }
            }
        }
    }

    private void light(Kms.Resources resources, List<Kms.Connector> connected) throws KmsException {
        List<Kms.Connector> dark = new ArrayList<>();
        for (Kms.Connector connector : connected) {
            if (outputs.stream().noneMatch(o -> o.connectorId() == connector.id())) {
                dark.add(connector);
            }
        }
        if (dark.isEmpty()) {
            return;
        }
        List<Routes.Route> routes = Routes.find(kms, resources, dark, outputs);
        for (Routes.Route route : routes) {
            Kms.Connector connector = route.connector();
            OutputConfig config = configs.apply(connector.name());
            DrmOutput output = new DrmOutput(loop, this, connector,
                    new Pipeline(kms, connector.id(), route.crtc(), route.plane()),
                    pointerPlane(resources, route.crtc()),
                    ModeChoice.of(connector.modes(), config.mode()), config.adaptiveSync());
            outputs.add(output);
            LOG.info("{} is plugged in: {}", output.name(), ModeChoice.of(connector.modes(), config.mode()));
            plugged.emit(output);
        }
        boolean shortage = routes.size() < dark.size();
        if (shortage && !shortageLogged) {
            LOG.warn("{} lights {} of {} screens: it has no more CRTCs or planes", name, outputs.size(),
                    connected.size());
        }
        shortageLogged = shortage;
    }

    /** A plane for the pointer on this CRTC; null where there is none left, or no memory for it. */
    private CursorPlane pointerPlane(Kms.Resources resources, int crtc) throws KmsException {
        int bit = 1 << resources.crtcs().indexOf(crtc);
        for (Kms.Plane plane : kms.planes()) {
            if ((plane.possibleCrtcs() & bit) == 0 || !plane.formats().contains(Kms.ARGB8888)
                    || outputs.stream().anyMatch(o -> o.pointerPlaneId() == plane.id())
                    || !kms.properties(plane.id(), ObjectType.PLANE).is("type", "Cursor")) {
                continue;
            }
            try {
                return pictures.pointer(plane.id(), crtc);
            } catch (KmsException | RenderException refused) {
                LOG.info("the pointer is drawn: {}", refused.getMessage());
                return null;
            }
        }
        return null;
    }

    private void turnAllOff() throws KmsException {
        Kms.Resources resources = kms.resources();
        kms.begin();
        for (int connector : resources.connectors()) {
            kms.add(connector, kms.properties(connector, ObjectType.CONNECTOR).required("CRTC_ID"), 0);
        }
        for (int crtc : resources.crtcs()) {
            KmsProperties properties = kms.properties(crtc, ObjectType.CRTC);
            kms.add(crtc, properties.required("MODE_ID"), 0);
            kms.add(crtc, properties.required("ACTIVE"), 0);
        }
        for (Kms.Plane plane : kms.planes()) {
            KmsProperties properties = kms.properties(plane.id(), ObjectType.PLANE);
            kms.add(plane.id(), properties.required("FB_ID"), 0);
            kms.add(plane.id(), properties.required("CRTC_ID"), 0);
        }
        int result = kms.commit(Kms.ALLOW_MODESET, 0);
        LOG.debug("{} turned off: {}", name, result);
    }

    private static Kms.Connector byId(List<Kms.Connector> connectors, int id) {
        for (Kms.Connector connector : connectors) {
            if (connector.id() == id) {
                return connector;
            }
        }
        return null;
    }
}

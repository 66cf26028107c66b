package org.breakwater.compositor.backend.drm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import org.breakwater.compositor.backend.drm.Kms.Capability;
import org.breakwater.compositor.backend.drm.Kms.ClientCapability;
import org.breakwater.config.OutputConfig;
import org.breakwater.config.OutputMode;
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
 * the others when one goes. Loop thread; what is plugged in is looked at on another, and no mode is set meanwhile.
 *
 * <p>Owns what it makes on the card; the descriptor is its opener's, who closes this first.
 */
public final class DrmDevice implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DrmDevice.class);
    /** So long the end of a session waits for screens that are being looked at. */
    private static final long LAST_WAIT_NANOS = 2_000_000_000L;

    private final EventLoop loop;
    private final Kms kms;
    private final Pictures pictures;
    private final ClientFramebuffers clientFramebuffers;
    private final String name;
    private final Function<String, OutputConfig> configs;
    private final FdSource events;
    private final Kms.Events flips = this::flipped;
    private final List<DrmOutput> outputs = new ArrayList<>();
    private final List<DrmOutput> leaving = new ArrayList<>();
    private final Map<String, OutputMode> missedModes = new HashMap<>();
    private final List<Swapchain> unused = new ArrayList<>();
    private final Probe probe;
    private final List<DrmOutput> outputsView = Collections.unmodifiableList(outputs);
    private final Signal<DrmOutput> plugged = new Signal<>();
    private final Signal<DrmOutput> unplugged = new Signal<>();
    private final Signal<String> lost = new Signal<>();
    private Survey survey;
    private boolean active;
    private boolean gone;
    private boolean lossTold;
    private boolean closed;
    private boolean scanQueued;
    private boolean modesRefused;
    private boolean clearing;
    private boolean shortageLogged;
    private long tokens;

    private DrmDevice(EventLoop loop, Pictures pictures, Kms kms, String name,
            Function<String, OutputConfig> configs, Executor threads) {
        this.loop = loop;
        this.pictures = pictures;
        this.kms = kms;
        this.clientFramebuffers = new ClientFramebuffers(kms, loop.clock(), this::isProbing);
        this.name = name;
        this.configs = configs;
        this.events = loop.addFd(kms.fd(), FdSource.READABLE, ready -> readEvents());
        this.probe = new Probe(loop, kms, name, threads, new Probe.Listener() {
            @Override
            public void found(Survey found) {
                survey = found;
                apply();
                mendLinks();
            }

            @Override
            public void refused(KmsException why) {
                unreadable(why);
            }

            @Override
            public void rested() {
                List.copyOf(unused).forEach(Swapchain::close);
                unused.clear();
                clientFramebuffers.freeUnused();
                goOn();
            }
        });
    }

    /**
     * Takes a card over; its screens are looked for when the session may use it.
     *
     * @param gpu whether a GPU draws
     * @param kms this closes it, when it fails as well
     * @param name of the card, for the log
     * @param configs what is asked of a connector's output
     * @param threads runs what may take long, on other threads
     * @throws IOException when the card cannot set modes in the way that is needed
     */
    public static DrmDevice create(EventLoop loop, Renderer renderer, boolean gpu, Kms kms,
            String name, Function<String, OutputConfig> configs, Executor threads) throws IOException {
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
            created = new DrmDevice(loop, pictures, kms, name, configs, threads);
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

    /**
     * A screen was found and can be lit; it has no listener yet. What a subscriber throws is told to the loop, here as
     * for {@link #unplugged}, and other screens do not suffer from it.
     */
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
        clearing = false;
        if (!active) {
            probe.outdate();
            all().forEach(DrmOutput::pause);
            return;
        }
        probe.start();
        all().forEach(DrmOutput::resume);
    }

    /** Something was plugged or unplugged: all connectors are looked at; while the session is not active, that waits. */
    public void scanSoon() {
        if (!scanQueued) {
            scanQueued = true;
            loop.idle(() -> {
                scanQueued = false;
                if (isActive()) {
                    probe.start();
                }
            });
        }
    }

    /** Waits, so long at most, until what is plugged in is known: for a session that begins. */
    public void awaitScreens(long nanos) {
        probe.await(nanos);
    }

    /** Whether something is plugged in, lit or not, whose connector has such a name. */
    public boolean hasScreen(Predicate<String> name) {
        return survey != null && survey.screens().stream().anyMatch(s -> s.isUsable() && name.test(s.name()));
    }

    /** Something else is asked of outputs: applied to what is plugged in. */
    public void configure() {
        if (isActive() && survey != null) {
            apply();
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
        if (!probe.closeWithin(gone ? 0 : LAST_WAIT_NANOS) && !gone) {
            LOG.warn("{} does not answer; what it shows is left to the kernel", name);
            return;
        }
        for (DrmOutput output : all()) {
            output.close(usable);
        }
        outputs.clear();
        leaving.clear();
        unused.forEach(Swapchain::close);
        unused.clear();
        clientFramebuffers.close();
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

    ClientFramebuffers clientFramebuffers() {
        return clientFramebuffers;
    }

    /** Whether a change of mode would wait for screens that are being looked at. */
    boolean isProbing() {
        return probe.isLooking();
    }

    /** Whether all is about to be turned off, so that nothing new is shown. */
    boolean isClearing() {
        return clearing;
    }

    /** Frees pictures that are shown no more: a card whose screens are being looked at would make that wait. */
    void free(List<Swapchain> pictures) {
        if (isProbing()) {
            unused.addAll(pictures);
        } else {
            pictures.forEach(Swapchain::close);
        }
    }

    /** What an unplugged output has used is free again. */
    void left(DrmOutput output) {
        if (leaving.remove(output)) {
            clientFramebuffers.rearranged();
            loop.idle(this::configure);
        }
    }

    /**
     * A mode was refused. Once in each time that the session is active everything is turned off for the next try: what
     * somebody else has left set may be in the way.
     */
    void modeRefused() {
        if (!modesRefused && isActive()) {
            modesRefused = true;
            clearing = true;
            loop.idle(this::goOn);
        }
    }

    /** Turns all off if that is wanted and no frame is on its way; lets those go on who have waited for this or that. */
    private void goOn() {
        if (!isActive() || isProbing() || clearing && all().stream().anyMatch(DrmOutput::isFlipping)) {
            return;
        }
        if (clearing) {
            clearing = false;
            try {
                turnAllOff();
            } catch (KmsException unknown) {
                LOG.debug("{} cannot be turned off", name, unknown);
            }
            outputs.forEach(DrmOutput::forgetMode);
        }
        all().forEach(DrmOutput::wake);
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
        boolean taken = token == 0;
        for (int i = 0; !taken && i < outputs.size(); i++) {
            taken = outputs.get(i).takes(token, nanos, sequence);
        }
        for (int i = 0; !taken && i < leaving.size(); i++) {
            taken = leaving.get(i).takes(token, nanos, sequence);
        }
        flipEnded();
    }

    /** An output waits for its flip no more, whether it came or not. */
    void flipEnded() {
        if (clearing) {
            goOn();
        }
    }

    /** Those that are shown on, and those that are not any more. */
    private List<DrmOutput> all() {
        List<DrmOutput> all = new ArrayList<>(outputs);
        all.addAll(leaving);
        return all;
    }

    private void unreadable(KmsException refused) {
        if (refused.isDeviceGone()) {
            lose(refused.getMessage());
        } else {
            LOG.warn("{}: its connectors cannot be read", name, refused);
        }
    }

    /** Makes of what is plugged in what is asked for. */
    private void apply() {
        if (!isActive()) {
            return;
        }
        try {
            List<Survey.Screen> wanted = wanted();
            dropUnplugged(wanted);
            for (DrmOutput output : outputs) {
                Survey.Screen now = byId(wanted, output.connectorId());
                OutputConfig config = configs.apply(now.name());
                KmsMode mode = modeFor(now.connector(), config);
                guard("the mode of " + output.name(),
                        () -> output.choose(now.connector().modes(), mode, config.adaptiveSync()));
            }
            light(wanted);
        } catch (KmsException refused) {
            unreadable(refused);
        }
    }

    /** A cable may be too bad for the mode that it carried; then the screen offers less by now. */
    private void mendLinks() {
        for (DrmOutput output : List.copyOf(outputs)) {
            Survey.Screen now = byId(survey.screens(), output.connectorId());
            if (now != null && now.isLinkBad()) {
                LOG.info("{} gets no picture any more; its mode is set anew", output.name());
                guard("the link of " + output.name(), output::forgetMode);
            }
        }
    }

    /** Those that are to be lit. */
    private List<Survey.Screen> wanted() {
        List<Survey.Screen> wanted = new ArrayList<>();
        for (Survey.Screen screen : survey.screens()) {
            if (screen.isUsable() && configs.apply(screen.name()).enabled()) {
                wanted.add(screen);
            }
        }
        return wanted;
    }

    private void dropUnplugged(List<Survey.Screen> wanted) {
        for (DrmOutput output : List.copyOf(outputs)) {
            if (byId(wanted, output.connectorId()) == null) {
                LOG.info("{} is unplugged", output.name());
                outputs.remove(output);
                clientFramebuffers.rearranged();
                guard("telling that " + output.name() + " is unplugged", () -> unplugged.emit(output));
                guard("letting go of " + output.name(), () -> leave(output));
            }
        }
    }

    private void leave(DrmOutput output) {
        if (isActive()) {
            leaving.add(output);
            output.leave();
        } else {
            output.close(false);
        }
    }

    private void light(List<Survey.Screen> wanted) throws KmsException {
        List<Survey.Screen> dark = new ArrayList<>();
        for (Survey.Screen screen : wanted) {
            if (all().stream().noneMatch(o -> o.connectorId() == screen.id())) {
                dark.add(screen);
            }
        }
        if (dark.isEmpty()) {
            return;
        }
        List<Routes.Route> routes = Routes.find(survey, dark, all());
        for (Routes.Route route : routes) {
            Kms.Connector connector = route.screen().connector();
            OutputConfig config = configs.apply(connector.name());
            KmsMode mode = modeFor(connector, config);
            DrmOutput output = new DrmOutput(loop, this, connector, new Pipeline(kms, survey, route),
                    pointerPlane(route.crtc()), mode, config.adaptiveSync());
            outputs.add(output);
            clientFramebuffers.rearranged();
            LOG.info("{} is plugged in: {}", output.name(), mode);
            guard("telling that " + output.name() + " is plugged in", () -> plugged.emit(output));
        }
        boolean shortage = routes.size() < dark.size() && leaving.isEmpty();
        if (shortage && !shortageLogged) {
            LOG.warn("{} lights {} of {} screens: it has no more CRTCs or planes", name, outputs.size(),
                    wanted.size());
        }
        shortageLogged = shortage;
    }

    /** Does what concerns one screen: the others are to have their turn whatever comes of it. */
    private void guard(String what, Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) {
            loop.failed(what, thrown);
        }
    }

    /** What is asked for, or else what the screen prefers; which is told once. */
    private KmsMode modeFor(Kms.Connector connector, OutputConfig config) {
        KmsMode mode = ModeChoice.of(connector.modes(), config.mode());
        OutputMode wanted = config.mode();
        if (wanted == null || mode.width() == wanted.width() && mode.height() == wanted.height()) {
            missedModes.remove(connector.name());
        } else if (!wanted.equals(missedModes.put(connector.name(), wanted))) {
            LOG.warn("{} has no mode of {}x{}, but {}; it gets {}", connector.name(), wanted.width(),
                    wanted.height(), connector.modes(), mode);
        }
        return mode;
    }

    /** A plane for the pointer on this CRTC; null where there is none left, or no memory for it. */
    private CursorPlane pointerPlane(int crtc) {
        Survey.Crtc shown = survey.crtc(crtc);
        for (Survey.Layer layer : survey.planes()) {
            if (!shown.isIn(layer.plane().possibleCrtcs())
                    || !layer.plane().formats().contains(Kms.ARGB8888)
                    || all().stream().anyMatch(o -> o.pointerPlaneId() == layer.id())
                    || !layer.properties().is("type", "Cursor")) {
                continue;
            }
            try {
                return pictures.pointer(layer, crtc);
            } catch (KmsException | RenderException refused) {
                LOG.info("the pointer is drawn: {}", refused.getMessage());
                return null;
            }
        }
        return null;
    }

    /** What is busy is not waited for: whoever sets a mode asks again for a while. */
    private void turnAllOff() throws KmsException {
        if (survey == null) {
            return;
        }
        kms.begin();
        for (Survey.Screen screen : survey.screens()) {
            kms.add(screen.id(), screen.properties().required("CRTC_ID"), 0);
        }
        for (Survey.Crtc crtc : survey.crtcs()) {
            kms.add(crtc.id(), crtc.properties().required("MODE_ID"), 0);
            kms.add(crtc.id(), crtc.properties().required("ACTIVE"), 0);
        }
        for (Survey.Layer plane : survey.planes()) {
            kms.add(plane.id(), plane.properties().required("FB_ID"), 0);
            kms.add(plane.id(), plane.properties().required("CRTC_ID"), 0);
        }
        int result = kms.commit(Kms.NONBLOCK | Kms.ALLOW_MODESET, 0);
        LOG.debug("{} turned off: {}", name, result);
    }

    private static Survey.Screen byId(List<Survey.Screen> screens, int id) {
        for (Survey.Screen screen : screens) {
            if (screen.id() == id) {
                return screen;
            }
        }
        return null;
    }
}

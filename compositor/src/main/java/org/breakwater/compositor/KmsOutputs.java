package org.breakwater.compositor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.breakwater.compositor.backend.drm.DrmDevice;
import org.breakwater.compositor.backend.drm.DrmOutput;
import org.breakwater.compositor.backend.drm.Kms;
import org.breakwater.compositor.backend.seat.DeviceMonitor;
import org.breakwater.compositor.backend.seat.DeviceSeat;
import org.breakwater.compositor.backend.seat.GraphicsCard;
import org.breakwater.compositor.backend.seat.OpenDevice;
import org.breakwater.compositor.glue.FrameStart;
import org.breakwater.compositor.glue.OutputRenderer;
import org.breakwater.compositor.glue.Panels;
import org.breakwater.compositor.output.OutputMode;
import org.breakwater.config.Config;
import org.breakwater.config.OutputConfig;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.render.Renderer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outputs that are the screens of a seat's graphics cards, as cards and screens come and go and as the session
 * becomes active and inactive. Without a screen the session goes on and waits for one; without a card as well.
 */
final class KmsOutputs implements Outputs {
    private static final Logger LOG = LoggerFactory.getLogger(KmsOutputs.class);

    /** So long the first clients wait for outputs: they may take it amiss if there are none. */
    private static final long FIRST_WAIT_NANOS = 3_000_000_000L;

    /** A card in use, and what is to be given back with it. */
    private record Card(GraphicsCard card, OpenDevice opened, DrmDevice device) implements AutoCloseable {
        @Override
        public void close() {
            try {
                device.close();
            } finally {
                opened.close();
            }
        }
    }

    private final Server server;
    private final EventLoop loop;
    private final Renderer renderer;
    private final boolean gpu;
    private final DeviceSeat seat;
    private final DeviceMonitor monitor;
    private final Kms.Opener opener;
    private final Executor probes;
    private final List<Card> cards = new ArrayList<>();
    private final Map<DrmOutput, OutputRenderer> rendered = new IdentityHashMap<>();
    private final List<Signal.Subscription> subscriptions = new ArrayList<>();
    private boolean lidClosed;
    private boolean panelHidden;

    /** {@code gpu}: one draws. The seat and the monitor stay the caller's, who closes this first. */
    KmsOutputs(Server server, EventLoop loop, Renderer renderer, boolean gpu,
            ServerOptions.Hardware hardware) {
        this.server = server;
        this.loop = loop;
        this.renderer = renderer;
        this.gpu = gpu;
        this.seat = hardware.seat();
        this.monitor = hardware.monitor();
        this.opener = hardware.cards();
        this.probes = hardware.probes();
    }

    /**
     * Lights what is there.
     *
     * @throws IllegalStateException when no card can be used, though the session is active; the message is for the
     *     user
     */
    void start() {
        subscriptions.add(seat.activeChanged().add(this::activeChanged));
        subscriptions.add(monitor.added().add(this::add));
        subscriptions.add(monitor.removed().add(this::remove));
        subscriptions.add(monitor.changed().add(this::changed));
        List<String> refusals = new ArrayList<>();
        for (GraphicsCard card : monitor.cards()) {
            String refusal = open(card);
            if (refusal != null) {
                refusals.add(refusal);
            }
        }
        long end = loop.clock().nanos() + FIRST_WAIT_NANOS;
        for (Card card : List.copyOf(cards)) {
            card.device().awaitScreens(Math.max(0, end - loop.clock().nanos()));
        }
        if (cards.isEmpty() && seat.isActive()) {
            throw new IllegalStateException(refusals.isEmpty()
                    ? "there is no graphics card that sets modes"
                    : String.join("; ", refusals));
        }
    }

    @Override
    public void close() {
        subscriptions.forEach(Signal.Subscription::remove);
        subscriptions.clear();
        cards.forEach(Card::close);
        cards.clear();
        rendered.clear();
    }

    @Override
    public void configure(Config before, List<String> later) {
        cards.forEach(card -> card.device().configure());
        rendered.forEach((output, shown) -> {
            OutputConfig now = server.outputConfig(output.name());
            OutputConfig last = before.output(now.name());
            server.configureOutput(shown, last, now, now.scale());
            if (last.maxRenderTime() != now.maxRenderTime() || last.adaptiveSync() != now.adaptiveSync()) {
                setFrameStart(output, shown);
            }
        });
        powerPanels();
    }

    /** The lid was closed, or opened: the panel in it is not looked at, or is again. */
    void setLidClosed(boolean closed) {
        lidClosed = closed;
        followLid();
    }

    private void followLid() {
        cards.forEach(card -> card.device().configure());
        powerPanels();
    }

    /** The only screen stays one, and is dark. What was turned off in another way stays so. */
    private void powerPanels() {
        boolean hides = hidesPanel();
        if (hides || panelHidden) {
            panelHidden = hides;
            rendered.keySet().stream().filter(output -> Panels.isBuiltIn(output.name()))
                    .forEach(output -> output.setPowered(!hides));
        }
    }

    private boolean hidesPanel() {
        return lidClosed && server.config().switches().lidTurnsOffPanel();
    }

    /** What is asked of a screen now. */
    private OutputConfig asked(String name) {
        OutputConfig config = server.outputConfig(name);
        return hidesPanel() && Panels.isBuiltIn(name) && hasOtherScreen() ? config.disabled() : config;
    }

    private boolean hasOtherScreen() {
        return cards.stream().anyMatch(card -> card.device().hasScreen(
                name -> !Panels.isBuiltIn(name) && server.outputConfig(name).enabled()));
    }

    private void activeChanged(boolean active) {
        for (Card card : List.copyOf(cards)) {
            card.device().setActive(active);
        }
        if (active) {
            monitor.cards().forEach(this::add);     // those that could not be opened so far
        }
    }

    private void add(GraphicsCard card) {
        if (cards.stream().noneMatch(c -> c.card().path().equals(card.path()))) {
            open(card);
        }
    }

    /** Says why not, or null. */
    private String open(GraphicsCard card) {
        if (!seat.isActive()) {
            return null;
        }
        OpenDevice opened = null;
        Card taken = null;
        try {
            opened = seat.open(card.path());
            DrmDevice device = DrmDevice.create(loop, renderer, gpu, opener.open(opened.fd()),
                    card.path(), this::asked, probes);
            taken = new Card(card, opened, device);
        } catch (IOException refused) {
            LOG.warn("{} is not used: {}", card.path(), refused.getMessage());
            return card.path() + ": " + refused.getMessage();
        } finally {
            if (taken == null && opened != null) {
                opened.close();
            }
        }
        cards.add(taken);
        Card used = taken;
        used.device().plugged().add(this::show);
        used.device().unplugged().add(this::hide);
        used.device().lost().add(why -> drop(used));
        used.device().setActive(true);
        return null;
    }

    private void remove(GraphicsCard card) {
        for (Card each : List.copyOf(cards)) {
            if (each.card().path().equals(card.path())) {
                each.device().removed();
            }
        }
    }

    private void changed(GraphicsCard card) {
        for (Card each : cards) {
            if (each.card().path().equals(card.path())) {
                each.device().scanSoon();
            }
        }
    }

    private void drop(Card card) {
        if (cards.remove(card)) {
            card.close();
        }
    }

    private void show(DrmOutput output) {
        OutputConfig config = server.outputConfig(output.name());
        OutputRenderer shown = server.addOutput(output, "Screen on " + output.name(), "drm",
                output.physicalWidth(), output.physicalHeight(), config, config.scale());
        rendered.put(output, shown);
        server.liftCursor(shown);
        setFrameStart(output, shown);
        output.changed().add(changed -> shown.output().setMode(
                new OutputMode(changed.width(), changed.height(), changed.refreshMilliHz())));
        output.stale().add(stale -> shown.sceneOutput().damageWhole());
        if (hidesPanel()) {
            output.setPowered(!Panels.isBuiltIn(output.name()));
            loop.idle(this::followLid);     // there may be another one now
        }
    }

    /** A screen that waits for frames shows them as soon as they are drawn. */
    private void setFrameStart(DrmOutput output, OutputRenderer shown) {
        shown.setFrameStart(output.isAdaptive()
                ? null
                : new FrameStart(server.outputConfig(output.name()).maxRenderTime() * 1_000_000L));
    }

    private void hide(DrmOutput output) {
        OutputRenderer shown = rendered.remove(output);
        if (shown != null) {
            server.removeOutput(shown);
        }
        if (hidesPanel()) {
            loop.idle(this::followLid);
        }
    }
}

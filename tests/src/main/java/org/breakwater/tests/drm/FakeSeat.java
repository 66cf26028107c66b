package org.breakwater.tests.drm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.breakwater.compositor.backend.drm.Kms;
import org.breakwater.compositor.backend.seat.DeviceMonitor;
import org.breakwater.compositor.backend.seat.DeviceSeat;
import org.breakwater.compositor.backend.seat.GraphicsCard;
import org.breakwater.compositor.backend.seat.OpenDevice;
import org.breakwater.protocol.loop.Signal;

/** A seat and its cards; both halves of what a session on hardware starts with. */
public final class FakeSeat implements DeviceSeat, DeviceMonitor {
    /** Input devices are numbers, from this one on. */
    private static final int FIRST_INPUT = 100_000;

    private final Map<GraphicsCard, FakeKms> cards = new LinkedHashMap<>();
    private final Signal<Boolean> activeChanged = new Signal<>();
    private final Signal<String> lost = new Signal<>();
    private final Signal<GraphicsCard> added = new Signal<>();
    private final Signal<GraphicsCard> removed = new Signal<>();
    private final Signal<GraphicsCard> changed = new Signal<>();
    private final List<FakeKms> open = new ArrayList<>();
    private final List<Runnable> probes = new ArrayList<>();
    private int inputs;
    private int inputsOpened;
    private boolean probesHeld;
    private boolean threads;
    private boolean active = true;

    /** A card that is there from the start, or is plugged in now. */
    public GraphicsCard plug(FakeKms kms) {
        GraphicsCard card = new GraphicsCard("/dev/dri/card" + cards.size(), 0xe200 + cards.size(),
                cards.isEmpty());
        cards.put(card, kms);
        added.emit(card);
        return card;
    }

    /** The card has been pulled out: calls fail from now on, and then everybody is told. */
    public void unplug(GraphicsCard card) {
        cards.remove(card).vanish();
        removed.emit(card);
    }

    /** What udev says after something on a connector has changed. */
    public void tellChanged(GraphicsCard card) {
        changed.emit(card);
    }

    /** Another session comes to the front, or this one again. */
    public void setActive(boolean now) {
        active = now;
        if (now) {
            open.forEach(kms -> kms.setMaster(true));
        }
        activeChanged.emit(now);
        if (!now) {
            open.forEach(kms -> kms.setMaster(false));
        }
    }

    /** What looks at screens: at once, or where they are slow, when they answer. */
    public Executor probes() {
        return probe -> {
            if (threads) {
                new Thread(probe, "asking screens").start();
                return;
            }
            if (!probesHeld) {
                probe.run();
                return;
            }
            probes.add(probe);
            open.forEach(kms -> kms.setProbed(true));
        };
    }

    /** The screens do not answer until {@link #answer}. */
    public void holdProbes() {
        probesHeld = true;
    }

    /** The screens answer at once again, to what they have been asked as well. */
    public void answer() {
        probesHeld = false;
        cards.values().forEach(kms -> kms.setProbed(false));
        open.forEach(kms -> kms.setProbed(false));
        List<Runnable> waiting = List.copyOf(probes);
        probes.clear();
        waiting.forEach(Runnable::run);
    }

    /** Screens are asked on threads of their own from now on. */
    public void useThreads() {
        threads = true;
    }

    /** How many looks at screens have not been answered. */
    public int heldProbes() {
        return probes.size();
    }

    /** The devices that have been opened and not given back. */
    public int openDevices() {
        return open.size() + inputs;
    }

    /** Reaches a card that this has opened. */
    public Kms.Opener opener() {
        return fd -> {
            for (FakeKms kms : cards.values()) {
                if (kms.fd() == fd) {
                    return kms.open();
                }
            }
            throw new IOException("no card has descriptor " + fd);
        };
    }

    @Override
    public String name() {
        return "seat0";
    }

    @Override
    public boolean isActive() {
        return active;
    }

    @Override
    public Signal<Boolean> activeChanged() {
        return activeChanged;
    }

    @Override
    public Signal<String> lost() {
        return lost;
    }

    @Override
    public OpenDevice open(String path) throws IOException {
        for (Map.Entry<GraphicsCard, FakeKms> each : cards.entrySet()) {
            if (each.getKey().path().equals(path) && active) {
                FakeKms kms = each.getValue();
                open.add(kms);
                kms.setMaster(true);
                return new OpenDevice(kms.fd(), () -> open.remove(kms));
            }
        }
        if (active && path.startsWith("/dev/input/")) {
            inputs++;
            return new OpenDevice(FIRST_INPUT + ++inputsOpened, () -> inputs--);
        }
        throw new IOException(path + " cannot be opened");
    }

    @Override
    public void switchTo(int vt) {
        setActive(false);
    }

    @Override
    public List<GraphicsCard> cards() {
        return List.copyOf(cards.keySet());
    }

    @Override
    public Signal<GraphicsCard> added() {
        return added;
    }

    @Override
    public Signal<GraphicsCard> removed() {
        return removed;
    }

    @Override
    public Signal<GraphicsCard> changed() {
        return changed;
    }

    @Override
    public void close() {
        open.clear();
    }
}

package org.breakwater.compositor.backend.seat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.FdSource;
import org.breakwater.protocol.loop.Signal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cards of a seat, as udev tells of them. Where its events come faster than they are read the kernel drops
 * some; then what there is now is compared with what was known, and every card counts as changed.
 */
public final class UdevMonitor implements DeviceMonitor {
    private static final Logger LOG = LoggerFactory.getLogger(UdevMonitor.class);
    private static final int MOST_AT_ONCE = 64;
    private static final Comparator<GraphicsCard> ORDER = Comparator
            .comparing(GraphicsCard::primary).reversed()
            .thenComparing(card -> card.path().length())    // card2 before card10
            .thenComparing(GraphicsCard::path);

    private final EventLoop loop;
    private final Udev udev;
    private final String seat;
    private final FdSource source;
    private final Map<String, GraphicsCard> known = new HashMap<>();
    private final Signal<GraphicsCard> added = new Signal<>();
    private final Signal<GraphicsCard> removed = new Signal<>();
    private final Signal<GraphicsCard> changed = new Signal<>();
    private boolean closed;

    UdevMonitor(EventLoop loop, Udev udev, String seat) throws IOException {
        this.loop = loop;
        this.udev = udev;
        this.seat = seat;
        for (GraphicsCard card : present()) {
            known.put(card.path(), card);
        }
        this.source = loop.addFd(udev.fd(), FdSource.READABLE, events -> receive());
    }

    /** @throws IOException with a message for the user */
    public static UdevMonitor open(EventLoop loop, String seat) throws IOException {
        Udev udev = NativeUdev.open();
        try {
            return new UdevMonitor(loop, udev, seat);
        } catch (IOException | RuntimeException failure) {
            udev.close();
            throw failure;
        }
    }

    @Override
    public List<GraphicsCard> cards() {
        return known.values().stream().sorted(ORDER).toList();
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
        if (!closed) {
            closed = true;
            source.close();
            udev.close();
        }
    }

    /** A storm of events leaves the loop time for others: what is left is read in its next turn. */
    private void receive() {
        for (int i = 0; i < MOST_AT_ONCE && !closed; i++) {
            Udev.Event event;
            try {
                event = udev.receive();
            } catch (IOException overrun) {
                LOG.warn("{}; looking at what there is", overrun.getMessage());
                lookAnew();
                return;
            }
            if (event == null) {
                return;
            }
            if (event.kind() != Udev.Kind.OTHER && event.card().seat().equals(seat)) {
                happened(event.kind(), event.card().card());
            }
        }
    }

    /** What udev repeats, or tells of a card that it told nothing of before, is taken for what it must mean. */
    private void happened(Udev.Kind kind, GraphicsCard card) {
        if (kind == Udev.Kind.REMOVED) {
            GraphicsCard gone = known.remove(card.path());
            if (gone != null) {
                tell(removed, gone);
            }
        } else if (known.put(card.path(), card) == null) {
            tell(added, card);
        } else {
            tell(changed, card);
        }
    }

    private void tell(Signal<GraphicsCard> signal, GraphicsCard card) {
        try {
            signal.emit(card);
        } catch (Throwable thrown) {
            loop.failed("a graphics card's coming or going", thrown);
        }
    }

    private void lookAnew() {
        List<GraphicsCard> present;
        try {
            present = present();
        } catch (IOException silent) {
            LOG.error("{}", silent.getMessage());
            return;
        }
        List<GraphicsCard> gone = new ArrayList<>(known.values());
        gone.removeIf(card -> present.stream().anyMatch(now -> now.path().equals(card.path())));
        for (GraphicsCard card : gone) {
            happened(Udev.Kind.REMOVED, card);
        }
        for (GraphicsCard card : present) {
            happened(Udev.Kind.CHANGED, card);
        }
    }

    private List<GraphicsCard> present() throws IOException {
        return udev.cards().stream().filter(card -> card.seat().equals(seat))
                .map(Udev.Card::card).sorted(ORDER).toList();
    }
}

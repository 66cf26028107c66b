package org.breakwater.compositor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.breakwater.compositor.backend.seat.DeviceMonitor;
import org.breakwater.compositor.backend.seat.DeviceSeat;
import org.breakwater.compositor.backend.seat.LibseatSeat;
import org.breakwater.compositor.backend.seat.UdevMonitor;
import org.breakwater.compositor.backend.wayland.ParentDisplay;
import org.breakwater.protocol.loop.EventLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the session stands in: nothing, another compositor, or a seat with its graphics cards. Opened before
 * the server, and closed after it.
 */
final class Surroundings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Surroundings.class);
    private static final long SEAT_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ServerOptions.Backend backend;
    private final Runnable closing;

    private Surroundings(ServerOptions.Backend backend, Runnable closing) {
        this.backend = backend;
        this.closing = closing;
    }

    /**
     * Opens what {@code wanted} names; AUTO is another compositor where WAYLAND_DISPLAY names one, then a seat
     * with a card, then nothing.
     *
     * @throws IOException with a message for the user
     */
    static Surroundings open(SessionArguments.Backend wanted, EventLoop loop, Path runtimeDir,
            Map<String, String> environment) throws IOException {
        String parent = environment.getOrDefault("WAYLAND_DISPLAY", "");
        return switch (wanted) {
            case HEADLESS -> nothing();
            case WAYLAND -> compositor(loop, runtimeDir, parent.isEmpty() ? "wayland-0" : parent);
            case DRM -> seat(loop);
            case AUTO -> parent.isEmpty() ? seatOrNothing(loop) : compositor(loop, runtimeDir, parent);
        };
    }

    ServerOptions.Backend backend() {
        return backend;
    }

    @Override
    public void close() {
        closing.run();
    }

    private static Surroundings nothing() {
        return new Surroundings(new ServerOptions.Headless(), () -> { });
    }

    private static Surroundings compositor(EventLoop loop, Path runtimeDir, String name)
            throws IOException {
        try {
            ParentDisplay parent = ParentDisplay.connect(loop, runtimeDir.resolve(name));
            return new Surroundings(new ServerOptions.Nested(parent), parent::close);
        } catch (IOException unusable) {
            throw new IOException(
                    "no window of the compositor " + name + " can be had: " + unusable.getMessage(),
                    unusable);
        }
    }

    private static Surroundings seatOrNothing(EventLoop loop) {
        try (DeviceMonitor monitor = UdevMonitor.open(loop, "seat0")) {
            if (monitor.cards().isEmpty()) {
                return nothing();
            }
        } catch (IOException noCards) {
            LOG.debug("{}", noCards.getMessage());
            return nothing();
        }
        try {
            return seat(loop);
        } catch (IOException noSeat) {
            LOG.warn("outputs are pictures in memory that nobody sees: {}", noSeat.getMessage());
            return nothing();
        }
    }

    private static Surroundings seat(EventLoop loop) throws IOException {
        DeviceSeat seat;
        try {
            seat = LibseatSeat.open(loop, SEAT_PATIENCE_NANOS);
        } catch (IOException none) {
            throw new IOException("there is no seat to draw on: " + none.getMessage() + "\n"
                    + "Log in on a virtual terminal where logind runs (on Debian: libpam-systemd), or "
                    + "install seatd, start it, and join the group that its socket belongs to.", none);
        }
        DeviceMonitor monitor = null;
        try {
            monitor = UdevMonitor.open(loop, seat.name());
            if (monitor.cards().isEmpty()) {
                throw new IOException("the seat " + seat.name() + " has no graphics card that can set "
                        + "modes: /dev/dri has none, so the kernel lacks its driver.");
            }
        } catch (IOException | RuntimeException failure) {
            if (monitor != null) {
                monitor.close();
            }
            seat.close();
            throw failure;
        }
        DeviceMonitor cards = monitor;
        return new Surroundings(new ServerOptions.Hardware(seat, cards), () -> {
            try {
                cards.close();
            } finally {
                seat.close();
            }
        });
    }
}

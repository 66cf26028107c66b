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
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.UnixSocket;
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
     * Opens what {@code wanted} names; AUTO is another compositor where there is one, then a seat with a card, then
     * nothing. WAYLAND_SOCKET is the number of a descriptor, a connection that a compositor has made for us; where
     * there is none, WAYLAND_DISPLAY names a compositor.
     *
     * @throws IOException with a message for the user
     */
    static Surroundings open(SessionArguments.Backend wanted, EventLoop loop, Path runtimeDir,
            Map<String, String> environment) throws IOException {
        String connection = environment.getOrDefault("WAYLAND_SOCKET", "");
        String parent = environment.getOrDefault("WAYLAND_DISPLAY", "");
        boolean isNested = !connection.isEmpty() || !parent.isEmpty();
        return switch (wanted) {
            case HEADLESS -> nothing();
            case WAYLAND -> compositor(loop, connection, runtimeDir, parent.isEmpty() ? "wayland-0" : parent);
            case DRM -> seat(loop);
            case AUTO -> isNested ? compositor(loop, connection, runtimeDir, parent) : seatOrNothing(loop);
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

    private static Surroundings compositor(EventLoop loop, String connection, Path runtimeDir, String name)
            throws IOException {
        try {
            ParentDisplay parent = connection.isEmpty()
                    ? ParentDisplay.connect(loop, runtimeDir.resolve(name))
                    : ParentDisplay.connect(loop, inherited(connection));
            return new Surroundings(new ServerOptions.Nested(parent), parent::close);
        } catch (IOException unusable) {
            String which = connection.isEmpty() ? name : "behind WAYLAND_SOCKET=" + connection;
            throw new IOException(
                    "no window of the compositor " + which + " can be had: " + unusable.getMessage(), unusable);
        }
    }

    private static Fd inherited(String connection) throws IOException {
        int number;
        try {
            number = Integer.parseUnsignedInt(connection);
        } catch (NumberFormatException words) {
            throw new IOException("it is not the number of a descriptor", words);
        }
        if (number < 0) {
            throw new IOException("descriptor " + connection + " is not open");
        }
        return UnixSocket.inherit(number);
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

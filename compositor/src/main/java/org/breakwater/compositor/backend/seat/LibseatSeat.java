package org.breakwater.compositor.backend.seat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.FdSource;
import org.breakwater.protocol.loop.Signal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The seat that libseat gives us.
 *
 * <p>What libseat tells from within its dispatch is only noted there, and acted upon when the dispatch has
 * returned: so those who are told may open and close devices. A seat that is to be left is acknowledged when
 * all have been told, whatever they made of it, for until then the other session's screen stays dark. When
 * the connection breaks, everybody is told that the seat is not active, then that it is lost; devices are
 * closed as ever.
 */
public final class LibseatSeat implements DeviceSeat {
    private static final Logger LOG = LoggerFactory.getLogger(LibseatSeat.class);
    private static final int STEP_MS = 250;

    private final EventLoop loop;
    private final Libseat libseat;
    private final Deque<Boolean> told;
    private final Signal<Boolean> activeChanged = new Signal<>();
    private final Signal<String> lost = new Signal<>();
    private final List<OpenDevice> open = new ArrayList<>();
    private final FdSource source;
    private final String name;
    private boolean active;
    private boolean gone;
    private boolean closed;

    private LibseatSeat(EventLoop loop, Libseat libseat, Deque<Boolean> told) {
        this.loop = loop;
        this.libseat = libseat;
        this.told = told;
        this.name = libseat.name();
        this.source = loop.addFd(libseat.fd(), FdSource.READABLE, this::dispatch);
    }

    /**
     * Takes the seat of this session, waiting until it is active.
     *
     * @throws IOException with a message for the user
     */
    public static LibseatSeat open(EventLoop loop, long patienceNanos) throws IOException {
        return open(loop, NativeLibseat::open, patienceNanos);
    }

    static LibseatSeat open(EventLoop loop, Opener opener, long patienceNanos) throws IOException {
        Deque<Boolean> told = new ArrayDeque<>();
        Libseat libseat = opener.open(new Libseat.Listener() {
            @Override
            public void enabled() {
                told.add(true);
            }

            @Override
            public void disabled() {
                told.add(false);
            }
        });
        LibseatSeat seat = null;
        try {
            seat = new LibseatSeat(loop, libseat, told);
            seat.awaitActive(patienceNanos);
            return seat;
        } catch (IOException | RuntimeException failure) {
            if (seat == null) {
                libseat.close();
            } else {
                seat.close();
            }
            throw failure;
        }
    }

    @Override
    public String name() {
        return name;
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
        if (!active || closed) {
            throw new IOException(path + ": the seat is not active");
        }
        Libseat.Opened opened = libseat.openDevice(path);
        OpenDevice[] device = new OpenDevice[1];
        device[0] = new OpenDevice(opened.fd(), () -> giveBack(device[0], opened));
        open.add(device[0]);
        return device[0];
    }

    @Override
    public void switchTo(int vt) {
        if (!active || closed) {
            return;
        }
        try {
            libseat.switchSession(vt);
        } catch (IOException refused) {
            LOG.warn("virtual terminal {} is not shown: {}", vt, refused.getMessage());
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        active = false;
        source.close();
        List.copyOf(open).forEach(OpenDevice::close);
        libseat.close();
    }

    private void awaitActive(long patienceNanos) throws IOException {
        long end = loop.clock().nanos() + patienceNanos;
        while (!active) {
            libseat.dispatch(STEP_MS);
            actUpon();
            if (!active && loop.clock().nanos() - end >= 0) {
                throw new IOException("the seat " + name + " is used by another session; "
                        + "switch to the virtual terminal that this one was started on");
            }
        }
    }

    /** libseat reads nothing where there is nothing more to come, and does not tell: the hang-up does. */
    private void dispatch(int events) {
        if (closed || gone) {
            return;
        }
        try {
            libseat.dispatch(0);
        } catch (IOException broken) {
            lose(broken.getMessage());
            return;
        }
        actUpon();
        if ((events & (FdSource.HANGUP | FdSource.ERROR)) != 0 && !closed) {
            lose("its daemon has hung up");
        }
    }

    private void actUpon() {
        while (!told.isEmpty() && !closed && !gone) {
            if (told.poll()) {
                setActive(true);
            } else {
                leave();
            }
        }
    }

    private void leave() {
        setActive(false);
        if (!closed) {
            acknowledge();
        }
    }

    private void acknowledge() {
        try {
            libseat.acknowledge();
        } catch (IOException broken) {
            lose(broken.getMessage());
        }
    }

    private void lose(String reason) {
        if (gone) {
            return;
        }
        gone = true;
        source.close();     // it would be readable for ever
        LOG.error("the seat is lost: {}", reason);
        setActive(false);
        if (!closed) {
            lost.emit(reason);
        }
    }

    private void setActive(boolean now) {
        if (active != now) {
            active = now;
            try {
                activeChanged.emit(now);
            } catch (Throwable thrown) {
                loop.failed(now ? "taking the seat's devices" : "letting go of the seat's devices", thrown);
            }
        }
    }

    private void giveBack(OpenDevice device, Libseat.Opened opened) {
        open.remove(device);
        try {
            libseat.closeDevice(opened);
        } catch (IOException refused) {     // it is closed all the same
            LOG.debug("a device is not given back: {}", refused.getMessage());
        }
    }

    /** How to reach libseat. */
    @FunctionalInterface
    interface Opener {
        Libseat open(Libseat.Listener listener) throws IOException;
    }
}

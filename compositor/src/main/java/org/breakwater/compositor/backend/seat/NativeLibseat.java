package org.breakwater.compositor.backend.seat;

import java.io.IOException;
import java.lang.ref.Reference;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.breakwater.protocol.ffi.NativeCallback;
import org.breakwater.protocol.ffi.NativeFunction;
import org.breakwater.protocol.ffi.NativeLibrary;
import org.breakwater.protocol.ffi.NativeText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** libseat.so.1, which finds logind, seatd, or opens devices itself where it runs as root. */
final class NativeLibseat implements Libseat {
    private static final Logger LOG = LoggerFactory.getLogger(NativeLibseat.class);
    private static final int LOG_LEVEL_ERROR = 1;
    private static final int EAGAIN = 11;
    private static final int EINTR = 4;

    private final Pointer table = Memory.allocateDirect(Calls.RUNTIME, 16, true);
    private final NativeCallback enabled;
    private final NativeCallback disabled;
    private long seat;

    private NativeLibseat(Listener listener) {
        enabled = callback(listener::enabled);
        disabled = callback(listener::disabled);
        table.putLong(0, enabled.address());
        table.putLong(8, disabled.address());
    }

    /** @throws IOException with a message for the user: there is no libseat, or no seat for us */
    static NativeLibseat open(Listener listener) throws IOException {
        try {
            Calls.SET_LOG_LEVEL.call(LOG_LEVEL_ERROR);
        } catch (LinkageError missing) {
            throw new IOException("libseat.so.1 cannot be loaded; install libseat1", missing);
        }
        NativeLibseat opened = new NativeLibseat(listener);
        opened.seat = Calls.OPEN_SEAT.call(opened.table.address(), 0);
        if (opened.seat == 0) {
            IOException failure = Calls.failure("libseat_open_seat");
            opened.release();
            throw failure;
        }
        return opened;
    }

    @Override
    public String name() {
        return NativeText.at(Calls.SEAT_NAME.call(seat));
    }

    @Override
    public int fd() {
        return (int) Calls.GET_FD.call(seat);
    }

    @Override
    public void dispatch(int timeoutMs) throws IOException {
        if ((int) Calls.DISPATCH.call(seat, timeoutMs) < 0) {
            int errno = NativeLibrary.errno();
            if (errno != EAGAIN && errno != EINTR) {
                throw Calls.failure("libseat_dispatch", errno);
            }
        }
    }

    @Override
    public void acknowledge() throws IOException {
        if ((int) Calls.DISABLE_SEAT.call(seat) < 0) {
            throw Calls.failure("libseat_disable_seat");
        }
    }

    @Override
    public Opened openDevice(String path) throws IOException {
        Pointer fd = Memory.allocateDirect(Calls.RUNTIME, 4, true);
        try (NativeText text = new NativeText(path)) {
            int id = (int) Calls.OPEN_DEVICE.call(seat, text.address(), fd.address());
            if (id < 0) {
                throw Calls.failure(path);
            }
            return new Opened(id, fd.getInt(0));
        } finally {
            Reference.reachabilityFence(fd);
        }
    }

    @Override
    public void closeDevice(Opened device) throws IOException {
        int result = (int) Calls.CLOSE_DEVICE.call(seat, device.id());
        IOException failure = result < 0 ? Calls.failure("libseat_close_device") : null;
        Calls.CLOSE.call(device.fd());
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void switchSession(int session) throws IOException {
        if ((int) Calls.SWITCH_SESSION.call(seat, session) < 0) {
            throw Calls.failure("libseat_switch_session");
        }
    }

    @Override
    public void close() {
        if (seat != 0) {
            Calls.CLOSE_SEAT.call(seat);
            seat = 0;
            release();
        }
    }

    private void release() {
        enabled.close();
        disabled.close();
    }

    private static NativeCallback callback(Runnable told) {
        return new NativeCallback(2, ignored -> {
            told.run();
            return 0;
        }, 0, thrown -> LOG.error("what libseat told was not taken", thrown));
    }

    /** Loaded on first use: a machine without libseat has the other backends. */
    private static final class Calls {
        static final Runtime RUNTIME = Runtime.getSystemRuntime();
        private static final NativeLibrary SEAT = NativeLibrary.load("libseat.so.1");
        static final NativeFunction SET_LOG_LEVEL = SEAT.function("libseat_set_log_level");
        static final NativeFunction OPEN_SEAT = SEAT.function("libseat_open_seat");
        static final NativeFunction CLOSE_SEAT = SEAT.function("libseat_close_seat");
        static final NativeFunction DISABLE_SEAT = SEAT.function("libseat_disable_seat");
        static final NativeFunction OPEN_DEVICE = SEAT.function("libseat_open_device");
        static final NativeFunction CLOSE_DEVICE = SEAT.function("libseat_close_device");
        static final NativeFunction SEAT_NAME = SEAT.function("libseat_seat_name");
        static final NativeFunction SWITCH_SESSION = SEAT.function("libseat_switch_session");
        static final NativeFunction GET_FD = SEAT.function("libseat_get_fd");
        static final NativeFunction DISPATCH = SEAT.function("libseat_dispatch");
        static final NativeFunction CLOSE = NativeLibrary.c().function("close");
        private static final NativeFunction STRERROR = NativeLibrary.c().function("strerror");

        private Calls() {
        }

        static IOException failure(String what) {
            return failure(what, NativeLibrary.errno());
        }

        static IOException failure(String what, int errno) {
            return new IOException(what + ": " + NativeText.at(STRERROR.call(errno)) + " (" + errno + ")");
        }
    }
}

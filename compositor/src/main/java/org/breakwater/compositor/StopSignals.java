package org.breakwater.compositor;

import java.util.List;
import org.breakwater.protocol.loop.EventLoop;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** SIGTERM, SIGINT and SIGHUP end the loop, and so the session, in order. */
final class StopSignals implements AutoCloseable {
    private final List<Signal> signals =
            List.of(new Signal("TERM"), new Signal("INT"), new Signal("HUP"));

    StopSignals(EventLoop loop) {
        for (Signal signal : signals) {
            Signal.handle(signal, received -> loop.stop());
        }
    }

    @Override
    public void close() {
        for (Signal signal : signals) {
            Signal.handle(signal, SignalHandler.SIG_DFL);
        }
    }
}

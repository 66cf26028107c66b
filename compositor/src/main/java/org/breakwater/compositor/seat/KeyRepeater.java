package org.breakwater.compositor.seat;

import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.TimerSource;

/**
 * Repeats the key that went down last, until it goes up or {@link #end}. A client that repeats keys itself, and
 * hangs for a moment, goes on with a key that the user has let go; one that is told of every repeat cannot. What
 * the loop comes too late for is left out.
 */
final class KeyRepeater implements AutoCloseable {
    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final int NONE = -1;

    private final EventLoop loop;
    private final Sink sink;
    private final TimerSource timer;
    private int key = NONE;
    private int serial;
    private int pressedMs;
    private long pressedNanos;
    private long next;
    private long period;

    /** Is told of the repeats. */
    @FunctionalInterface
    interface Sink {
        /** {@code serial}: of the press. */
        void repeated(int serial, int timeMs, int linuxKeycode);
    }

    KeyRepeater(EventLoop loop, Sink sink) {
        this.loop = loop;
        this.sink = sink;
        timer = loop.addTimer(this::repeat);
    }

    void begin(KeyRepeat how, int pressSerial, int timeMs, int linuxKeycode) {
        end();
        if (how.rate() == 0) {
            return;
        }
        key = linuxKeycode;
        serial = pressSerial;
        pressedMs = timeMs;
        pressedNanos = loop.clock().nanos();
        period = Math.max(MILLISECOND, SECOND / how.rate());
        next = pressedNanos + how.delay() * MILLISECOND;
        timer.armAt(next);
    }

    void released(int linuxKeycode) {
        if (key == linuxKeycode) {
            end();
        }
    }

    void end() {
        key = NONE;
        timer.disarm();
    }

    private void repeat() {
        long now = loop.clock().nanos();
        next = (now - next < period ? next : now) + period;
        timer.armAt(next);
        sink.repeated(serial, pressedMs + (int) ((now - pressedNanos) / MILLISECOND), key);
    }

    @Override
    public void close() {
        timer.close();
    }
}

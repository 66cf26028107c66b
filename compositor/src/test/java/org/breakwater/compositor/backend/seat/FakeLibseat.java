package org.breakwater.compositor.backend.seat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.breakwater.protocol.wire.Fd;

/** A seat that does what a test tells it to, and writes down what is asked of it. Its descriptor is always readable. */
final class FakeLibseat implements Libseat {
    final List<String> calls = new ArrayList<>();
    private final Deque<Runnable> coming = new ArrayDeque<>();
    private final Fd[] pipe;
    private Listener listener;
    private String broken;
    private Runnable idle = () -> { };
    private int lastId;

    FakeLibseat() throws IOException {
        pipe = Fd.pipe();
        pipe[1].write(new byte[] {1});
    }

    FakeLibseat listening(Listener to) {
        listener = to;
        return this;
    }

    void enable() {
        coming.add(() -> listener.enabled());
    }

    void disable() {
        coming.add(() -> listener.disabled());
    }

    /** From now on every call fails. */
    void breakWith(String reason) {
        broken = reason;
    }

    /** As libseat's own, it does not tell. */
    void hangUp() {
        pipe[1].close();
    }

    void whenNothingComes(Runnable then) {
        idle = then;
    }

    @Override
    public String name() {
        return "seat0";
    }

    @Override
    public int fd() {
        return pipe[0].raw();
    }

    /** Like libseat, it tells everything that has come. */
    @Override
    public void dispatch(int timeoutMs) throws IOException {
        check();
        if (coming.isEmpty()) {
            idle.run();
        }
        while (!coming.isEmpty()) {
            coming.poll().run();
        }
    }

    @Override
    public void acknowledge() throws IOException {
        check();
        calls.add("acknowledge");
    }

    @Override
    public Opened openDevice(String path) throws IOException {
        check();
        if (path.contains("forbidden")) {
            throw new IOException(path + ": Permission denied (13)");
        }
        calls.add("open " + path);
        return new Opened(++lastId, 1000 + lastId);
    }

    @Override
    public void closeDevice(Opened device) throws IOException {
        calls.add("close " + device.id());
        check();
    }

    @Override
    public void switchSession(int session) throws IOException {
        check();
        calls.add("switch to " + session);
    }

    @Override
    public void close() {
        calls.add("close seat");
        pipe[0].close();
        pipe[1].close();
    }

    private void check() throws IOException {
        if (broken != null) {
            throw new IOException(broken);
        }
    }
}

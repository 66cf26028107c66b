package org.breakwater.protocol.wire;

public final class Fd implements AutoCloseable {
    private final int raw;
    private boolean open = true;

    public Fd(int raw) {
        this.raw = raw;
    }

    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public String toString() {
        return "fd" + raw;
    }
}

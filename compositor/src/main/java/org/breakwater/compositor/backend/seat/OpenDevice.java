package org.breakwater.compositor.backend.seat;

/**
 * A device node opened through a {@link DeviceSeat}. The descriptor is the seat's: whoever opened it closes this,
 * and never the number itself. Loop thread.
 */
public final class OpenDevice implements AutoCloseable {
    private final int fd;
    private Runnable giveBack;

    public OpenDevice(int fd, Runnable giveBack) {
        this.fd = fd;
        this.giveBack = giveBack;
    }

    public int fd() {
        return fd;
    }

    /** Gives it back; a second time does nothing. */
    @Override
    public void close() {
        Runnable once = giveBack;
        giveBack = null;
        if (once != null) {
            once.run();
        }
    }
}

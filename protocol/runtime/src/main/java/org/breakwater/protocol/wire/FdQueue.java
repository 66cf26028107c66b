package org.breakwater.protocol.wire;

/** Descriptors received and not yet claimed by a message, in order of arrival. It owns them. */
final class FdQueue implements AutoCloseable {
    /** More than any honest client has in flight; a message carries at most a few. */
    static final int LIMIT = 1024;

    private final FdCloser closer;
    private int[] ring = new int[8];
    private int head;
    private int size;

    /** {@code closer}: how what came from this peer is closed. */
    FdQueue(FdCloser closer) {
        this.closer = closer;
    }

    int size() {
        return size;
    }

    /** Takes over a descriptor; says false, and closes it, when the queue is full. */
    boolean offer(int raw) {
        if (size == LIMIT) {
            closer.close(raw);
            return false;
        }
        if (size == ring.length) {
            int[] larger = new int[ring.length * 2];
            for (int i = 0; i < size; i++) {
                larger[i] = ring[(head + i) % ring.length];
            }
            ring = larger;
            head = 0;
        }
        ring[(head + size) % ring.length] = raw;
        size++;
        return true;
    }

    /** The oldest descriptor, handed over to the caller. */
    Fd poll() {
        if (size == 0) {
            throw new WireException("a file descriptor is missing");
        }
        int raw = ring[head];
        head = (head + 1) % ring.length;
        size--;
        return Fd.own(raw, closer);
    }

    @Override
    public void close() {
        while (size > 0) {
            poll().close();
        }
    }
}

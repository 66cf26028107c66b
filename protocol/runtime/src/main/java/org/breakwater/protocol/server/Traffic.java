package org.breakwater.protocol.server;

/** What went between the compositor and a client, counted without limit. Loop thread; nothing allocates. */
public final class Traffic {
    private long requests;
    private long events;
    private long bytesReceived;
    private long bytesSent;
    private long nanos;

    Traffic() {
    }

    public long requests() {
        return requests;
    }

    public long events() {
        return events;
    }

    public long bytesReceived() {
        return bytesReceived;
    }

    public long bytesSent() {
        return bytesSent;
    }

    /** How long the loop was busy with its requests and with reading its pixels, in nanoseconds. */
    public long nanos() {
        return nanos;
    }

    /** Something was done on the client's behalf outside of its requests. */
    public void took(long moreNanos) {
        nanos += moreNanos;
    }

    void request() {
        requests++;
    }

    void event() {
        events++;
    }

    void transferred(long received, long sent) {
        bytesReceived = received;
        bytesSent = sent;
    }

    void add(Traffic other) {
        requests += other.requests;
        events += other.events;
        bytesReceived += other.bytesReceived;
        bytesSent += other.bytesSent;
        nanos += other.nanos;
    }
}

package org.breakwater.protocol.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One end of a Wayland socket: receives framed messages, queues outgoing ones, and owns the socket with
 * every descriptor in flight. It never blocks. One thread.
 *
 * <p>Reading: {@link #receive} takes what one {@code recvmsg} gives; then {@link #next} steps through
 * the whole messages in it, until it says false and keeps the rest for the next time.
 */
public final class Connection implements AutoCloseable {
    /** The largest message accepted, as libwayland's. */
    public static final int MAX_MESSAGE = MessageWriter.MAX_MESSAGE;

    /** What {@link #receive} found. */
    public enum Received { DATA, NOTHING, CLOSED }

    private static final byte[] NO_BYTES = {};

    private final Fd socket;
    private final SocketIo io;
    private final FdCloser closer;
    private final FdQueue fds;
    private final MessageReader reader;
    private final OutputQueue out;
    private final MessageWriter writer;
    private byte[] rest = NO_BYTES;
    private int restLength;
    private boolean full;
    private int position;
    private int limit;
    private int objectId;
    private int opcode;
    private int messageStart;
    private boolean starved;
    private boolean ended;
    private long bytesReceived;
    private long bytesSent;

    /** Takes over a socket to a peer that is trusted not to send descriptors that block. */
    public Connection(Fd socket, SocketIo io) {
        this(socket, io, FdCloser.AT_ONCE);
    }

    /** Takes the socket over; {@code closer} closes the descriptors that come through it. */
    public Connection(Fd socket, SocketIo io, FdCloser closer) {
        this.socket = socket;
        this.io = io;
        this.closer = closer;
        this.fds = new FdQueue(closer);
        this.reader = new MessageReader(fds);
        this.out = new OutputQueue(io);
        this.writer = new MessageWriter(out);
    }

    public Fd socket() {
        return socket;
    }

    /** One {@code recvmsg}. Throws when the peer's descriptors overflow or were lost. */
    public Received receive() throws IOException {
        return receive(Integer.MAX_VALUE);
    }

    /** As {@link #receive()}, of at most so many bytes, which must be more than none. */
    public Received receive(int most) throws IOException {
        ByteBuffer input = io.input();
        if (position < limit) {     // a client's listener waits for more while messages are left
            keepRest(input);
        }
        input.put(0, rest, 0, restLength);
        position = 0;
        limit = restLength;
        if (limit == input.capacity()) {
            restLength = 0;
            full = true;
            return Received.DATA;
        }
        int received = io.receive(socket.raw(), limit, most, fds);
        full = received >= Math.min(most, input.capacity() - limit);
        if (received < 0) {
            return received == -Errno.EAGAIN ? Received.NOTHING : Received.CLOSED;
        }
        limit += received;
        bytesReceived += received;
        restLength = 0;
        ended = received == 0;
        return ended ? Received.CLOSED : Received.DATA;
    }

    /** The last {@link #receive} got as much as it asked for, so that more may be waiting in the socket. */
    public boolean mayHaveMore() {
        return full;
    }

    /**
     * Steps to the next whole message. False: there is none, and the rest is kept. Throws
     * {@link WireException} when the stream cannot be framed.
     */
    public boolean next() {
        ByteBuffer input = io.input();
        if (limit - position < 8) {
            keepRest(input);
            return false;
        }
        int word = input.getInt(position + 4);
        int size = word >>> 16;
        if (size < 8 || (size & 3) != 0) {
            throw new WireException("message length " + size + " is not valid");
        }
        if (size > MAX_MESSAGE) {
            throw new WireException("message length " + size + " exceeds " + MAX_MESSAGE);
        }
        if (limit - position < size) {
            keepRest(input);
            return false;
        }
        objectId = input.getInt(position);
        opcode = word & 0xffff;
        messageStart = position;
        position += size;
        reader.frame(input, messageStart + 8, position);
        return true;
    }

    /** The current message's object. */
    public int objectId() {
        return objectId;
    }

    /** The current message's opcode. */
    public int opcode() {
        return opcode;
    }

    /** The current message's arguments; valid until the next call of {@link #next}. */
    public MessageReader reader() {
        return reader;
    }

    /** The current message's arguments from their start, for a trace. */
    WireTrace.Raw raw() {
        return new WireTrace.Raw(io.input(), messageStart + 8, position);
    }

    public MessageWriter writer() {
        return writer;
    }

    /** The arguments of the message last written, for a trace. */
    WireTrace.Raw lastWritten(int start) {
        ByteBuffer bytes = out.room(0);
        return new WireTrace.Raw(bytes, start + 8, bytes.position());
    }

    int writePosition() {
        return out.room(0).position();
    }

    public boolean hasOutput() {
        return !out.isEmpty();
    }

    public int pendingOutput() {
        return out.pendingBytes();
    }

    /** What the peer has sent since the start. */
    public long bytesReceived() {
        return bytesReceived;
    }

    /** What the peer's socket has taken since the start. */
    public long bytesSent() {
        return bytesSent;
    }

    /** Descriptors received that no message has claimed. */
    public int unclaimedFds() {
        return fds.size();
    }

    /** Descriptors queued and not yet taken by the socket. */
    public int unsentFds() {
        return out.fdCount();
    }

    /** Descriptors that are open for this connection: received and not claimed, or queued to be sent. */
    public int fdsInFlight() {
        return fds.size() + out.fdCount();
    }

    /** The last {@link #flush} found the kernel short of memory: a socket is writable then, and nothing goes. */
    public boolean isStarved() {
        return starved;
    }

    /**
     * Sends what is queued. False: the socket is full, try again when it is writable; or, where that is what
     * {@link #isStarved} says, a little later. Throws when it is gone.
     */
    public boolean flush() throws IOException {
        starved = false;
        out.withdrawUnfinished();
        while (!out.isEmpty()) {
            int result = io.send(socket.raw(), out);
            if (result == -Errno.EAGAIN || Errno.isShortage(-result)) {
                starved = result != -Errno.EAGAIN;
                return false;
            }
            if (result < 0) {
                throw Errno.exception("sendmsg", -result);
            }
            bytesSent += result;
        }
        return true;
    }

    /** Never blocks. The peer sees the end at once. */
    @Override
    public void close() {
        fds.close();
        out.close();
        restLength = 0;
        if (!socket.isOpen()) {
            return;
        }
        if (!ended && io.endHasUnread(socket.raw())) {
            closer.close(socket.release());
        } else {
            socket.close();
        }
    }

    private void keepRest(ByteBuffer input) {
        restLength = limit - position;
        if (restLength > rest.length) {
            rest = new byte[Math.max(MAX_MESSAGE, restLength)];
        }
        input.get(position, rest, 0, restLength);
        position = limit;
    }
}

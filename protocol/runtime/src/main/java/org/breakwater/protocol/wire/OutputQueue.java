package org.breakwater.protocol.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import jnr.ffi.Pointer;

/**
 * Bytes and descriptors waiting for the socket. A descriptor must arrive no later than its message, and
 * peers take at most {@link #FDS_PER_SEND} with one {@code sendmsg}; so each descriptor remembers
 * where its message starts, and a send stops short of the message whose descriptors do not fit.
 */
final class OutputQueue implements AutoCloseable {
    static final int FDS_PER_SEND = 28;
    private static final int INITIAL = 4096;

    private ByteBuffer bytes = allocate(INITIAL);
    private Pointer address = Pointer.wrap(Native.RUNTIME, bytes);
    private int sent;
    private int messageFds;
    private int unfinished = -1;
    private final List<QueuedFd> fds = new ArrayList<>();

    private record QueuedFd(Fd fd, int messageStart) {
    }

    boolean isEmpty() {
        return sent == bytes.position();
    }

    int pendingBytes() {
        return bytes.position() - sent;
    }

    int fdCount() {
        return fds.size();
    }

    int beginMessage() {
        withdrawUnfinished();
        messageFds = fds.size();
        unfinished = bytes.position();
        return unfinished;
    }

    /** Drops a message that an exception left half written. */
    void withdrawUnfinished() {
        if (unfinished >= 0) {
            withdraw(unfinished);
        }
    }

    /** The buffer, with room for so many more bytes. */
    ByteBuffer room(int count) {
        if (bytes.remaining() < count) {
            grow(count);
        }
        return bytes;
    }

    void addFd(Fd fd) {
        fds.add(new QueuedFd(fd, Integer.MAX_VALUE));
    }

    void endMessage(int start) {
        unfinished = -1;
        for (int i = messageFds; i < fds.size(); i++) {
            fds.set(i, new QueuedFd(fds.get(i).fd(), start));
        }
    }

    void withdraw(int start) {
        unfinished = -1;
        bytes.position(start);
        while (fds.size() > messageFds) {
            fds.remove(fds.size() - 1).fd().close();
        }
    }

    /** Where the next bytes to send begin. */
    long sendAddress() {
        return address.address() + sent;
    }

    /** How many bytes may go with the descriptors that {@link #sendFd} gives. */
    int sendLength() {
        int end = fds.size() > FDS_PER_SEND
                ? fds.get(FDS_PER_SEND).messageStart()
                : bytes.position();
        return end - sent;
    }

    int sendFdCount() {
        return Math.min(fds.size(), FDS_PER_SEND);
    }

    int sendFd(int index) {
        return fds.get(index).fd().raw();
    }

    /** The socket took so many bytes, and with the first of them all descriptors offered. */
    void sent(int count) {
        int carried = sendFdCount();
        if (carried > 0) {
            for (int i = 0; i < carried; i++) {
                fds.get(i).fd().close();
            }
            fds.subList(0, carried).clear();
        }
        sent += count;
        if (sent == bytes.position()) {
            sent = 0;
            bytes.clear();
            if (bytes.capacity() > 16 * INITIAL) {
                replace(allocate(INITIAL));
            }
        } else if (sent > 16 * INITIAL && sent > pendingBytes()) {
            forgetSent();
        }
    }

    /** Moves what is left to the front, or a peer that never quite catches up would make us grow for ever. */
    private void forgetSent() {
        fds.replaceAll(queued -> new QueuedFd(queued.fd(), queued.messageStart() - sent));
        bytes.flip().position(sent);
        bytes.compact();
        sent = 0;
    }

    @Override
    public void close() {
        for (QueuedFd queued : fds) {
            queued.fd().close();
        }
        fds.clear();
        sent = 0;
        bytes.clear();
    }

    private void grow(int count) {
        int needed = bytes.position() + count;
        int capacity = bytes.capacity();
        while (capacity < needed) {
            capacity *= 2;
        }
        ByteBuffer larger = allocate(capacity);
        bytes.flip();
        larger.put(bytes);
        replace(larger);
    }

    private void replace(ByteBuffer buffer) {
        bytes = buffer;
        address = Pointer.wrap(Native.RUNTIME, buffer.duplicate().clear()); // where position 0 is
    }

    private static ByteBuffer allocate(int capacity) {
        return ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
    }
}

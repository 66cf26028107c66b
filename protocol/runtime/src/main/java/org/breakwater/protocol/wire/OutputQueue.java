package org.breakwater.protocol.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes and descriptors waiting for the socket. A descriptor must arrive no later than its message, and
 * peers take at most {@link #FDS_PER_SEND} with one {@code sendmsg}; so each descriptor remembers
 * where its message starts, and a send stops short of the message whose descriptors do not fit.
 */
final class OutputQueue implements AutoCloseable {
    static final int FDS_PER_SEND = 28;
    private static final int LARGE = 16 * OutputBlock.USUAL;

    private final SocketIo io;
    private OutputBlock block;
    private ByteBuffer bytes;               // the block's
    private int sent;
    private int messageFds;
    private int unfinished = -1;
    private final List<QueuedFd> fds = new ArrayList<>();

    private record QueuedFd(Fd fd, int messageStart) {
    }

    OutputQueue(SocketIo io) {
        this.io = io;
        replace(io.takeBlock());
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
        return block.address + sent;
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
            if (bytes.capacity() > LARGE) {
                replace(io.takeBlock());
            }
        } else if (sent > LARGE && sent > pendingBytes()) {
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
        unfinished = -1;
        io.leaveBlock(block);
        replace(OutputBlock.NONE);
    }

    private void grow(int count) {
        int needed = bytes.position() + count;
        int capacity = Math.max(OutputBlock.USUAL, bytes.capacity());
        while (capacity < needed) {
            capacity *= 2;
        }
        OutputBlock larger = new OutputBlock(capacity);
        bytes.flip();
        larger.bytes.put(bytes);
        io.leaveBlock(block);
        replace(larger);
    }

    private void replace(OutputBlock other) {
        block = other;
        bytes = other.bytes;
    }
}

package org.breakwater.protocol.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/**
 * The native blocks for {@code recvmsg} and {@code sendmsg}, shared by all connections of one thread:
 * a connection keeps of the input only what is not yet a whole message.
 *
 * <pre>
 * struct msghdr { void *name; socklen_t namelen; struct iovec *iov; size_t iovlen;
 *                 void *control; size_t controllen; int flags; }
 * struct cmsghdr { size_t len; int level; int type; int fds[]; }
 * </pre>
 */
public class SocketIo {
    private static final int INPUT_SIZE = 64 * 1024;
    private static final int MAX_FDS = 253;
    private static final int MOST_SPARE = 16;
    private static final int CMSG_HEADER = 16;
    private static final int CONTROL_SIZE = CMSG_HEADER + MAX_FDS * 4 + 4;

    private static final int IOV = 16;
    private static final int IOVLEN = 24;
    private static final int CONTROL = 32;
    private static final int CONTROLLEN = 40;
    private static final int FLAGS = 48;
    private static final int MSGHDR_SIZE = 56;

    private final ByteBuffer input =
            ByteBuffer.allocateDirect(INPUT_SIZE).order(ByteOrder.nativeOrder());
    private final long inputAddress = Pointer.wrap(Native.RUNTIME, input).address();
    private final Pointer header = Memory.allocateDirect(Native.RUNTIME, MSGHDR_SIZE, true);
    private final Pointer iovec = Memory.allocateDirect(Native.RUNTIME, 16, true);
    private final Pointer control = Memory.allocateDirect(Native.RUNTIME, CONTROL_SIZE, true);

    private final ArrayDeque<OutputBlock> spare = new ArrayDeque<>(MOST_SPARE);

    public SocketIo() {
        header.putAddress(IOV, iovec.address());
        header.putLong(IOVLEN, 1);
    }

    ByteBuffer input() {
        return input;
    }

    /** One of the usual size, with nothing in it. */
    OutputBlock takeBlock() {
        return spare.isEmpty() ? new OutputBlock(OutputBlock.USUAL) : spare.pop();
    }

    /** Its owner will not touch it again: it may be the next one's. */
    void leaveBlock(OutputBlock block) {
        if (block.bytes.capacity() == OutputBlock.USUAL && spare.size() < MOST_SPARE) {
            block.bytes.clear();
            spare.push(block);
        }
    }

    /** Who is at the other end. */
    public UnixSocket.Peer peer(Fd socket) {
        return UnixSocket.peer(socket, control, iovec);
    }

    /**
     * Reads up to {@code most} bytes behind the {@code offset} bytes already there. Returns the bytes
     * read, 0 at the end, or -errno.
     */
    int receive(int fd, int offset, int most, FdQueue fds) throws IOException {
        iovec.putAddress(0, inputAddress + offset);
        iovec.putLong(8, Math.min(most, INPUT_SIZE - offset));
        header.putAddress(CONTROL, control.address());
        header.putLong(CONTROLLEN, CONTROL_SIZE);
        header.putInt(FLAGS, 0);
        int flags = Native.MSG_DONTWAIT | Native.MSG_CMSG_CLOEXEC;
        long received;
        do {
            received = Native.LIBC.recvmsg(fd, header, flags);
        } while (received < 0 && Errno.last() == Errno.EINTR);
        if (received < 0) {
            return -Errno.last();
        }
        collect((int) header.getLong(CONTROLLEN), fds);
        if ((header.getInt(FLAGS) & Native.MSG_CTRUNC) != 0) {
            throw new IOException("file descriptors were lost: too many open files");
        }
        return (int) received;
    }

    /** Sends what the queue offers, once. Returns the bytes taken, or -errno. */
    int send(int fd, OutputQueue out) {
        iovec.putAddress(0, out.sendAddress());
        iovec.putLong(8, out.sendLength());
        int fdCount = out.sendFdCount();
        if (fdCount == 0) {
            header.putAddress(CONTROL, 0);
            header.putLong(CONTROLLEN, 0);
        } else {
            int length = CMSG_HEADER + fdCount * 4;
            control.putLong(0, length);
            control.putInt(8, Native.SOL_SOCKET);
            control.putInt(12, Native.SCM_RIGHTS);
            for (int i = 0; i < fdCount; i++) {
                control.putInt(CMSG_HEADER + i * 4, out.sendFd(i));
            }
            header.putAddress(CONTROL, control.address());
            header.putLong(CONTROLLEN, (length + 7) & ~7);
        }
        header.putInt(FLAGS, 0);
        long sent;
        do {
            sent = sendMessage(fd, header);
        } while (sent == -Errno.EINTR);
        if (sent < 0) {
            return (int) sent;
        }
        out.sent((int) sent);
        return (int) sent;
    }

    /** The bytes taken, or -errno. */
    long sendMessage(int fd, Pointer message) {
        long sent = Native.LIBC.sendmsg(fd, message, Native.MSG_DONTWAIT | Native.MSG_NOSIGNAL);
        return sent < 0 ? -Errno.last() : sent;
    }

    /**
     * Ends a socket in both directions and tells whether the peer sent something that nobody has received.
     * Descriptors may be among it, and the kernel closes them with the socket.
     */
    boolean endHasUnread(int fd) {
        Native.LIBC.shutdown(fd, Native.SHUT_RDWR);
        control.putInt(0, 1);
        Native.LIBC.ioctl(fd, Native.FIONREAD, control);
        return control.getInt(0) != 0;
    }

    private void collect(int controlLength, FdQueue fds) throws IOException {
        boolean overflow = false;
        int at = 0;
        while (at + CMSG_HEADER <= controlLength) {
            int length = (int) control.getLong(at);
            if (length < CMSG_HEADER) {
                break;
            }
            boolean rights = control.getInt(at + 8) == Native.SOL_SOCKET
                    && control.getInt(at + 12) == Native.SCM_RIGHTS;
            for (int i = at + CMSG_HEADER; rights && i + 4 <= at + length; i += 4) {
                overflow |= !fds.offer(control.getInt(i));
            }
            at += (length + 7) & ~7;
        }
        if (overflow) {
            throw new IOException("more than " + FdQueue.LIMIT + " file descriptors were sent unasked");
        }
    }
}

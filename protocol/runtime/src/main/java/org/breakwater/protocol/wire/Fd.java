package org.breakwater.protocol.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ref.Reference;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/**
 * The one owner of a file descriptor. Whoever is handed an {@code Fd} closes it, or hands it on; a
 * call that only borrows it says so. {@link #close} may be called twice.
 *
 * <p>A descriptor that a peer has sent may be a file that never answers, for which even
 * {@code close(2)} waits for ever. It knows the {@link FdCloser} of its peer, and so do its
 * duplicates: {@link #close} hands the number to that and never blocks. Every other use of the
 * number may block.
 */
public final class Fd implements AutoCloseable {
    private final FdCloser closer;
    private int raw;

    private Fd(int raw, FdCloser closer) {
        this.raw = raw;
        this.closer = closer;
    }

    /** Takes over an open descriptor that is ours, so that closing it does not block. */
    public static Fd own(int raw) {
        return own(raw, FdCloser.AT_ONCE);
    }

    /** Takes over an open descriptor that {@code closer} is to close. */
    public static Fd own(int raw, FdCloser closer) {
        if (raw < 0) {
            throw new IllegalArgumentException("not a file descriptor: " + raw);
        }
        return new Fd(raw, closer);
    }

    /** Two connected, close-on-exec stream sockets. */
    public static Fd[] socketPair() throws IOException {
        Pointer pair = Memory.allocateDirect(Native.RUNTIME, 8);
        int type = Native.SOCK_STREAM | Native.SOCK_CLOEXEC;
        if (Native.LIBC.socketpair(Native.AF_UNIX, type, 0, pair) < 0) {
            throw Errno.exception("socketpair", Errno.last());
        }
        return new Fd[] {own(pair.getInt(0)), own(pair.getInt(4))};
    }

    /** A close-on-exec pipe: the end to read, the end to write. */
    public static Fd[] pipe() throws IOException {
        Pointer pair = Memory.allocateDirect(Native.RUNTIME, 8);
        if (Native.LIBC.pipe2(pair, Native.O_CLOEXEC) < 0) {
            throw Errno.exception("pipe2", Errno.last());
        }
        return new Fd[] {own(pair.getInt(0)), own(pair.getInt(4))};
    }

    /** Writes bytes to a descriptor that cannot block or may; returns how many were taken. */
    public int write(byte[] bytes) throws IOException {
        Pointer block = Memory.allocateDirect(Native.RUNTIME, Math.max(1, bytes.length));
        block.put(0, bytes, 0, bytes.length);
        long written = Native.LIBC.write(raw(), block, bytes.length);
        int errno = written < 0 ? Errno.last() : 0;
        Reference.reachabilityFence(block);     // the call may wait
        if (written < 0) {
            throw Errno.exception("write", errno);
        }
        return (int) written;
    }

    /** Reads until the end of the file or of the pipe; blocks as the descriptor does. */
    public byte[] readAll() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Pointer block = Memory.allocateDirect(Native.RUNTIME, 4096);
        byte[] chunk = new byte[4096];
        while (true) {
            long n = Native.LIBC.read(raw(), block, 4096);
            if (n < 0) {
                throw Errno.exception("read", Errno.last());
            }
            if (n == 0) {
                return out.toByteArray();
            }
            block.get(0, chunk, 0, (int) n);
            out.write(chunk, 0, (int) n);
        }
    }

    /** The number, for a system call; this object still owns it. */
    public int raw() {
        if (raw < 0) {
            throw new IllegalStateException("the descriptor is closed");
        }
        return raw;
    }

    public boolean isOpen() {
        return raw >= 0;
    }

    /** A close-on-exec duplicate with an owner of its own, to be closed in the same way. */
    public Fd dup() throws IOException {
        int copy = Native.LIBC.fcntl(raw(), Native.F_DUPFD_CLOEXEC, 0);
        if (copy < 0) {
            throw Errno.exception("fcntl(F_DUPFD_CLOEXEC)", Errno.last());
        }
        return own(copy, closer);
    }

    /** Gives the ownership up: the caller closes the number. */
    public int release() {
        int number = raw();
        raw = -1;
        return number;
    }

    /** Never retried: on Linux the number is free even when close was interrupted. */
    @Override
    public void close() {
        if (raw >= 0) {
            int number = raw;
            raw = -1;
            closer.close(number);
        }
    }

    @Override
    public String toString() {
        return raw < 0 ? "fd closed" : "fd " + raw;
    }
}

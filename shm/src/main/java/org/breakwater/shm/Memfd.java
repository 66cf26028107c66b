package org.breakwater.shm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.breakwater.protocol.wire.Fd;

/**
 * A memory file of our own: keymaps and format tables that we send, and the pools of the clients
 * that are Breakwater's. Owns the descriptor and, when it is writable, the mapping. Any one thread.
 */
public final class Memfd implements AutoCloseable {
    public static final int SEAL_SEAL = 1;
    public static final int SEAL_SHRINK = 2;
    public static final int SEAL_GROW = 4;
    public static final int SEAL_WRITE = 8;
    public static final int SEAL_FUTURE_WRITE = 16;

    private final Fd fd;
    private final boolean mapped;
    private long size;
    private long address;
    private int mappedBytes;
    private ByteBuffer buffer;

    private Memfd(Fd fd, boolean mapped) {
        this.fd = fd;
        this.mapped = mapped;
    }

    /** A file of zeros that can be sealed, not mapped, closed on exec. */
    public static Memfd create(String name, long size) throws IOException {
        return make(name, size, Native.MFD_CLOEXEC | Native.MFD_ALLOW_SEALING, false);
    }

    /** A file of zeros, mapped for reading and writing. Pools of ours live in these. */
    public static Memfd writable(String name, long size) throws IOException {
        return make(name, size, Native.MFD_CLOEXEC | Native.MFD_ALLOW_SEALING, true);
    }

    /** A file with this content that nobody can change any more. */
    public static Memfd sealed(String name, byte[] content) throws IOException {
        ByteBuffer direct = ByteBuffer.allocateDirect(content.length);
        return sealed(name, direct.put(content).flip());
    }

    /** A file with the remaining bytes of {@code content} that nobody can change any more. */
    public static Memfd sealed(String name, ByteBuffer content) throws IOException {
        Memfd file = create(name, 0);
        try {
            file.write(content);
            file.addSeals(SEAL_SHRINK | SEAL_GROW | SEAL_WRITE | SEAL_SEAL);
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static Memfd make(String name, long size, int flags, boolean mapped)
            throws IOException {
        int fd = Native.memfdCreate(name, flags);
        if (fd < 0) {
            throw failure("memfd_create", fd);
        }
        Memfd file = new Memfd(Fd.own(fd), mapped);
        try {
            file.resize(size);
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** The descriptor, which stays this object's: duplicate it to hand it on. */
    public Fd fd() {
        return fd;
    }

    int raw() {
        return fd.raw();
    }

    /** Bytes, as last set through this object. */
    public long size() {
        return size;
    }

    /**
     * The memory, in native byte order, of a {@link #writable} file. Replaced by {@link #resize}:
     * buffers given out before must not be used afterwards.
     */
    public ByteBuffer buffer() {
        if (buffer == null) {
            throw new IllegalStateException("this memfd is not mapped");
        }
        return buffer;
    }

    /** Sets the size, and maps again when the file is mapped. */
    public void resize(long newSize) throws IOException {
        truncate(newSize);
        if (!mapped || newSize == mappedBytes) {
            return;
        }
        unmap();
        if (newSize > 0) {
            int length = Math.toIntExact(newSize);
            address = check("mmap", Native.mmap(length, Native.PROT_READ | Native.PROT_WRITE,
                    Native.MAP_SHARED, raw()));
            mappedBytes = length;
            buffer = Native.view(address, length);
        }
    }

    /**
     * Sets the size of the file and leaves the mapping as it is, as a careless or hostile client
     * does. What {@link #buffer} shows past the end must not be touched then.
     */
    public void truncate(long newSize) throws IOException {
        check("ftruncate", Native.ftruncate(raw(), newSize));
        size = newSize;
    }

    /** Bytes that the file takes up in memory; fewer than its size where it has holes. */
    public long allocated() throws IOException {
        ByteBuffer stat = ByteBuffer.allocateDirect(Native.STAT_BYTES).order(ByteOrder.nativeOrder());
        check("fstat", Native.fstat(raw(), Native.addressOf(stat)));
        return stat.getLong(Native.ST_BLOCKS) * 512;
    }

    /** Gives the pages of a range back; they read as zeros. The size stays. */
    public void punchHole(long offset, long length) throws IOException {
        check("fallocate", Native.fallocate(raw(),
                Native.FALLOC_FL_PUNCH_HOLE | Native.FALLOC_FL_KEEP_SIZE, offset, length));
    }

    /** Adds {@code SEAL_*}; {@link #SEAL_WRITE} fails on a mapped file. */
    public void addSeals(int seals) throws IOException {
        check("F_ADD_SEALS", Native.fcntl(raw(), Native.F_ADD_SEALS, seals));
    }

    /** The {@code SEAL_*} in force. */
    public int seals() throws IOException {
        return (int) check("F_GET_SEALS", Native.fcntl(raw(), Native.F_GET_SEALS, 0));
    }

    private void write(ByteBuffer content) throws IOException {
        ByteBuffer direct = content.isDirect() ? content.slice()
                : ByteBuffer.allocateDirect(content.remaining()).put(content.duplicate()).flip();
        truncate(direct.remaining());
        long from = Native.addressOf(direct);
        long done = 0;
        while (done < direct.remaining()) {
            long step = Native.pwrite(raw(), from + done, direct.remaining() - done, done);
            if (step != -Native.EINTR) {
                done += check("pwrite", step);
            }
        }
    }

    private void unmap() {
        if (buffer != null) {
            Native.munmap(address, mappedBytes);
            buffer = null;
            mappedBytes = 0;
        }
    }

    @Override
    public void close() {
        unmap();
        fd.close();
    }

    private static long check(String call, long result) throws IOException {
        if (result < 0) {
            throw failure(call, result);
        }
        return result;
    }

    private static IOException failure(String call, long result) {
        return new IOException(call + ": errno " + -result);
    }
}

package org.breakwater.shm;

import org.breakwater.protocol.server.Account;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.wire.Fd;

/**
 * The memory of one {@code wl_shm_pool}: the client's descriptor and the way we read it. Lives as
 * long as someone holds it: the pool's protocol object, its buffers, and a compositor that wants to
 * read a buffer which its client has destroyed. Loop's thread.
 */
final class PoolMemory {
    private final ShmMapper mapper;
    private final boolean hugetlb;
    private final Account account;
    private final Fd fd;
    private int size;
    private Copied copied;
    private PoolMapping mapping;
    private int holders = 1;
    private boolean growable = true;
    private long truncationsSeen;

    /** Owns the descriptor; held once, by the caller, who has charged a pool of this size. */
    PoolMemory(ShmMapper mapper, Fd fd, int size, boolean hugetlb, Account account) {
        this.mapper = mapper;
        this.fd = fd;
        this.size = size;
        this.hugetlb = hugetlb;
        this.account = account;
        account.count(Held.FDS, 1);
        map();
    }

    int size() {
        return size;
    }

    MappingKind kind() {
        return mapping.kind();
    }

    /** How many reads met the end of the file. */
    long truncationsSeen() {
        return truncationsSeen;
    }

    /** Makes the pool as large or larger, and decides anew how to read it. */
    void resize(int newSize) {
        if (newSize < size || !growable) {
            throw new IllegalArgumentException("resize from " + size + " to " + newSize);
        }
        account.charge(Held.POOL_BYTES, newSize - size);
        size = newSize;
        unmap();
        map();
    }

    /** No {@link #resize} will follow. */
    void freeze() {
        growable = false;
    }

    /**
     * Reads rows of an extent; see {@link PoolMapping#read}. Rows that do not lie in the pool are the
     * caller's mistake, never the client's.
     *
     * @return how many bytes were past the end of the file and read as zero
     */
    long read(Extent extent, long offset, int stride, int rowBytes, int rows, PixelSink sink) {
        if (holders == 0) {
            throw new IllegalStateException("the pool is gone");
        }
        if (offset < 0 || rows < 0 || rowBytes < 0 || rowBytes > Staging.MAX_ROW_BYTES
                || stride < rowBytes
                || offset + PoolMapping.span(stride, rowBytes, rows) > size) {
            throw new IndexOutOfBoundsException(rows + " rows of " + rowBytes + " bytes, stride "
                    + stride + ", at " + offset + " in a pool of " + size);
        }
        long span = PoolMapping.span(stride, rowBytes, rows);
        PoolMapping way = meetsHole(extent, offset, span) ? copied : mapping;
        long missing = way.read(offset, stride, rowBytes, rows, sink);
        mapper.pixelsRead(way.kind(), (long) rowBytes * rows);
        if (missing > 0) {
            truncationsSeen++;
            mapper.truncationSeen();
        }
        return missing;
    }

    /**
     * Reading a hole through a mapping makes the kernel fill it with a page, for which we would pay and
     * not the client: a file of gigabytes that was never written must stay as small as it is. An extent
     * that is whole is taken to stay so for the rest of a spell. A client that wrote all of it and then
     * takes pages away again has at most as many bytes filled anew as a spell counts.
     */
    private boolean meetsHole(Extent extent, long offset, long span) {
        return switch (mapping.kind()) {
            case SEALED, GUARDED -> span > 0 && !isWhole(extent, span) && !isWhole(offset, span);
            case NO_FAULT, COPIED -> false;
        };
    }

    private boolean isWhole(Extent extent, long span) {
        long spell = mapper.spell(span);
        if (!extent.isChecked(spell)) {
            extent.checked(spell, isWhole(extent.offset(), extent.length()));
        }
        return extent.isWhole();
    }

    private boolean isWhole(long offset, long span) {
        return mapper.kernel().isDense(fd.raw())
                || mapper.kernel().isResident(mapping.address() + offset, span);
    }

    void hold() {
        if (holders == 0) {
            throw new IllegalStateException("the pool is gone");
        }
        holders++;
    }

    /** Gives one hold up; with the last, mapping and descriptor go. */
    void drop() {
        if (holders == 0) {
            throw new IllegalStateException("the pool is gone");
        }
        if (--holders == 0) {
            unmap();
            closeFd();
            account.discharge(Held.POOLS, 1);
            account.discharge(Held.POOL_BYTES, size);
        }
    }

    void bufferCreated() {
        account.charge(Held.BUFFERS, 1);
        hold();
    }

    void bufferDestroyed() {
        account.discharge(Held.BUFFERS, 1);
        drop();
    }

    private void map() {
        copied = mapper.copied(fd.raw());
        mapping = mapper.map(fd.raw(), size, hugetlb, copied);
        mapper.count(account, 1, mapping.mappedBytes());
    }

    private void unmap() {
        mapper.count(account, -1, mapping.mappedBytes());
        mapper.disposal().unmap(mapping);
    }

    private void closeFd() {
        if (fd.isOpen()) {
            fd.close();
            account.discharge(Held.FDS, 1);
        }
    }
}

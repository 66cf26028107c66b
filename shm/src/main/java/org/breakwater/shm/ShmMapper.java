package org.breakwater.shm;

import org.breakwater.protocol.server.Account;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.server.ProtocolException;
import org.breakwater.protocol.wire.Fd;

/**
 * Takes clients' descriptors as pools and decides how each is read: {@link MappingKind#SEALED}
 * where the file cannot shrink, then {@link MappingKind#NO_FAULT} and {@link MappingKind#GUARDED}
 * where kernel and JVM can do that, else {@link MappingKind#COPIED}. It decides again at every
 * resize. Owns the staging memory. Loop's thread.
 */
public final class ShmMapper implements AutoCloseable {
    /**
     * The kernel gives a process 65530 by default, and the JVM needs some; further pools are
     * copied.
     */
    static final int MOST_MAPPINGS = 32 << 10;

    /** For so many bytes of all pools it is believed of an extent that it still has all of its pages. */
    static final long SPELL_BYTES = 64 << 20;

    private final KernelCalls kernel;
    private final Capabilities capabilities;
    private ReadPolicy policy;
    private final Staging staging = new Staging();
    private final Disposal disposal = new Disposal();
    private int mappings;
    private long truncationsSeen;
    private final long[] reads = new long[MappingKind.values().length];
    private final long[] bytesRead = new long[MappingKind.values().length];
    private long spanned;

    /** A mapper on this kernel. {@link Capabilities#probe} tells the capabilities. */
    public ShmMapper(Capabilities capabilities, ReadPolicy policy) {
        this(new LinuxKernel(), capabilities, policy);
    }

    ShmMapper(KernelCalls kernel, Capabilities capabilities, ReadPolicy policy) {
        this.kernel = kernel;
        this.capabilities = capabilities;
        this.policy = policy;
    }

    public ReadPolicy policy() {
        return policy;
    }

    /** For pools from now on, and for those that there are when they are next resized. */
    public void setPolicy(ReadPolicy next) {
        policy = next;
    }

    public Capabilities capabilities() {
        return capabilities;
    }

    /** How many reads met the end of a client's file, since the start. */
    public long truncationsSeen() {
        return truncationsSeen;
    }

    /** How many rectangles of pixels were read in this way, since the start. */
    public long reads(MappingKind kind) {
        return reads[kind.ordinal()];
    }

    /** The bytes in them. */
    public long bytesRead(MappingKind kind) {
        return bytesRead[kind.ordinal()];
    }

    void pixelsRead(MappingKind kind, long bytes) {
        reads[kind.ordinal()]++;
        bytesRead[kind.ordinal()] += bytes;
    }

    /** The spell in which so many more bytes are read through a mapping; a new one begins when it is over. */
    long spell(long span) {
        spanned += span;
        return spanned / SPELL_BYTES;
    }

    void truncationSeen() {
        truncationsSeen++;
    }

    /** Whether every mapping that was given up is really gone by now. */
    public boolean isIdle() {
        return disposal.isIdle();
    }

    /**
     * Makes a pool of the first {@code size} bytes of a file. Takes the descriptor over, whatever
     * happens. A file that is not shared memory may never answer, so it is refused without being
     * asked anything.
     *
     * @param size    in bytes, greater than 0
     * @param account where it is charged; may throw
     * @throws UnusableFdException when no pool can be made of it
     */
    PoolMemory adopt(Fd fd, int size, Account account) throws UnusableFdException {
        if (size <= 0) {
            fd.close();
            throw new IllegalArgumentException("a pool of " + size + " bytes");
        }
        int flags = kernel.statusFlags(fd.raw());
        if (flags < 0) {
            throw refuse(fd, "not an open descriptor");
        }
        if ((flags & Native.O_PATH) != 0) {
            throw refuse(fd, "opened with O_PATH");
        }
        int access = flags & Native.O_ACCMODE;
        if (access != Native.O_RDWR && access != 0) {
            throw refuse(fd, "not open for reading");
        }
        if (kernel.seals(fd.raw()) < 0) {
            throw refuse(fd, "not shared memory (a memfd or a file on tmpfs)");
        }
        charge(fd, size, account);
        return new PoolMemory(this, fd, size, kernel.isHugetlb(fd.raw()), account);
    }

    private void charge(Fd fd, int size, Account account) {
        try {
            account.charge(Held.POOL_BYTES, size);
            try {
                account.charge(Held.POOLS, 1);
            } catch (ProtocolException overQuota) {
                account.discharge(Held.POOL_BYTES, size);
                throw overQuota;
            }
        } catch (ProtocolException overQuota) {
            fd.close();
            throw overQuota;
        }
    }

    private UnusableFdException refuse(Fd fd, String why) {
        fd.close();
        return new UnusableFdException(why);
    }

    /** The way to read a file that is always there. */
    Copied copied(int fd) {
        return new Copied(new FileReader(kernel, fd, staging, reveals() ? null : new StickyZeros()),
                staging);
    }

    /** The best mapping for the file as it is now; {@code copied} if there is none better. */
    PoolMapping map(int fd, int size, boolean hugetlb, Copied copied) {
        if (allows(MappingKind.SEALED, capabilities.holesFill() && !hugetlb)
                && cannotShrinkBelow(fd, size)) {
            long address = kernel.map(fd, size, Native.MAP_SHARED);
            if (address > 0) {
                return new Sealed(kernel, address, size);
            }
        }
        if (allows(MappingKind.NO_FAULT, capabilities.noFaultFlags() != 0 && !hugetlb)) {
            int flags = capabilities.noFaultFlags();
            long address = kernel.map(fd, size, flags);
            if (address > 0) {
                return new NoFault(kernel, fd, flags, address, size, reveals());
            }
        }
        if (allows(MappingKind.GUARDED, capabilities.exactGuard() && !hugetlb)) {
            long address = kernel.map(fd, size, Native.MAP_SHARED);
            if (address > 0) {
                return new Guarded(kernel, fd, address, size, copied.file(), staging);
            }
        }
        return copied;
    }

    /** A mapping of this many bytes, which may be 0 for none, came (1) or went (-1). */
    void count(Account account, int sign, long bytes) {
        if (bytes > 0) {
            mappings += sign;
            account.count(Held.MAPPINGS, sign);
            account.count(Held.MAPPED_BYTES, sign * bytes);
        }
    }

    private boolean allows(MappingKind kind, boolean safe) {
        return safe && mappings < MOST_MAPPINGS && policy.strategy().allows(kind);
    }

    private boolean reveals() {
        return policy.afterRegrow() == ReadPolicy.AfterRegrow.REVEAL;
    }

    /** The seal first, then the size: in this order the answer stays true. */
    private boolean cannotShrinkBelow(int fd, long size) {
        int seals = kernel.seals(fd);
        return seals >= 0 && (seals & Memfd.SEAL_SHRINK) != 0 && kernel.size(fd) >= size;
    }

    KernelCalls kernel() {
        return kernel;
    }

    Disposal disposal() {
        return disposal;
    }

    /** Ends the helper threads. Pools that are still alive stay readable. */
    @Override
    public void close() {
        disposal.close();
    }
}

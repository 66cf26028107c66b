package org.breakwater.shm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What this JVM and this kernel can do, found out once at start. {@link #probe} tries it on files
 * of our own and in ways that cannot kill the process.
 *
 * @param exactGuard   the fault of a bulk copy surfaces as an InternalError inside the try block
 *                     that ends with a native call, so that {@link MappingKind#GUARDED} is safe
 * @param noFaultFlags the mmap flags of a mapping that reads zeros instead of faulting; 0: none
 * @param holesFill    reading a hole of a mapped shmem file always finds a page; without it
 *                     {@link MappingKind#SEALED} is not safe either, because a client may punch
 *                     holes into a sealed file
 */
public record Capabilities(boolean exactGuard, int noFaultFlags, boolean holesFill) {
    /** Nothing but {@code pread} is safe. */
    public static final Capabilities NONE = new Capabilities(false, 0, false);

    /** Before this release the error is asynchronous and strikes a later native call instead. */
    private static final int FIRST_EXACT_RELEASE = 21;
    private static final int TRIALS = 300;
    private static final int TRIAL_BYTES = 8 * 4096;
    /** MAP_NOSIGBUS as proposed in 2021. No released kernel has it yet. */
    private static final int MAP_NOSIGBUS = 0x20_0000;

    /** Finds out; takes some milliseconds. */
    public static Capabilities probe() {
        return new Capabilities(probeGuard(), probeNoFault(), probeHoles(
                Path.of("/proc/sys/vm/overcommit_memory")));
    }

    /**
     * Truncates a file of ours under a bulk copy, many times. Where the error is known to be
     * asynchronous the trial is not run at all, because its errors would surface in other code.
     */
    private static boolean probeGuard() {
        if (Runtime.version().feature() < FIRST_EXACT_RELEASE) {
            return false;
        }
        try (Memfd file = Memfd.create("breakwater-probe", TRIAL_BYTES)) {
            long address = Native.mmap(TRIAL_BYTES, Native.PROT_READ, Native.MAP_SHARED,
                    file.raw());
            if (address < 0) {
                return false;
            }
            try {
                return everyFaultIsCaught(file, Native.view(address, TRIAL_BYTES));
            } finally {
                Native.munmap(address, TRIAL_BYTES);
            }
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean everyFaultIsCaught(Memfd file, ByteBuffer memory) {
        LinuxKernel kernel = new LinuxKernel();
        ByteBuffer target = ByteBuffer.allocateDirect(TRIAL_BYTES);
        int caught = 0;
        try {
            for (int trial = 0; trial < TRIALS; trial++) {
                Native.ftruncate(file.raw(), TRIAL_BYTES);
                Native.ftruncate(file.raw(), trial * 97 % (TRIAL_BYTES - 4096));
                try {
                    target.put(0, memory, 0, TRIAL_BYTES);
                    kernel.size(file.raw());
                } catch (InternalError fault) {
                    caught++;
                }
            }
        } catch (InternalError late) {
            drain(kernel, file.raw());
            return false;
        }
        return drain(kernel, file.raw()) && caught == TRIALS;
    }

    /** Takes in errors that are still on their way. False if there was one. */
    private static boolean drain(LinuxKernel kernel, int fd) {
        boolean quiet = true;
        for (int i = 0; i < 8; i++) {
            try {
                kernel.size(fd);
            } catch (InternalError late) {
                quiet = false;
            }
        }
        return quiet;
    }

    private static int probeNoFault() {
        int shared = Native.MAP_SHARED_VALIDATE | MAP_NOSIGBUS;
        int copyOnWrite = Native.MAP_PRIVATE | MAP_NOSIGBUS;
        if (readsZeros(shared)) {
            return shared;
        }
        return readsZeros(copyOnWrite) ? copyOnWrite : 0;
    }

    /**
     * Whether a missing page of a mapping with these flags reads as zeros. It is the kernel that
     * reads it, to write it into a pipe: a fault there is EFAULT and no signal.
     */
    private static boolean readsZeros(int flags) {
        ByteBuffer block = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
        long scratch = Native.addressOf(block);
        try (Memfd file = Memfd.create("breakwater-probe", TRIAL_BYTES)) {
            long address = Native.mmap(TRIAL_BYTES, Native.PROT_READ, flags, file.raw());
            if (address < 0) {
                return false;
            }
            if (Native.pipe2(scratch, Native.O_CLOEXEC | Native.O_NONBLOCK) < 0) {
                Native.munmap(address, TRIAL_BYTES);
                return false;
            }
            int readEnd = block.getInt(0);
            int writeEnd = block.getInt(4);
            try {
                Native.ftruncate(file.raw(), 0);
                byte[] piped = new byte[64];
                Arrays.fill(piped, (byte) 1);
                block.put(0, piped);
                boolean survived = Native.write(writeEnd, address, 64) == 64
                        && Native.read(readEnd, scratch, 64) == 64;
                block.get(0, piped);
                return survived && Arrays.equals(piped, new byte[64]);
            } finally {
                Native.close(readEnd);
                Native.close(writeEnd);
                Native.munmap(address, TRIAL_BYTES);
            }
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Under strict overcommit a page for a hole may be refused, and then even the mapping of a
     * sealed file faults.
     */
    static boolean probeHoles(Path overcommitMemory) {
        try {
            String mode = Files.readString(overcommitMemory).strip();
            return mode.equals("0") || mode.equals("1");
        } catch (IOException e) {
            return false;
        }
    }
}

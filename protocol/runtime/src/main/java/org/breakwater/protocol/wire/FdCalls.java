package org.breakwater.protocol.wire;

/**
 * What {@link ForeignFds} asks of the kernel. {@link LinuxFdCalls} asks the real one, tests
 * another.
 */
interface FdCalls {
    /** Whether it is shared memory (F_GET_SEALS). Never blocks. */
    boolean isSharedMemory(int fd);

    /**
     * Bytes of memory under a file that is known to be shared memory; for others this may block.
     */
    long allocatedBytes(int fd);

    /** Whether it is a pipe or a FIFO (F_GETPIPE_SZ) or a socket (SO_TYPE). Never blocks. */
    boolean isStream(int fd);

    /** May block for ever, unless it is shared memory. */
    void close(int fd);

    /** The minor number of the device that a file is on, as the kernel has it; -1 where unknown. */
    long device(int fd);

    /**
     * Ends the FUSE connection of that device, if it is one and ours: whoever waits for it gets an
     * error.
     */
    void abort(long device);
}

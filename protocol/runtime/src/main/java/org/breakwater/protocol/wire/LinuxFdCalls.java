package org.breakwater.protocol.wire;

import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/** The kernel that we run on. All but {@link #close} from one thread. */
final class LinuxFdCalls implements FdCalls {
    private static final int BLOCK = 512;

    private final Pointer answer = Memory.allocateDirect(Native.RUNTIME, Native.STAT_BYTES, true);
    private final Pointer length = Memory.allocateDirect(Native.RUNTIME, 4, true);

    @Override
    public boolean isSharedMemory(int fd) {
        return Native.LIBC.fcntl(fd, Native.F_GET_SEALS, 0) >= 0;
    }

    @Override
    public long allocatedBytes(int fd) {
        return Native.LIBC.fstat(fd, answer) < 0 ? 0 : answer.getLong(Native.ST_BLOCKS) * BLOCK;
    }

    @Override
    public boolean isStream(int fd) {
        if (Native.LIBC.fcntl(fd, Native.F_GETPIPE_SZ, 0) >= 0) {
            return true;
        }
        length.putInt(0, 4);
        return Native.LIBC.getsockopt(fd, Native.SOL_SOCKET, Native.SO_TYPE, answer, length) == 0;
    }

    @Override
    public void close(int fd) {
        Native.LIBC.close(fd);
    }
}

package org.breakwater.protocol.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kernel that we run on. All up to {@link #isStream} from one thread. */
final class LinuxFdCalls implements FdCalls {
    private static final Logger LOG = LoggerFactory.getLogger(LinuxFdCalls.class);
    private static final Path CONNECTIONS = Path.of("/sys/fs/fuse/connections");
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

    @Override
    public long device(int fd) {
        Pointer statx = Memory.allocateDirect(Native.RUNTIME, Native.STAT_BYTES, true);
        int flags = Native.AT_EMPTY_PATH | Native.AT_STATX_DONT_SYNC;
        int result = Native.LIBC.statx(fd, "", flags, 0, statx);
        return result < 0 ? -1 : Integer.toUnsignedLong(statx.getInt(Native.STX_DEV_MINOR));
    }

    @Override
    public void abort(long device) {
        Path connection = CONNECTIONS.resolve(Long.toString(device));
        if (!Files.exists(connection)) {
            return;
        }
        try {
            Files.writeString(connection.resolve("abort"), "1\n", StandardOpenOption.WRITE);
            LOG.warn("aborted FUSE connection {}, which does not answer", device);
        } catch (IOException refused) {
            LOG.warn("FUSE connection {} does not answer and cannot be aborted: {}", device,
                    refused.getMessage());
        }
    }
}

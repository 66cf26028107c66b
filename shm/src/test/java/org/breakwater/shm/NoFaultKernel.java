package org.breakwater.shm;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * A kernel with a no-fault flag, modelled on OpenBSD's: a page that is missing when it is touched
 * becomes a page of zeros, and stays one for as long as the mapping lives. {@link #touch} makes
 * all mappings see the files as they are now.
 */
final class NoFaultKernel extends DelegatingKernel {
    static final int FLAGS = 0x4000_0000;
    private static final int PAGE = 4096;
    private static final int MAP_ANONYMOUS = 0x20;

    private final Map<Long, Mapping> mappings = new HashMap<>();

    private record Mapping(int fd, long length, boolean[] gone) {
    }

    void touch() {
        mappings.forEach((address, mapping) -> {
            ByteBuffer memory = Native.view(address, (int) mapping.length);
            long end = linux.size(mapping.fd);
            for (int at = 0; at < mapping.length; at += PAGE) {
                int length = (int) Math.min(PAGE, mapping.length - at);
                mapping.gone[at / PAGE] |= at >= end;
                memory.put(at, new byte[length]);
                if (!mapping.gone[at / PAGE]) {
                    linux.pread(mapping.fd, address + at, length, at);
                }
            }
        });
    }

    @Override
    public long map(int fd, long length, int flags) {
        if (flags != FLAGS) {
            return linux.map(fd, length, flags);
        }
        long address = Native.mmap(length, Native.PROT_READ | Native.PROT_WRITE,
                Native.MAP_PRIVATE | MAP_ANONYMOUS, -1);
        mappings.put(address, new Mapping(fd, length, new boolean[(int) (length / PAGE) + 1]));
        touch();
        return address;
    }

    @Override
    public void unmap(long address, long length) {
        mappings.remove(address);
        linux.unmap(address, length);
    }
}

package org.breakwater.protocol.wire;

/** How a descriptor that one peer has sent is closed. */
@FunctionalInterface
public interface FdCloser {
    /** By {@code close(2)}, which waits as long as the file likes. */
    FdCloser AT_ONCE = Native.LIBC::close;

    /** Takes over the open descriptor with this number. */
    void close(int raw);
}

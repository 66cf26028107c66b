package org.breakwater.compositor.linuxdmabuf;

import org.breakwater.protocol.wire.Fd;

/**
 * Tells dmabufs from other files. A driver that draws in software maps whatever it is given: a file that can
 * shrink would take it down.
 */
@FunctionalInterface
public interface DmabufFiles {
    /** As a size: it is no dmabuf. */
    long NONE = -1;

    /** The bytes of memory behind a descriptor that anybody may have sent, or {@link #NONE}. Never blocks. */
    long size(Fd fd);
}

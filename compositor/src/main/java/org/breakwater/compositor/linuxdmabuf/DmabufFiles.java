package org.breakwater.compositor.linuxdmabuf;

import org.breakwater.protocol.wire.Fd;

/**
 * Tells dmabufs from other files, and when they have been drawn. A driver that draws in software maps
 * whatever it is given: a file that can shrink would take it down.
 */
public interface DmabufFiles {
    /** As a size: it is no dmabuf. */
    long NONE = -1;

    /** As a descriptor to wait for: there is nothing to wait for. */
    int FINISHED = -1;

    /** The bytes of memory behind a descriptor that anybody may have sent, or {@link #NONE}. Never blocks. */
    long size(Fd fd);

    /**
     * The number of a descriptor that is readable once no device draws into the dmabuf any more, or {@link
     * #FINISHED} when none does. It is open for as long as the dmabuf's own. Never blocks.
     */
    int unfinished(Fd dmabuf);
}

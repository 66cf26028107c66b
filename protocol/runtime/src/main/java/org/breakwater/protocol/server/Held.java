package org.breakwater.protocol.server;

import java.util.Locale;

/** What is held for a client and counted in its {@link Account}. */
public enum Held {
    /** Live protocol objects, the display's own among them. */
    OBJECTS(64 << 10),
    /** Bytes of events that the client has not read. */
    UNSENT_BYTES(4 << 20),
    /** Descriptors open: those of pools, those that came and wait for their request, those to be sent. */
    FDS(4 << 10),
    /** Files of pixels; a pool lives on in its buffers. */
    POOLS(4 << 10),
    /** The sizes of the pools: address space, where they are mapped. */
    POOL_BYTES(256L << 30),
    BUFFERS(16 << 10),
    SURFACES(4 << 10),
    SUBSURFACES(4 << 10),
    /** Frame callbacks that no frame has answered. */
    FRAME_CALLBACKS(16 << 10),
    /** Commits that wait for another one, as a synchronized subsurface's do. */
    WAITING_COMMITS(2 << 10),
    /** Rectangles of regions, and of the opaque and input regions of surfaces. */
    REGION_RECTANGLES(64 << 10),
    /** The pixels of what surfaces show. */
    TEXTURE_BYTES(1L << 30),
    /** Names of types that data is offered in. */
    TYPE_BYTES(1 << 20),
    /** The pixels of windows' icons. */
    ICON_BYTES(64 << 20),
    /** Keymaps of virtual keyboards, those that are being read among them; each takes a megabyte or so. */
    KEYMAPS(32),
    /** Files mapped: a matter of the mapper's, which has a bound of its own. */
    MAPPINGS(Quotas.NONE),
    /** The lengths of the mappings. */
    MAPPED_BYTES(Quotas.NONE);

    static final int KINDS = values().length;

    private final long standard;
    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Held(long standard) {
        this.standard = standard;
    }

    /** As in "frame-callbacks". */
    public String label() {
        return label;
    }

    /** The quota where nobody asked for another. */
    long standard() {
        return standard;
    }
}

package org.breakwater.compositor;

import org.breakwater.config.QuotaConfig;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.server.Quotas;

/** The configuration's {@code [quota]} in the protocol's terms. */
final class QuotaPolicy {
    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;
    /** One client alone must not be able to take all descriptors. */
    private static final long SHARE = 4;

    /** As many times its quota as one client may hold, all clients may hold together. */
    private static final long CLIENTS = 8;

    /** The same of what is large, and in our heap. */
    private static final long HEAPS = 2;

    /** The part of all descriptors that may go into connections; what is held for them needs the others. */
    private static final long CONNECTIONS = 8;

    private QuotaPolicy() {
    }

    /** How many clients may be connected at the same time. */
    static int connections(QuotaConfig config, long openFiles) {
        return (int) Math.min(config.connections(), openFiles / CONNECTIONS);
    }

    /** {@code openFiles}: how many the compositor may have open. */
    static Quotas of(QuotaConfig config, long openFiles) {
        return Quotas.standard()
                .with(Held.OBJECTS, config.objects())
                .with(Held.UNSENT_BYTES, config.unsentKib() * KIB)
                .with(Held.FDS, Math.min(config.fds(), openFiles / SHARE))
                .with(Held.POOLS, config.pools())
                .with(Held.POOL_BYTES, config.poolMib() * MIB)
                .with(Held.BUFFERS, config.buffers())
                .with(Held.SURFACES, config.surfaces())
                .with(Held.SUBSURFACES, config.subsurfaces())
                .with(Held.FRAME_CALLBACKS, config.frameCallbacks())
                .with(Held.WAITING_COMMITS, config.waitingCommits())
                .with(Held.REGION_RECTANGLES, config.regionRectangles())
                .with(Held.TEXTURE_BYTES, config.textureMib() * MIB)
                .with(Held.TYPE_BYTES, config.typeKib() * KIB)
                .with(Held.ICON_BYTES, config.iconMib() * MIB)
                .with(Held.KEYMAPS, config.keymaps());
    }

    /**
     * What all clients may hold together, so that many of them cannot do what one cannot: exhaust our
     * heap, our descriptors, or the {@code memory} of the machine (bytes).
     */
    static Quotas together(QuotaConfig config, long openFiles, long memory) {
        Quotas one = of(config, openFiles);
        Quotas together = Quotas.unlimited();
        for (Held kind : Held.values()) {
            together = together.with(kind, switch (kind) {
                case OBJECTS, UNSENT_BYTES, SURFACES, SUBSURFACES, FRAME_CALLBACKS, WAITING_COMMITS,
                        REGION_RECTANGLES, TYPE_BYTES, POOLS, BUFFERS, KEYMAPS -> CLIENTS * one.limit(kind);
                case ICON_BYTES -> HEAPS * one.limit(kind);
                case FDS -> openFiles / SHARE * (SHARE - 1);
                case TEXTURE_BYTES -> Math.max(one.limit(kind), memory / 2);
                case POOL_BYTES, MAPPINGS, MAPPED_BYTES -> Quotas.NONE;
            });
        }
        return together;
    }
}

package org.breakwater.protocol.server;

import java.util.Arrays;

/** How much may be held, of each kind: for one client, or for all of them together. Immutable. */
public final class Quotas {
    /** As a limit: there is none. */
    public static final long NONE = Long.MAX_VALUE;

    private final long[] limits;

    private Quotas(long[] limits) {
        this.limits = limits;
    }

    /** Far more than any program that draws windows has been seen to need. */
    public static Quotas standard() {
        long[] limits = new long[Held.KINDS];
        for (Held kind : Held.values()) {
            limits[kind.ordinal()] = kind.standard();
        }
        return new Quotas(limits);
    }

    /** No limits at all. */
    public static Quotas unlimited() {
        long[] limits = new long[Held.KINDS];
        Arrays.fill(limits, NONE);
        return new Quotas(limits);
    }

    /** The same but for one limit, or {@link #NONE}. */
    public Quotas with(Held kind, long limit) {
        if (limit < 0) {
            throw new IllegalArgumentException(kind.label() + " limited to " + limit);
        }
        long[] changed = limits.clone();
        changed[kind.ordinal()] = limit;
        return new Quotas(changed);
    }

    public long limit(Held kind) {
        return limits[kind.ordinal()];
    }
}

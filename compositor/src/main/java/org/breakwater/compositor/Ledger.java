package org.breakwater.compositor;

import java.util.EnumMap;
import java.util.Map;
import org.breakwater.protocol.server.Account;
import org.breakwater.protocol.server.Held;

/**
 * What the compositor holds on behalf of its clients, right now. Without clients every number is zero.
 *
 * @param textures contents of surfaces on the GPU; {@code textureBytes}: their pixels
 * @param held what is charged to the clients' accounts, summed up; every kind is there
 */
public record Ledger(int clients, int textures, long textureBytes, Map<Held, Long> held) {
    public static final Ledger ZERO = new Ledger(0, 0, 0, snapshot(Account.unlimited()));

    public Ledger {
        held = Map.copyOf(held);
    }

    static Map<Held, Long> snapshot(Account account) {
        Map<Held, Long> held = new EnumMap<>(Held.class);
        for (Held kind : Held.values()) {
            held.put(kind, account.held(kind));
        }
        return held;
    }

    public long held(Held kind) {
        return held.get(kind);
    }

    public long objects() {
        return held(Held.OBJECTS);
    }

    public long surfaces() {
        return held(Held.SURFACES);
    }

    public long pools() {
        return held(Held.POOLS);
    }

    public long buffers() {
        return held(Held.BUFFERS);
    }

    public long fds() {
        return held(Held.FDS);
    }

    public long mappings() {
        return held(Held.MAPPINGS);
    }

    public long mappedBytes() {
        return held(Held.MAPPED_BYTES);
    }
}

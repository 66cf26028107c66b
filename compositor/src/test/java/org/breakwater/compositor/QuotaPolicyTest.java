package org.breakwater.compositor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.config.Config;
import org.breakwater.config.QuotaConfig;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.server.Quotas;
import org.junit.jupiter.api.Test;

class QuotaPolicyTest {
    @Test
    void anEmptyConfigurationMeansTheStandardQuotas() {
        Quotas configured = QuotaPolicy.of(Config.defaults().quota(), 1 << 20);
        for (Held kind : Held.values()) {
            assertEquals(Quotas.standard().limit(kind), configured.limit(kind), kind.label());
        }
    }

    @Test
    void everyOptionReachesItsQuota() {
        Quotas quotas = QuotaPolicy.of(
                new QuotaConfig(100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114,
                        115),
                1 << 20);
        List<Long> limits = new ArrayList<>();
        for (Held kind : Held.values()) {
            limits.add(quotas.limit(kind));
        }
        assertEquals(List.of(101L, 102L << 10, 103L, 104L, 105L << 20, 106L, 107L, 108L, 109L, 110L, 111L,
                112L << 20, 113L << 10, 114L << 20, 115L, Quotas.NONE, Quotas.NONE), limits);
    }

    @Test
    void manyClientsCannotTakeEverythingTogether() {
        Quotas together = QuotaPolicy.together(Config.defaults().quota(), 1024, 16L << 30);
        assertEquals(768, together.limit(Held.FDS));
        assertEquals(8L << 30, together.limit(Held.TEXTURE_BYTES));
        assertEquals(8 * 65_536, together.limit(Held.OBJECTS));
    }

    @Test
    void connectionsLeaveDescriptorsForEverythingElse() {
        assertEquals(1024, QuotaPolicy.connections(Config.defaults().quota(), 1 << 20));
        assertEquals(128, QuotaPolicy.connections(Config.defaults().quota(), 1024));
    }

    @Test
    void oneClientGetsAQuarterOfTheDescriptorsAtMost() {
        assertEquals(256, QuotaPolicy.of(Config.defaults().quota(), 1024).limit(Held.FDS));
    }
}

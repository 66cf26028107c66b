package org.breakwater.compositor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Global;
import org.breakwater.protocol.server.GlobalFilter;

/**
 * Programs that bind an interface at whatever version is announced, and then abort on the first event that
 * they were not written for. They are told a version that they can bear. Programs are known by the name of
 * their executable, which is good enough for this: nothing is protected by it.
 */
final class ClientQuirks implements GlobalFilter {
    /** Weston 10's listens for the events of xdg_toplevel 1 alone; version 4 brought the next. */
    private static final Map<String, Map<String, Integer>> KNOWN =
            Map.of("weston-presentation-shm", Map.of("xdg_wm_base", 3));

    /** The interfaces that any of them has trouble with: only for these does it matter who asks. */
    private static final Set<String> LIMITED = KNOWN.values().stream()
            .flatMap(limits -> limits.keySet().stream())
            .collect(Collectors.toUnmodifiableSet());

    private final Map<Client, Map<String, Integer>> limits = new WeakHashMap<>();

    @Override
    public int offered(Client client, Global<?> global) {
        String name = global.type().spec().name();
        if (!LIMITED.contains(name)) {
            return global.version();
        }
        Integer limit = limits.computeIfAbsent(client, ClientQuirks::limitsOf).get(name);
        return limit == null ? global.version() : Math.min(limit, global.version());
    }

    private static Map<String, Integer> limitsOf(Client client) {
        try {
            Path executable = Files.readSymbolicLink(Path.of("/proc/" + client.pid() + "/exe"));
            return KNOWN.getOrDefault(executable.getFileName().toString(), Map.of());
        } catch (IOException gone) {
            return Map.of();
        }
    }
}

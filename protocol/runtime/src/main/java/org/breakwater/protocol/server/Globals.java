package org.breakwater.protocol.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.wayland.WlDisplay;
import org.breakwater.wayland.server.WlRegistryResource;

/** All globals of a display, and every client's {@code wl_registry} that shows them. */
final class Globals implements WlRegistryResource.Requests {
    /** Withdrawn globals that late binds still find. */
    private static final int REMEMBERED = 64;

    private final Map<Integer, Global<?>> byName = new LinkedHashMap<>();
    private final ArrayDeque<Global<?>> withdrawn = new ArrayDeque<>();
    private final List<WlRegistryResource> registries = new ArrayList<>();
    private GlobalFilter filter = GlobalFilter.NONE;
    private int lastName;

    Global<?> add(Global<?> global) {
        byName.put(global.name(), global);
        for (WlRegistryResource registry : registries) {
            try {
                announce(registry, global);
            } catch (Throwable thrown) {
                registry.client().failed("the announcement of a global", thrown);
            }
        }
        return global;
    }

    void setFilter(GlobalFilter newFilter) {
        filter = newFilter;
    }

    int nextName() {
        return ++lastName;
    }

    Collection<Global<?>> all() {
        return byName.values().stream().filter(g -> !g.isRemoved()).toList();
    }

    void addRegistry(WlRegistryResource registry) {
        registry.handle(this);
        registries.add(registry);
        for (Global<?> global : byName.values()) {
            if (!global.isRemoved()) {
                announce(registry, global);
            }
        }
    }

    void withdraw(Global<?> global) {
        for (WlRegistryResource registry : registries) {
            try {
                if (offered(registry, global) > 0) {
                    registry.sendGlobalRemove(global.name());
                }
            } catch (Throwable thrown) {
                registry.client().failed("the removal of a global", thrown);
            }
        }
        withdrawn.add(global);
        if (withdrawn.size() > REMEMBERED) {
            byName.remove(withdrawn.poll().name());
        }
    }

    @Override
    public void bind(WlRegistryResource resource, int name, String interfaceName, int version, int id) {
        Global<?> global = byName.get(name);
        int offered = global == null ? 0 : offered(resource, global);
        if (offered == 0) {
            throw resource.error(WlDisplay.Error.INVALID_OBJECT, "invalid global %s (%s)", interfaceName,
                    Integer.toUnsignedString(name));
        }
        global.bind(resource, interfaceName, version, offered, id);
    }

    @Override
    public void destroyed(Resource registry) {
        registries.remove(registry);
    }

    private void announce(WlRegistryResource registry, Global<?> global) {
        int offered = offered(registry, global);
        if (offered > 0) {
            registry.sendGlobal(global.name(), global.type().spec().name(), offered);
        }
    }

    private int offered(WlRegistryResource registry, Global<?> global) {
        return filter.offered(registry.client(), global);
    }
}

package org.breakwater.protocol.server;

import java.util.function.Consumer;
import org.breakwater.wayland.WlDisplay;

/** Something announced to every client by {@code wl_registry}, and what happens when one binds it. */
public final class Global<R extends Resource> {
    private final Globals globals;
    private final int name;
    private final ResourceType<R> type;
    private final int version;
    private final Consumer<R> bound;
    private boolean removed;

    Global(Globals globals, int name, ResourceType<R> type, int version, Consumer<R> bound) {
        this.globals = globals;
        this.name = name;
        this.type = type;
        this.version = version;
        this.bound = bound;
    }

    /** Its number in the registry. */
    public int name() {
        return name;
    }

    public ResourceType<R> type() {
        return type;
    }

    public int version() {
        return version;
    }

    public boolean isRemoved() {
        return removed;
    }

    /**
     * Withdraws it. A client that has not heard of that may still bind it, and gets an inert object; objects
     * already bound are the owner's to make inert.
     */
    public void remove() {
        if (!removed) {
            removed = true;
            globals.withdraw(this);
        }
    }

    void bind(Resource registry, String interfaceName, int wanted, int offered, int id) {
        if (!type.spec().name().equals(interfaceName)) {
            throw registry.error(WlDisplay.Error.INVALID_OBJECT, "global %d is a %s, not a %s", name,
                    type.spec().name(), interfaceName);
        }
        if (wanted <= 0 || wanted > offered) {
            throw registry.error(WlDisplay.Error.INVALID_OBJECT,
                    "invalid version for global %s (%d): have %d, wanted %s", interfaceName, name, offered,
                    Integer.toUnsignedString(wanted));
        }
        R resource = registry.client().createFromClient(id, type, wanted);
        if (removed) {
            resource.makeInert();
        } else {
            bound.accept(resource);
        }
    }
}

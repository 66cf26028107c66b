package org.breakwater.compositor.xdg;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/** What an extension keeps for those toplevels that it was used with: made at first use, gone with the toplevel. */
public final class ToplevelMap<T> {
    private final Map<XdgToplevel, T> entries = new IdentityHashMap<>();
    private final Function<XdgToplevel, T> make;

    /** {@code make}: makes what is kept for a toplevel that is alive. */
    public ToplevelMap(Function<XdgToplevel, T> make) {
        this.make = make;
    }

    /** What is kept for the toplevel, made when there is nothing yet. */
    public T of(XdgToplevel toplevel) {
        T entry = entries.get(toplevel);
        if (entry == null) {
            entry = make.apply(toplevel);
            entries.put(toplevel, entry);
            toplevel.signals().destroyed().add(entries::remove);
        }
        return entry;
    }

    /** What is kept for the toplevel, or null. */
    public T existing(XdgToplevel toplevel) {
        return entries.get(toplevel);
    }
}

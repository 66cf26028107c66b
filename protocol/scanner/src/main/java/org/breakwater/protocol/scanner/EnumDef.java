package org.breakwater.protocol.scanner;

import java.util.List;

/**
 * An enum of an interface.
 *
 * @param bitfield whether its values are combined
 */
public record EnumDef(Location at, String name, int since, boolean bitfield, String summary,
        List<Entry> entries) {
    /** Copies the list. */
    public EnumDef {
        entries = List.copyOf(entries);
    }

    /** Whether its values are what {@code wl_display.error} reports for its interface. */
    boolean isErrorCode() {
        return name.equals("error");
    }

    /** Whether some entries came later than the first version of the interface. */
    boolean isVersioned() {
        return entries.stream().anyMatch(e -> e.since() > 1);
    }

    EnumDef cutTo(int target) {
        return new EnumDef(at, name, since, bitfield, summary,
                entries.stream().filter(e -> e.since() <= target).toList());
    }
}

package org.breakwater.protocol.scanner;

import java.util.List;

/**
 * An interface: its requests and events in opcode order, and its enums.
 *
 * @param summary a short description, or an empty string
 */
public record Interface(Location at, String name, int version, String summary,
        List<Message> requests, List<Message> events, List<EnumDef> enums) {
    /** Copies the lists. */
    public Interface {
        requests = List.copyOf(requests);
        events = List.copyOf(events);
        enums = List.copyOf(enums);
    }

    /** The enum of that name, or null. */
    public EnumDef enumNamed(String enumName) {
        for (EnumDef candidate : enums) {
            if (candidate.name().equals(enumName)) {
                return candidate;
            }
        }
        return null;
    }

    /** This interface as it was at a version: without the messages and entries that came later. */
    Interface cutTo(int target) {
        return new Interface(at, name, target, summary,
                requests.stream().filter(m -> m.since() <= target).toList(),
                events.stream().filter(m -> m.since() <= target).toList(),
                enums.stream().filter(e -> e.since() <= target).map(e -> e.cutTo(target))
                        .filter(e -> !e.entries().isEmpty()).toList());
    }
}

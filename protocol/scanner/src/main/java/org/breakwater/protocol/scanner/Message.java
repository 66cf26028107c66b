package org.breakwater.protocol.scanner;

import java.util.List;

/**
 * A request or an event.
 *
 * @param since           the first version of the interface that has it
 * @param deprecatedSince the first version that advises against it, or 0
 * @param destructor      whether sending it ends the object's life
 */
public record Message(Location at, String name, int since, int deprecatedSince,
        boolean destructor, String summary, List<Argument> arguments) {
    /** Copies the list. */
    public Message {
        arguments = List.copyOf(arguments);
    }

    /** Whether it carries a file descriptor. */
    boolean carriesFd() {
        return arguments.stream().anyMatch(a -> a.type() == ArgumentType.FD);
    }
}

package org.breakwater.protocol.scanner;

import java.util.List;

/** One definition file: a named group of interfaces. */
public record Protocol(String name, List<Interface> interfaces) {
    /** Copies the list. */
    public Protocol {
        interfaces = List.copyOf(interfaces);
    }
}

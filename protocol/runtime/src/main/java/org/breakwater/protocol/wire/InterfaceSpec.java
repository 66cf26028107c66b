package org.breakwater.protocol.wire;

/** What the wire needs to know of an interface: its name, the version spoken, and its messages by opcode. */
public final class InterfaceSpec {
    private final String name;
    private final int version;
    private final MessageSpec[] requests;
    private final MessageSpec[] events;

    public InterfaceSpec(String name, int version, MessageSpec[] requests, MessageSpec[] events) {
        this.name = name;
        this.version = version;
        this.requests = requests;
        this.events = events;
    }

    public String name() {
        return name;
    }

    public int version() {
        return version;
    }

    public int requestCount() {
        return requests.length;
    }

    public int eventCount() {
        return events.length;
    }

    public MessageSpec request(int opcode) {
        return requests[opcode];
    }

    public MessageSpec event(int opcode) {
        return events[opcode];
    }

    @Override
    public String toString() {
        return name;
    }
}

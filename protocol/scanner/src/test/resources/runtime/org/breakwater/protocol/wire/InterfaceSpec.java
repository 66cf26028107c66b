package org.breakwater.protocol.wire;

public record InterfaceSpec(String name, int version, MessageSpec[] requests,
        MessageSpec[] events) {
}

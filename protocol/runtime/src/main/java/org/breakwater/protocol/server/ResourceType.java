package org.breakwater.protocol.server;

import org.breakwater.protocol.wire.InterfaceSpec;

/** An interface with the Java class of its server-side objects; one constant per generated class. */
public record ResourceType<R extends Resource>(InterfaceSpec spec, Class<R> javaType,
        Factory<R> factory) {
    /** The constructor of a generated class. */
    @FunctionalInterface
    public interface Factory<R> {
        R create(Client client, int id, int version);
    }
}

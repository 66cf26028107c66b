package org.breakwater.protocol.server;

import org.breakwater.protocol.wire.InterfaceSpec;

public record ResourceType<R extends Resource>(InterfaceSpec spec, Class<R> javaType,
        Factory<R> factory) {
    public interface Factory<R> {
        R create(Client client, int id, int version);
    }
}

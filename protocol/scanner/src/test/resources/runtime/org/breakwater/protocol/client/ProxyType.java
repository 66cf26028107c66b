package org.breakwater.protocol.client;

import org.breakwater.protocol.wire.InterfaceSpec;

public record ProxyType<P extends Proxy>(InterfaceSpec spec, Class<P> javaType,
        Factory<P> factory) {
    public interface Factory<P> {
        P create(ClientDisplay display, int id, int version);
    }
}

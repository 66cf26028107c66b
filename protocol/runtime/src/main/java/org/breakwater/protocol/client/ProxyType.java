package org.breakwater.protocol.client;

import org.breakwater.protocol.wire.InterfaceSpec;

/** An interface with the Java class of its client-side objects; one constant per generated class. */
public record ProxyType<P extends Proxy>(InterfaceSpec spec, Class<P> javaType, Factory<P> factory) {
    /** The constructor of a generated class. */
    @FunctionalInterface
    public interface Factory<P> {
        P create(ClientDisplay display, int id, int version);
    }
}

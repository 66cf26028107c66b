package org.breakwater.protocol.server;

/** Decides what a client is shown of a global. The answer for a client must not change while it lives. */
@FunctionalInterface
public interface GlobalFilter {
    /** Shows everybody everything. */
    GlobalFilter NONE = (client, global) -> global.version();

    /** The version offered to the client, at most the global's; 0 hides it. */
    int offered(Client client, Global<?> global);
}

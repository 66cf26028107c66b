package org.breakwater.protocol.server;

/** What stands behind a protocol object; each generated {@code Requests} interface extends it. */
public interface ResourceHandler {
    /** Called once when the object is gone, whoever ended it. Sending events to it does nothing by now. */
    default void destroyed(Resource resource) {
    }
}

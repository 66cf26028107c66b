package org.breakwater.protocol.server;

/**
 * A client broke the protocol. Made by {@link Resource#error}, thrown by a handler, and turned into
 * {@code wl_display.error} in one place. Stackless.
 */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Resource resource;
    private final int code;

    ProtocolException(Resource resource, int code, String message) {
        super(message, null, false, false);
        this.resource = resource;
        this.code = code;
    }

    /** The object that the error names. */
    public Resource resource() {
        return resource;
    }

    public int code() {
        return code;
    }
}

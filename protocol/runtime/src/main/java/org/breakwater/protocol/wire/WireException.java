package org.breakwater.protocol.wire;

/**
 * A message that does not follow its signature, or a stream that cannot be framed. Stackless: it
 * describes the peer, not this program.
 */
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message, null, false, false);
    }
}

package org.breakwater.compositor.ipc;

/** A command cannot be served as it was asked; the message goes to whoever asked. Stackless. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message, null, false, false);
    }
}

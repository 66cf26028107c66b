package org.breakwater.render;

/** The renderer cannot do what it was asked: no memory, a missing driver, a lost context. */
public final class RenderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RenderException(String message) {
        super(message);
    }

    public RenderException(String message, Throwable cause) {
        super(message, cause);
    }
}

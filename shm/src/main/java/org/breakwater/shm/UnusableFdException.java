package org.breakwater.shm;

/** A descriptor that cannot back a pool: {@code wl_shm.invalid_fd}. Its fd is being closed. */
public final class UnusableFdException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableFdException(String message) {
        super(message, null, false, false);
    }
}

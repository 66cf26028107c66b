package org.breakwater.compositor.backend.drm;

import java.io.IOException;

/** The kernel refused a call; {@link #errno} says why. */
public final class KmsException extends IOException {
    private static final long serialVersionUID = 1;

    private final int errno;

    /** {@code errno}: positive. */
    public KmsException(String what, int errno) {
        super(what + ": " + Errno.describe(errno));
        this.errno = errno;
    }

    /** What matters is what was asked of the kernel, not by whom: a card may refuse for long, and often. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    public int errno() {
        return errno;
    }

    /** The card is not there any more. */
    public boolean isDeviceGone() {
        return Errno.isDeviceGone(errno);
    }
}

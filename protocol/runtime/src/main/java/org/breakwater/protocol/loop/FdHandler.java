package org.breakwater.protocol.loop;

/** Called on the loop's thread when a watched descriptor is ready. */
@FunctionalInterface
public interface FdHandler {
    /** {@code events}: a mask of {@link FdSource}'s constants. */
    void ready(int events);
}

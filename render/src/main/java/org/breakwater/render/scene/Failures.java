package org.breakwater.render.scene;

/** Keeps what one of several listeners threw until all have been told; the others are suppressed in the first. */
final class Failures {
    private Failures() {
    }

    /** {@code first}: null when nothing has failed yet. */
    static Throwable join(Throwable first, Throwable next) {
        if (first == null) {
            return next;
        }
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }

    /** Throws it as it is; null: does nothing. */
    static void rethrow(Throwable first) {
        if (first != null) {
            throw Failures.<RuntimeException>unchecked(first);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }
}

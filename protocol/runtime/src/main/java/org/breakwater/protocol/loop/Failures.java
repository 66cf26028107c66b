package org.breakwater.protocol.loop;

/**
 * Keeps what one of several callbacks threw until all of them have run: the first is thrown then, the
 * others are suppressed in it.
 */
public final class Failures {
    private Failures() {
    }

    /** {@code first}: null when nothing has failed yet. */
    public static Throwable join(Throwable first, Throwable next) {
        if (first == null) {
            return next;
        }
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }

    /** Takes every step, whatever those before it throw; then throws that. For what ends something. */
    public static void all(Runnable... steps) {
        Throwable failure = null;
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (Throwable thrown) {
                failure = join(failure, thrown);
            }
        }
        rethrow(failure);
    }

    /** Throws it as it is; null: does nothing. */
    public static void rethrow(Throwable first) {
        if (first != null) {
            throw Failures.<RuntimeException>unchecked(first);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }
}

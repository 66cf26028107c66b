package org.breakwater.tests.boundary;

/** What is thrown, and how often it was. Told apart in the log by its name. */
final class Fault {
    /** The kinds of throwable that must make no difference. */
    enum Kind {
        EXCEPTION, ASSERTION, OUT_OF_MEMORY, STACK_OVERFLOW;

        Throwable named(String name) {
            return switch (this) {
                case EXCEPTION -> new IllegalStateException(name);
                case ASSERTION -> new AssertionError(name);
                case OUT_OF_MEMORY -> new OutOfMemoryError(name);
                case STACK_OVERFLOW -> new StackOverflowError(name);
            };
        }
    }

    private final Throwable thrown;
    private int times;

    Fault(Kind kind, String name) {
        thrown = kind.named("injected: " + name);
    }

    /** Throws at the first call, and does nothing at others. */
    void strike() {
        if (times++ == 0) {
            throw Fault.<RuntimeException>unchecked(thrown);
        }
    }

    boolean hasStruck() {
        return times > 0;
    }

    /** How it begins in a log, on a line of its own above its stack. */
    String line() {
        return thrown.toString();
    }

    boolean isOutOfMemory() {
        return thrown instanceof OutOfMemoryError;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }
}

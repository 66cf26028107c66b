package org.breakwater.compositor.demo;

/** What Breakwater must make of an attack, exactly. */
sealed interface Expectation {
    /**
     * The window shows the colour, but for the bytes of its buffer from {@code from} up to {@code to}, which
     * the compositor reads as zeros; and the client is told nothing.
     */
    record Zeros(int from, int to) implements Expectation {
        /** The window shows the colour everywhere. */
        static Zeros none() {
            return new Zeros(0, 0);
        }

        /** All bytes from {@code from} on are zeros. */
        static Zeros after(int from) {
            return new Zeros(from, HostileClient.BYTES);
        }

        boolean covers(int offset) {
            return offset >= from && offset < to;
        }
    }

    /** The client gets this {@code wl_display.error}. */
    record Refusal(String interfaceName, int code) implements Expectation {
    }

    /** The client is gone by its own will, and its window with it. */
    record Gone() implements Expectation {
    }
}

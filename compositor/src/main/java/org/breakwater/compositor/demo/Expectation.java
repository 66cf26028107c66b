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

        @Override
        public String toString() {
            if (from == to) {
                return "the whole picture, and a client that lives on";
            }
            String range = "zeros from " + Examination.place(from / 4);
            return (to == HostileClient.BYTES ? range : range + " to " + Examination.place(to / 4 - 1))
                    + ", and a client that lives on";
        }
    }

    /** The client gets this {@code wl_display.error}. */
    record Refusal(String interfaceName, int code) implements Expectation {
        @Override
        public String toString() {
            return interfaceName + " error " + code;
        }
    }

    /** The client is gone by its own will, and its window with it. */
    record Gone() implements Expectation {
        @Override
        public String toString() {
            return "no window left";
        }
    }
}

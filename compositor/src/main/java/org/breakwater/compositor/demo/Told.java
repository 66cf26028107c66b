package org.breakwater.compositor.demo;

/** What a hostile client heard from the compositor in the end. */
sealed interface Told {
    /** The compositor answered as if nothing had been. */
    record LivesOn() implements Told {
        @Override
        public String toString() {
            return "lives on";
        }
    }

    /** {@code wl_display.error}. */
    record Error(String interfaceName, int code, String message) implements Told {
        @Override
        public String toString() {
            String text = message.replaceFirst("^\\S+ error -?\\d+: ", "");
            return interfaceName + " error " + code + ": " + text;
        }
    }

    /** The connection ended without an error. */
    record HungUp(String reason) implements Told {
        @Override
        public String toString() {
            return "disconnected";
        }
    }

    /** No answer in time. */
    record Nothing() implements Told {
        @Override
        public String toString() {
            return "no answer";
        }
    }

    /** The client itself ended the connection. */
    record Left() implements Told {
        @Override
        public String toString() {
            return "has left";
        }
    }
}

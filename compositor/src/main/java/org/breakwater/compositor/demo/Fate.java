package org.breakwater.compositor.demo;

import java.util.Map;

/** What became of the compositor. */
sealed interface Fate {
    /** It runs, and serves the good client. */
    record Alive() implements Fate {
        @Override
        public String toString() {
            return "survives";
        }
    }

    /** Its process has ended, with the status that a shell would give: 128 and the signal's number. */
    record Dead(int status) implements Fate {
        private static final int SIGNALLED = 128;
        private static final Map<Integer, String> SIGNALS = Map.of(2, "SIGINT", 4, "SIGILL", 6, "SIGABRT",
                7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 13, "SIGPIPE", 15, "SIGTERM");

        @Override
        public String toString() {
            String signal = SIGNALS.get(status - SIGNALLED);
            return "dies: " + (signal == null ? "exit status " + status : signal);
        }
    }

    /** It runs, but the good client is not served. */
    record Failing(String how) implements Fate {
        @Override
        public String toString() {
            return how;
        }
    }
}

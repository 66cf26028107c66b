package org.breakwater.tests.boundary;

/**
 * A place where something thrown must stop.
 *
 * @param blame who is disconnected for it
 * @param inLoop how often it counts as having reached the loop, rather than a client's own boundary
 */
record Boundary(String name, Blame blame, int inLoop, Injection injection) {
    enum Blame {
        /** The client on whose behalf it happened, alone. */
        CULPRIT,
        /** Nobody: it happened on no client's behalf. */
        NOBODY,
        /** The culprit has gone by itself. */
        GONE
    }

    /** Makes the fault happen, or gets ready for what the next frames do. */
    @FunctionalInterface
    interface Injection {
        void into(Stage stage) throws Exception;
    }

    static Boundary ofClient(String name, Injection injection) {
        return new Boundary(name, Blame.CULPRIT, 0, injection);
    }

    static Boundary ofSession(String name, Injection injection) {
        return new Boundary(name, Blame.NOBODY, 1, injection);
    }

    @Override
    public String toString() {
        return name;
    }
}

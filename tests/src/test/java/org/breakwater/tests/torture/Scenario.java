package org.breakwater.tests.torture;

/**
 * One thing that a hostile client does.
 *
 * @param group  a letter for the kind of attack: A truncation, B seals, C kinds of descriptor, E
 *               arithmetic, F lifetimes, G exhaustion, I content
 * @param number within all groups, as it is counted in the list of attacks known
 */
record Scenario(char group, int number, String name, Steps steps) {
    /** What the client does, and what is to come of it. */
    @FunctionalInterface
    interface Steps {
        void run(Attack attack) throws Exception;
    }

    @Override
    public String toString() {
        return group + "" + number + " " + name;
    }
}

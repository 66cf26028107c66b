package org.breakwater.compositor.demo;

/**
 * What came of one attack.
 *
 * @param attack       what was done
 * @param fate         of the compositor
 * @param told         what the hostile client heard; null when it could not even start
 * @param reading      what the compositor read, in words; null when nobody could look
 * @param asExpected   whether that is exact, and the client was told what it must be; null when nothing is
 *                     expected of this compositor
 * @param worstGapMillis the good client's longest wait for a frame meanwhile
 */
record Outcome(Attack attack, Fate fate, Told told, String reading, Boolean asExpected,
        long worstGapMillis) {
    /** The compositor lives, serves the others, and did what was expected of it. */
    boolean holds() {
        return fate instanceof Fate.Alive && !Boolean.FALSE.equals(asExpected);
    }
}

package org.breakwater.tests.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes a failing sequence smaller: leaves out ever smaller chunks for as long as it still fails. */
final class Minimiser {
    private static final int MOST_TRIALS = 1_000;
    private static final long MOST_NANOS = 60_000_000_000L;

    /** Plays a sequence in a compositor of its own; the failure, or null. */
    @FunctionalInterface
    interface Trial {
        Throwable play(List<String> steps) throws IOException;
    }

    private final Trial trial;
    private final long start = System.nanoTime();
    private int trials;

    Minimiser(Trial trial) {
        this.trial = trial;
    }

    /** {@code failing}, or less that fails in the same way. */
    List<String> minimise(List<String> failing, Throwable failure) throws IOException {
        List<String> best = failing;
        for (int chunk = Math.max(1, best.size() / 2); chunk > 0; chunk /= 2) {
            boolean smaller = true;
            while (smaller) {
                smaller = false;
                for (int at = best.size() - chunk; at > -chunk && hasTime(); at -= chunk) {
                    List<String> less = new ArrayList<>(best.subList(0, Math.max(0, at)));
                    less.addAll(best.subList(Math.min(best.size(), at + chunk), best.size()));
                    trials++;
                    if (isSame(failure, trial.play(less))) {
                        best = less;
                        smaller = chunk == 1;
                    }
                }
            }
        }
        return best;
    }

    private boolean hasTime() {
        return trials < MOST_TRIALS && System.nanoTime() - start < MOST_NANOS;
    }

    private static boolean isSame(Throwable one, Throwable other) {
        return other != null && one.getClass() == other.getClass() && kind(one).equals(kind(other));
    }

    /** The message without numbers, objects and what follows its first lines. */
    private static String kind(Throwable failure) {
        String text = String.valueOf(failure.getMessage()).replaceAll("[0-9]+", "");
        return text.substring(0, Math.min(80, text.length()));
    }
}

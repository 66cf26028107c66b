package org.breakwater.tests.fuzz;

import java.io.IOException;
import java.util.List;

/** A sequence, played in a compositor that has seen nothing else. */
final class Replay {
    private Replay() {
    }

    /** What went wrong, or null. */
    static Throwable play(Definitions definitions, List<String> steps, boolean patient)
            throws IOException {
        try (World world = new World(patient); Player player = new Player(definitions, world)) {
            for (String step : steps) {
                player.play(step);
            }
            player.finish();
            return null;
        } catch (AssertionError | RuntimeException failure) {
            return failure;
        }
    }
}

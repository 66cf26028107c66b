package org.breakwater.tests.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.breakwater.tests.FdLeakExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Random sequences for as long as {@code -Dfuzz.seconds} says, from a fixed seed and from one that
 * changes daily ({@code -Dfuzz.seed}). A failure comes with its sequence, made small: put it into
 * {@code resources/fuzz/sequences}, where {@link CorpusTest} plays it from then on.
 */
@ExtendWith(FdLeakExtension.class)
class SequenceFuzzTest {
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 10);
    private static final int STEPS = Integer.getInteger("fuzz.steps", 4_000);
    private static final int SEQUENCES_A_WORLD = 10;
    private static final int FIXED_SEQUENCES = 12;
    /** Events that only come to those who have got far. */
    private static final Set<String> DEEP = Set.of("wl_buffer.release", "wl_callback.done",
            "xdg_toplevel.configure", "xdg_popup.configure", "xdg_popup.popup_done",
            "wl_pointer.enter", "wl_pointer.button", "wl_keyboard.key", "wl_data_device.enter",
            "wl_data_device.selection", "wl_data_source.send", "wp_presentation_feedback.presented",
            "wl_surface.enter", "wl_data_source.cancelled");
    private static final long FIXED_SEED = 20_260_214;

    private final Definitions definitions = new Definitions();
    private final List<Integer> lives = new ArrayList<>();
    private final Map<String, Integer> errors = new TreeMap<>();
    private final Map<String, Integer> events = new TreeMap<>();
    private long requests;

    @Test
    void aFixedSeedHurtsNobody() throws IOException {
        run(FIXED_SEED, FIXED_SEQUENCES, Long.MAX_VALUE);
        lives.sort(null);
        int median = lives.get(lives.size() / 2);
        Set<String> missed = new TreeSet<>(DEEP);
        missed.removeAll(events.keySet());
        assertEquals(Set.of(), missed, "events that no client came to");
        assertTrue(median >= 100, "half of the clients ended within " + median + " requests: " + errors);
    }

    @Test
    void theSeedOfTheDayHurtsNobody() throws IOException {
        long seed = Long.getLong("fuzz.seed", LocalDate.now().toEpochDay() * 100_000);
        long start = System.nanoTime();
        int sequences = run(seed, Integer.MAX_VALUE, start + SECONDS * 1_000_000_000L);
        double seconds = (System.nanoTime() - start) / 1e9;
        lives.sort(null);
        System.out.printf("fuzz: seed %d, %d sequences, %d clients, %d requests in %.0f s (%.0f/s); "
                + "a client's median %d, longest %d; ended by %s%n", seed, sequences, lives.size(),
                requests, seconds, requests / seconds, lives.get(lives.size() / 2),
                lives.get(lives.size() - 1), mostFrequent());
    }

    /** What ended the clients, the most frequent first. */
    private String mostFrequent() {
        return errors.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed()).limit(8)
                .map(e -> e.getValue() + " x " + (e.getKey().isEmpty() ? "itself" : e.getKey()))
                .toList().toString();
    }

    private int run(long seed, int most, long deadline) throws IOException {
        int done = 0;
        while (done < most && System.nanoTime() - deadline < 0) {
            try (World world = new World(true)) {
                for (int i = 0; i < SEQUENCES_A_WORLD && done < most
                        && System.nanoTime() - deadline < 0; i++) {
                    one(world, seed + done++);
                }
            }
        }
        return done;
    }

    private void one(World world, long seed) throws IOException {
        try (Player player = new Player(definitions, world)) {
            Generator generator = new Generator(seed, definitions, player);
            try {
                generator.play(STEPS);
                player.finish();
            } catch (AssertionError | RuntimeException failure) {
                report(seed, generator.played(), failure);
            }
            lives.addAll(player.lives());
            requests += player.requests();
            player.events().forEach((event, count) -> events.merge(event, count, Integer::sum));
            player.errors().forEach((error, count) -> errors.merge(error, count, Integer::sum));
        }
    }

    private void report(long seed, List<String> steps, Throwable failure) throws IOException {
        System.out.println("fuzz: seed " + seed + " failed: " + failure + "; making it smaller");
        Minimiser.Trial trial = less -> Replay.play(definitions, less, false);
        Throwable again = trial.play(steps);
        List<String> small = again == null ? steps : new Minimiser(trial).minimise(steps, again);
        fail("seed " + seed + (again == null ? ", not so in a compositor of its own" : "") + ": "
                + failure + "\n--- " + small.size() + " steps\n"
                + String.join("\n", small) + "\n---", failure);
    }
}

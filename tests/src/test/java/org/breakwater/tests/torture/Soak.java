package org.breakwater.tests.torture;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Plays scenarios in random order for a time: {@code Soak SEED SECONDS}. Prints every failure, at
 * the end one line that sums up, and exits with 1 if anything failed.
 */
final class Soak {
    private static final int MOST_PER_HARBOUR = 200;
    private static final int STUCK_SECONDS = 180;

    private final Random random;
    private final List<Scenario> scenarios = Scenarios.all();
    private final Map<String, Integer> unavailable = new TreeMap<>();
    private int played;
    private int failed;
    private long slowestMillis;
    private Scenario slowest;

    private Soak(long seed) {
        random = new Random(seed);
    }

    public static void main(String[] arguments) throws Exception {
        Soak soak = new Soak(Long.parseLong(arguments[0]));
        long end = System.nanoTime() + Long.parseLong(arguments[1]) * 1_000_000_000L;
        Thread watch = new Thread(soak::watch, "watch");
        watch.setDaemon(true);
        watch.start();
        while (System.nanoTime() < end && soak.failed < 10) {
            soak.playOn(end);
        }
        System.out.println(soak.summary());
        System.exit(soak.failed == 0 ? 0 : 1);
    }

    /** One compositor for as many scenarios as it is given. */
    private void playOn(long end) throws Exception {
        Policy policy = Policy.values()[random.nextInt(Policy.values().length)];
        int most = 1 + random.nextInt(MOST_PER_HARBOUR);
        Harbour harbour = new Harbour(policy);
        boolean well = true;
        for (int i = 0; i < most && well && System.nanoTime() < end; i++) {
            well = play(harbour, scenarios.get(random.nextInt(scenarios.size())));
        }
        try {
            harbour.close();
        } catch (AssertionError left) {
            failed(policy + " at the end", left);
        }
    }

    private boolean play(Harbour harbour, Scenario scenario) {
        long start = System.nanoTime();
        try {
            harbour.suffer(scenario);
            return true;
        } catch (Unavailable missing) {
            unavailable.merge(missing.getMessage(), 1, Integer::sum);
            return true;
        } catch (Exception | Error failure) {
            failed(harbour.policy() + " " + scenario, failure);
            return false;
        } finally {
            long millis = (System.nanoTime() - start) / 1_000_000;
            if (millis > slowestMillis) {
                slowestMillis = millis;
                slowest = scenario;
            }
            progress();
        }
    }

    private synchronized void progress() {
        played++;
    }

    private synchronized int played() {
        return played;
    }

    private void failed(String what, Throwable failure) {
        failed++;
        System.out.println("FAILED after " + played + " others: " + what);
        failure.printStackTrace(System.out);
    }

    /** Ends the process, with every thread's stack, when a scenario does not end. */
    private void watch() {
        try {
            for (int last = -1; last != played();) {
                last = played();
                Thread.sleep(STUCK_SECONDS * 1_000L);
            }
        } catch (InterruptedException over) {
            return;
        }
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            System.out.println(thread);
            for (StackTraceElement frame : stack) {
                System.out.println("    at " + frame);
            }
        });
        System.out.println("FAILED: nothing has gone on for " + STUCK_SECONDS + " s");
        Runtime.getRuntime().halt(2);
    }

    private String summary() {
        return played + " played, " + failed + " failed, " + unavailable.values().stream()
                .mapToInt(Integer::intValue).sum() + " not possible here; slowest "
                + slowestMillis + " ms (" + slowest + ")";
    }
}

package org.breakwater.tests.bench.compare;

import static org.breakwater.tests.bench.compare.Measure.higher;
import static org.breakwater.tests.bench.compare.Measure.lower;
import static org.breakwater.tests.bench.compare.Measure.ofMachine;

import java.io.IOException;
import java.util.Map;

/** What can be measured alone. In the order in which one start of a compositor goes through them. */
enum Section {
    START(Size.FULL_HD, false) {
        @Override
        void run(Running running, Pace pace, Results results) {
            results.add(running, lower("start to socket, ms"), running.millisToSocket());
            results.add(running, lower("start to a client's first frame, ms"),
                    running.millisToFrame());
        }
    },

    MEMORY(Size.FULL_HD, false) {
        @Override
        void run(Running running, Pace pace, Results results)
                throws IOException, InterruptedException {
            Thread.sleep(pace.settleMillis());
            results.add(running, lower("PSS idle after start, MiB"), running.memory());
            for (int windows : new int[] {10, 100}) {
                results.add(running, lower("PSS with " + windows + " windows of 256x256, MiB"),
                        running.memoryWith(windows, 256, pace.settleMillis()));
            }
        }
    },

    /** What a user sees who has just begun: nobody is warm. */
    COLD(Size.FULL_HD, false) {
        @Override
        void run(Running running, Pace pace, Results results)
                throws IOException, InterruptedException {
            Map<String, Double> values = running.measure("frames", size().width(),
                    size().height(), "fullscreen", "sealed", 5, 1, 1, 0, 10);
            results.add(running, lower("1080p, 5 % damage, sealed, not warm, its first 10 s, CPU per frame, ms"),
                    values.get("processor-ms-per-frame"));
        }
    },

    ROUNDTRIP(Size.FULL_HD, true) {
        @Override
        void run(Running running, Pace pace, Results results)
                throws IOException, InterruptedException {
            for (String placed : new String[] {"free", "one", "two"}) {
                Map<String, Double> values = running.measure("roundtrip", placed, pace.warmUp(),
                        pace.seconds());
                String what = switch (placed) {
                    case "one" -> "roundtrip on one core, ";
                    case "two" -> "roundtrip between two cores, ";
                    default -> "roundtrip, ";
                };
                results.add(running, lower(what + "median, us"), values.get("median-us"));
                results.add(running, lower(what + "p99, us"), values.get("p99-us"));
                results.add(running, lower(what + "CPU, us"), values.get("processor-us"));
            }
        }
    },

    REQUESTS(Size.FULL_HD, true) {
        @Override
        void run(Running running, Pace pace, Results results)
                throws IOException, InterruptedException {
            Map<String, Double> values = running.measure("requests", pace.warmUp(), pace.seconds());
            results.add(running, higher("requests per second, thousands"),
                    values.get("per-second") / 1e3);
            results.add(running, lower("CPU per million requests, ms"),
                    values.get("processor-ms-per-million"));
        }
    },

    CONNECTS(Size.FULL_HD, true) {
        @Override
        void run(Running running, Pace pace, Results results)
                throws IOException, InterruptedException {
            Map<String, Double> values = running.measure("connects", pace.warmUp(), pace.seconds());
            results.add(running, higher("clients that come and go, per second"),
                    values.get("per-second"));
            results.add(running, lower("CPU per client that comes and goes, us"),
                    values.get("processor-us"));
        }
    },

    ANIMATED(Size.FULL_HD, true) {
        @Override
        void run(Running running, Pace pace, Results results)
                throws IOException, InterruptedException {
            for (int clients : new int[] {100, 500}) {
                // As large as so many fit beside each other.
                int side = clients == 100 ? 100 : 60;
                Map<String, Double> values = running.measure("frames", side, side, "floating",
                        "sealed", 100, clients, 4, pace.warmUp(), pace.seconds());
                String what = clients + " animated clients, ";
                results.add(running, higher(what + "frames/s of each, mean"), values.get("rate"));
                results.add(running, higher(what + "frames/s of the slowest"),
                        values.get("least-rate"));
                results.add(running, lower(what + "CPU, % of a core"),
                        values.get("processor-percent"));
                results.add(running, lower(what + "CPU per client's frame, us"),
                        values.get("processor-ms-per-frame") * 1e3);
            }
        }
    },

    GAPS(Size.FULL_HD, true) {
        @Override
        void run(Running running, Pace pace, Results results)
                throws IOException, InterruptedException {
            Map<String, Double> values = running.measure("frames", 100, 100, "floating", "sealed",
                    100, 50, 2, pace.warmUp(), pace.gapSeconds());
            results.add(running, lower("50 animated clients, frame gap p50, ms"),
                    values.get("gap-p50-ms"));
            results.add(running, lower("50 animated clients, frame gap p99, ms"),
                    values.get("gap-p99-ms"));
            results.add(running, lower("50 animated clients, frame gap p99.9, ms"),
                    values.get("gap-p999-ms"));
            results.add(running, lower("50 animated clients, longest frame gap, ms"),
                    values.get("gap-max-ms"));
            results.add(running, ofMachine("the machine meanwhile: gap of a 60 Hz sleeper, p99.9, ms"),
                    values.get("sleeper-p999-ms"));
            results.add(running, ofMachine("the machine meanwhile: its longest gap, ms"),
                    values.get("sleeper-max-ms"));
        }
    },

    FRAMES_1080P(Size.FULL_HD, true) {
        @Override
        void run(Running running, Pace pace, Results results)
                throws IOException, InterruptedException {
            frames(running, size(), 100, pace, results);
        }
    },

    DAMAGE_1080P(Size.FULL_HD, true) {
        @Override
        void run(Running running, Pace pace, Results results)
                throws IOException, InterruptedException {
            frames(running, size(), 5, pace, results);
        }
    },

    FRAMES_4K(Size.ULTRA_HD, true) {
        @Override
        void run(Running running, Pace pace, Results results)
                throws IOException, InterruptedException {
            frames(running, size(), 100, pace, results);
        }
    },

    DAMAGE_4K(Size.ULTRA_HD, true) {
        @Override
        void run(Running running, Pace pace, Results results)
                throws IOException, InterruptedException {
            frames(running, size(), 5, pace, results);
        }
    };

    private final Size size;
    private final boolean warm;

    Section(Size size, boolean warm) {
        this.size = size;
        this.warm = warm;
    }

    /** The size of the output that it needs. */
    Size size() {
        return size;
    }

    /** Whether it is done once in advance, as all that is measured warm, for every compositor alike. */
    boolean warm() {
        return warm;
    }

    abstract void run(Running running, Pace pace, Results results)
            throws IOException, InterruptedException;

    private static void frames(Running running, Size size, int damage, Pace pace, Results results)
            throws IOException, InterruptedException {
        for (String seal : new String[] {"sealed", "unsealed"}) {
            Map<String, Double> values = running.measure("frames", size.width(), size.height(),
                    "fullscreen", seal, damage, 1, 1, pace.warmUp(), pace.oneClientSeconds());
            String what = size.title() + ", " + damage + " % damage, " + seal + ", ";
            results.add(running, lower(what + "CPU per frame, ms"),
                    values.get("processor-ms-per-frame"));
            results.add(running, higher(what + "frames/s"), values.get("rate"));
        }
    }
}

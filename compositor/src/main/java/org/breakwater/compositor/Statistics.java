package org.breakwater.compositor;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import org.breakwater.compositor.glue.OutputRenderer;
import org.breakwater.compositor.stats.FrameStats;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Traffic;
import org.breakwater.shm.MappingKind;

/**
 * The figures of {@code breakwater msg stats}, counted since the start. What belongs to the loop is taken on
 * its thread; what the JVM and the kernel know is asked later, on the asker's, for that takes a while.
 */
final class Statistics {
    private static final double NANOS_IN_MILLI = 1e6;

    private final Server server;
    private final long start;

    Statistics(Server server) {
        this.server = server;
        this.start = server.loop().clock().nanos();
    }

    /** On the loop's thread; the supplier on any. */
    Supplier<JsonElement> take() {
        JsonObject all = new JsonObject();
        all.addProperty("uptime-ms", millis(server.loop().clock().nanos() - start));
        JsonArray frames = new JsonArray();
        server.outputs().forEach(output -> frames.add(frames(output)));
        all.add("frames", frames);
        addTraffic(all, server.display().traffic());
        all.add("uploads", uploads());
        all.addProperty("truncations", server.mapper().truncationsSeen());
        all.addProperty("textures", server.renderer().textureCount());
        all.addProperty("texture-bytes", server.renderer().textureBytes());
        all.addProperty("turns", server.loop().turns());
        all.addProperty("uncaught", server.loop().uncaughtCount());
        JsonArray clients = new JsonArray();
        server.display().clients().forEach(client -> clients.add(client(client)));
        all.add("clients", clients);
        long loop = Thread.currentThread().getId();
        return () -> {
            addMachine(all, loop);
            return all;
        };
    }

    private static JsonObject frames(OutputRenderer output) {
        FrameStats stats = output.stats();
        JsonObject entry = new JsonObject();
        entry.addProperty("output", output.output().name());
        entry.addProperty("drawn", stats.drawn());
        entry.addProperty("scanned-out", stats.scannedOutFrames());
        entry.addProperty("missed", stats.missed());
        entry.addProperty("skipped", stats.skippedFrames());
        entry.addProperty("damage-pixels", stats.pixels());
        entry.addProperty("p50-ms", millis(stats.times().percentile(50)));
        entry.addProperty("p99-ms", millis(stats.times().percentile(99)));
        entry.addProperty("max-ms", millis(stats.times().max()));
        return entry;
    }

    private static void addTraffic(JsonObject entry, Traffic traffic) {
        entry.addProperty("requests", traffic.requests());
        entry.addProperty("events", traffic.events());
        entry.addProperty("bytes-received", traffic.bytesReceived());
        entry.addProperty("bytes-sent", traffic.bytesSent());
        entry.addProperty("loop-ms", millis(traffic.nanos()));
    }

    private JsonObject uploads() {
        JsonObject uploads = new JsonObject();
        for (MappingKind kind : MappingKind.values()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("rectangles", server.mapper().reads(kind));
            entry.addProperty("bytes", server.mapper().bytesRead(kind));
            uploads.add(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), entry);
        }
        return uploads;
    }

    private static JsonObject client(Client client) {
        JsonObject entry = new JsonObject();
        entry.addProperty("pid", client.pid());
        addTraffic(entry, client.traffic());
        return entry;
    }

    private static void addMachine(JsonObject all, long loopThread) {
        Runtime runtime = Runtime.getRuntime();
        JsonObject heap = new JsonObject();
        heap.addProperty("used", runtime.totalMemory() - runtime.freeMemory());
        heap.addProperty("committed", runtime.totalMemory());
        heap.addProperty("most", runtime.maxMemory());
        all.add("heap", heap);
        long collections = 0;
        long pauseMillis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (pauses(collector.getName())) {
                collections += Math.max(0, collector.getCollectionCount());
                pauseMillis += Math.max(0, collector.getCollectionTime());
            }
        }
        JsonObject gc = new JsonObject();
        gc.addProperty("pauses", collections);
        gc.addProperty("pause-ms", pauseMillis);
        all.add("gc", gc);
        String[] fds = Path.of("/proc/self/fd").toFile().list();
        all.addProperty("fds", fds == null ? 0 : fds.length);
        double loopMillis =
                millis(Math.max(0, ManagementFactory.getThreadMXBean().getThreadCpuTime(loopThread)));
        all.addProperty("loop-cpu-ms", loopMillis);
        for (JsonElement client : all.getAsJsonArray("clients")) {
            double own = client.getAsJsonObject().get("loop-ms").getAsDouble();
            client.getAsJsonObject().addProperty("loop-share",
                    loopMillis == 0 ? 0 : Math.round(Math.min(1, own / loopMillis) * 1000) / 1000.0);
        }
    }

    /** What a collector does beside the program has beans of its own, and is no pause. */
    private static boolean pauses(String collector) {
        return !collector.contains("Cycles") && !collector.contains("Concurrent");
    }

    private static double millis(long nanos) {
        return Math.round(nanos / NANOS_IN_MILLI * 1000) / 1000.0;
    }
}

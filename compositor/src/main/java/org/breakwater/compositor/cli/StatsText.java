package org.breakwater.compositor.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Map;

/** The answer to {@code breakwater msg stats}, for people. */
final class StatsText {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private final StringBuilder text = new StringBuilder();

    private StatsText() {
    }

    static String of(JsonObject stats) {
        StatsText text = new StatsText();
        text.write(stats);
        return text.text.toString();
    }

    private void write(JsonObject stats) {
        line("up %.1f s, loop busy for %.1f s in %d turns", number(stats, "uptime-ms") / 1000,
                number(stats, "loop-cpu-ms") / 1000, whole(stats, "turns"));
        for (JsonElement each : stats.getAsJsonArray("frames")) {
            JsonObject output = each.getAsJsonObject();
            line("%s: %d frames drawn, %d missed, %d skipped; %.1f megapixels drawn anew",
                    output.get("output").getAsString(), whole(output, "drawn"), whole(output, "missed"),
                    whole(output, "skipped"), number(output, "damage-pixels") / 1e6);
            line("  drawing took %.2f ms (half of the frames), %.2f ms (99 %%), at most %.2f ms",
                    number(output, "p50-ms"), number(output, "p99-ms"), number(output, "max-ms"));
        }
        line("%d requests in %s, %d events in %s", whole(stats, "requests"),
                bytes(whole(stats, "bytes-received")), whole(stats, "events"),
                bytes(whole(stats, "bytes-sent")));
        for (Map.Entry<String, JsonElement> kind : stats.getAsJsonObject("uploads").entrySet()) {
            JsonObject upload = kind.getValue().getAsJsonObject();
            if (whole(upload, "rectangles") > 0) {
                line("uploads from %s files: %d rectangles, %s", kind.getKey(), whole(upload, "rectangles"),
                        bytes(whole(upload, "bytes")));
            }
        }
        line("%d reads met the end of a file", whole(stats, "truncations"));
        JsonObject heap = stats.getAsJsonObject("heap");
        JsonObject gc = stats.getAsJsonObject("gc");
        line("heap %s of %s, %d pauses for %d ms; %d textures with %s; %d descriptors",
                bytes(whole(heap, "used")), bytes(whole(heap, "committed")), whole(gc, "pauses"),
                whole(gc, "pause-ms"), whole(stats, "textures"), bytes(whole(stats, "texture-bytes")),
                whole(stats, "fds"));
        for (JsonElement each : stats.getAsJsonArray("clients")) {
            JsonObject client = each.getAsJsonObject();
            line("client %d: %.1f %% of the loop's time (%.1f ms), %d requests in %s, %d events in %s",
                    whole(client, "pid"), number(client, "loop-share") * 100, number(client, "loop-ms"),
                    whole(client, "requests"), bytes(whole(client, "bytes-received")),
                    whole(client, "events"), bytes(whole(client, "bytes-sent")));
        }
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static double number(JsonObject from, String name) {
        return from.get(name).getAsDouble();
    }

    private static long whole(JsonObject from, String name) {
        return from.get(name).getAsLong();
    }

    private static String bytes(long count) {
        double value = count;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }
}

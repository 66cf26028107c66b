package org.breakwater.compositor.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class StatsTextTest {
    @Test
    void figuresHaveTheUnitsThatPeopleUse() {
        assertEquals("""
                up 61.5 s, loop busy for 1.2 s in 507 turns
                HEADLESS-1: 246 frames drawn, 10 missed, 3 skipped; 12.2 megapixels drawn anew
                  drawing took 0.39 ms (half of the frames), 4.19 ms (99 %), at most 22.35 ms
                1059 requests in 16.8 KiB, 832 events in 999 B
                uploads from sealed files: 247 rectangles, 42.8 MiB
                2 reads met the end of a file
                heap 10.0 MiB of 30.9 MiB, 3 pauses for 29 ms; 2 textures with 1.0 MiB; 93 descriptors
                client 77: 17.5 % of the loop's time (176.6 ms), 1000 requests in 15.7 KiB, 774 events in 8.8 KiB
                """, StatsText.of(JsonParser.parseString("""
                {"uptime-ms": 61500, "loop-cpu-ms": 1240.5, "turns": 507, "truncations": 2,
                 "frames": [{"output": "HEADLESS-1", "drawn": 246, "missed": 10, "skipped": 3,
                             "damage-pixels": 12200000, "p50-ms": 0.39, "p99-ms": 4.19, "max-ms": 22.35}],
                 "requests": 1059, "bytes-received": 17203, "events": 832, "bytes-sent": 999,
                 "uploads": {"sealed": {"rectangles": 247, "bytes": 44879052},
                             "copied": {"rectangles": 0, "bytes": 0}},
                 "heap": {"used": 10485760, "committed": 32401000, "most": 518979584},
                 "gc": {"pauses": 3, "pause-ms": 29}, "textures": 2, "texture-bytes": 1050000, "fds": 93,
                 "clients": [{"pid": 77, "loop-share": 0.175, "loop-ms": 176.6, "requests": 1000,
                              "bytes-received": 16100, "events": 774, "bytes-sent": 9000}]}
                """).getAsJsonObject()));
    }
}

package org.breakwater.tests.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** wayland-info prints what is announced, and binds what it knows to print more. */
class WaylandInfoTest {
    private static final Pattern GLOBAL =
            Pattern.compile("interface: '(\\w+)',\\s+version:\\s*(\\d+),\\s+name:\\s*(\\d+)");

    @Test
    void printsWhatIsAnnounced() {
        try (LiveServer live = LiveServer.start("[[output]]\nname = \"HEADLESS-1\"\nscale = 2.0\n",
                LiveServer.MODE);
                RealClient client = RealClient.start(live, "wayland-info", "wayland-info")) {
            client.awaitEnd();
            String printed = client.printed();
            List<String> announced = live.server().display().advertised().stream()
                    .map(global -> global.type().spec().name() + " " + global.version() + " "
                            + global.name()).sorted().toList();
            assertEquals(announced, GLOBAL.matcher(printed).results()
                    .map(match -> match.group(1) + " " + match.group(2) + " " + match.group(3))
                    .sorted().toList());
            assertContains(printed, "width: 1024 px, height: 768 px, refresh: 60.000 Hz");
            assertContains(printed, "name: HEADLESS-1");
            assertContains(printed, "scale: 2");
            assertContains(printed, "logical_width: 512, logical_height: 384");
            assertContains(printed, "presentation clock id: 1 (CLOCK_MONOTONIC)");
            assertContains(printed, "XR24");
            live.awaitNothingHeld();
        }
    }

    private static void assertContains(String printed, String part) {
        assertTrue(printed.contains(part), () -> "'" + part + "' is not in\n" + printed);
    }
}

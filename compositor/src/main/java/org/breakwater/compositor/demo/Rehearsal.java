package org.breakwater.compositor.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The first client of a session that nobody watches, which the launcher runs once after a build: it sees to it
 * that the JVM's cache holds the classes of a session with windows. Exits with 0 when every frame was shown.
 */
public final class Rehearsal {
    private static final int FRAMES = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Rehearsal() {
    }

    public static void main(String[] arguments) throws IOException {
        Path socket = Path.of(System.getenv("XDG_RUNTIME_DIR"), System.getenv("WAYLAND_DISPLAY"));
        Deadline deadline = Deadline.in(PATIENCE);
        boolean shown;
        try (GoodClient below = GoodClient.start(socket, deadline);
                GoodClient above = GoodClient.start(socket, deadline)) {
            shown = above.awaitFrames(FRAMES, deadline) && below.awaitFrames(FRAMES / 2, deadline)
                    && above.roundtrip(deadline);
        }
        System.exit(shown ? 0 : 1);
    }
}

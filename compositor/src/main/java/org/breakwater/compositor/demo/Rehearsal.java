package org.breakwater.compositor.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The clients of a session that nobody watches, which the launcher runs once after a build: they see to it that
 * the JVM's cache holds the classes of a session with windows, and has seen often enough what each frame, each
 * request and each coming and going does for the JVM to compile that well and soon at the next start. Each part
 * ends when it has been played so often, or on a slow machine when its time is over. Exits with 0 when there
 * was a frame in each.
 */
public final class Rehearsal {
    private static final int TIMES = 4_000;
    private static final Duration PART = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    private final Path socket;

    private Rehearsal(Path socket) {
        this.socket = socket;
    }

    public static void main(String[] arguments) throws IOException {
        Rehearsal rehearsal = new Rehearsal(
                Path.of(System.getenv("XDG_RUNTIME_DIR"), System.getenv("WAYLAND_DISPLAY")));
        rehearsal.comings();
        boolean shown = rehearsal.floating() && rehearsal.fullscreen(true) && rehearsal.fullscreen(false);
        System.exit(shown ? 0 : 1);
    }

    /** Clients that come, ask for something, and go. */
    private void comings() throws IOException {
        Deadline part = Deadline.in(PART);
        for (int i = 0; i < TIMES / 2 && !part.hasPassed(); i++) {
            DemoConnection.open(socket, Deadline.in(PATIENCE)).close();
        }
    }

    /** Some windows side by side, while one of their clients asks for much, and then all go. */
    private boolean floating() throws IOException {
        List<RehearsalClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                clients.add(RehearsalClient.start(socket, 100, 100, i > 0, false,
                        Deadline.in(PATIENCE)));
            }
            Deadline part = Deadline.in(PART);
            for (int i = 0; i < TIMES / 8 && !part.hasPassed(); i++) {
                clients.get(0).requests(Deadline.in(PATIENCE));
            }
            return play(clients);
        } finally {
            clients.forEach(RehearsalClient::close);
        }
    }

    /** One window that is all of the output. */
    private boolean fullscreen(boolean sealed) throws IOException {
        try (RehearsalClient client = RehearsalClient.start(socket, WIDTH, HEIGHT, sealed, true,
                Deadline.in(PATIENCE))) {
            return play(List.of(client));
        }
    }

    private static boolean play(List<RehearsalClient> clients) throws IOException {
        boolean shown = true;
        for (RehearsalClient client : clients) {
            shown &= client.nextFrame(Deadline.in(PATIENCE));
        }
        Deadline part = Deadline.in(PART);
        for (int i = 0; i < TIMES && !part.hasPassed(); i++) {
            for (RehearsalClient client : clients) {
                client.nextFrame(part);
            }
        }
        return shown;
    }
}

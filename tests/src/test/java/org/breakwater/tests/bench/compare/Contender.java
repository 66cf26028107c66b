package org.breakwater.tests.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A compositor, and how it is started headless with one output at 60 Hz on the socket "wayland-1". */
enum Contender {
    BREAKWATER("breakwater", "Breakwater") {
        @Override
        List<String> command(Path directory, Size size) {
            return List.of(Path.of("compositor/bin/breakwater").toAbsolutePath().toString(),
                    "--backend", "headless", "--socket", SOCKET, "--output", size.text() + "@60");
        }
    },

    WESTON_PIXMAN("weston-pixman", "weston, pixman") {
        @Override
        List<String> command(Path directory, Size size) throws IOException {
            return weston(directory, size, "--use-pixman");
        }
    },

    WESTON_GL("weston-gl", "weston, GL") {
        @Override
        List<String> command(Path directory, Size size) throws IOException {
            return weston(directory, size, "--use-gl");
        }
    },

    SWAY_PIXMAN("sway-pixman", "sway, pixman") {
        @Override
        List<String> command(Path directory, Size size) throws IOException {
            StringBuilder text = new StringBuilder("""
                    xwayland disable
                    output * mode --custom %s@60Hz position 0 0
                    default_border none
                    default_floating_border none
                    for_window [app_id=".*"] floating enable
                    """.formatted(size.text()));
            // It would put all in the middle of the output; the others spread them.
            for (int i = 0; i < 100; i++) {
                text.append("for_window [app_id=\"^bench-%d$\"] move absolute position %d %d%n"
                        .formatted(i, i % 10 * 182, i / 10 * 108));
            }
            Path config = Files.writeString(directory.resolve("sway.config"), text);
            // A fullscreen buffer taken as the frame of an output in memory would be no frame drawn.
            return List.of("sway", "-Dnoscanout", "--config", config.toString());
        }

        @Override
        Map<String, String> environment() {
            return Map.of("WLR_BACKENDS", "headless", "WLR_RENDERER", "pixman",
                    "WLR_LIBINPUT_NO_DEVICES", "1");
        }

        /** It refuses to run as root. */
        @Override
        boolean asNobody() {
            return true;
        }
    };

    static final String SOCKET = "wayland-1";

    private final String id;
    private final String title;

    Contender(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** Its name on the command line. */
    String id() {
        return id;
    }

    /** Its name in the table. */
    String title() {
        return title;
    }

    abstract List<String> command(Path directory, Size size) throws IOException;

    Map<String, String> environment() {
        return Map.of();
    }

    boolean asNobody() {
        return false;
    }

    /** Without a panel, animations, a keyboard on the screen, and without ever going idle. */
    private static List<String> weston(Path directory, Size size, String renderer)
            throws IOException {
        Path config = Files.writeString(directory.resolve("weston.ini"), """
                [core]
                idle-time=0
                [shell]
                panel-position=none
                locking=false
                animation=none
                startup-animation=none
                close-animation=none
                focus-animation=none
                [input-method]
                path=
                """);
        return List.of("weston", "--backend=headless-backend.so", renderer, "--socket=" + SOCKET,
                "--width=" + size.width(), "--height=" + size.height(), "--config=" + config);
    }
}

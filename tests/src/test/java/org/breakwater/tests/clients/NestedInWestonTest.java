package org.breakwater.tests.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.glue.SeatInput;
import org.breakwater.render.geometry.Rect;
import org.breakwater.tests.program.Program;
import org.junit.jupiter.api.Test;

/**
 * Breakwater as a window of weston's, typed and clicked into: a headless weston has no seat, so it is a window of
 * Breakwater's itself.
 */
class NestedInWestonTest {
    private static final int LEFT = 0x110;
    private static final int GROUND = 0x604020;
    private static final String TEXT = "Hello, Wörld! ßẞ €µ 你好";

    @Test
    void whatIsTypedIntoWestonIsReadInside() throws IOException {
        try (LiveServer live = LiveServer.start();
                RealClient weston = weston(live);
                RealClient inner = inner(live, "weston-typing", "foot", "sh", "-c",
                        "printf '\\033[?25l\\033[42m \\033[0m'; read -r line; cd \"$HOME\";"
                                + " printf %s \"$line\" > typed; mv typed read; read -r line")) {
            inner.awaitPicture("asks", picture -> Pixels.of(picture, screen(live)).assertShare("the prompt",
                    0.00005, 0.1, pixel -> Pixels.green(pixel) > Pixels.red(pixel) + 16
                            && Pixels.green(pixel) > Pixels.blue(pixel) + 16));
            try (RealClient wtype = RealClient.start(live, "weston-wtype", "wtype", "-s", "500", TEXT, "-k",
                    "Return")) {
                wtype.awaitEnd();
            }
            Path read = live.directory().resolve("read");
            inner.await("the text", () -> Files.exists(read));
            assertEquals(TEXT, Files.readString(read));
            endWith(weston, inner);
        }
    }

    @Test
    void aClickInWestonIsAClickInside() throws IOException {
        try (LiveServer live = LiveServer.start();
                RealClient weston = weston(live);
                RealClient inner = inner(live, "weston-pointer", "stdbuf", "-oL", "weston-eventdemo",
                        "--log-button", "--log-motion")) {
            Rect screen = screen(live);
            inner.awaitPicture("", picture -> Pixels.of(picture, screen).assertShare("the client", 0.1, 0.95,
                    Pixels.near(GROUND, 0).negate()));
            SeatInput input = live.server().input();
            int[] moves = new int[1];
            inner.await("the pointer inside", () -> {
                input.pointerMoved(live.time(), screen.width() / 2 + moves[0]++ % 2, screen.height() / 2);
                return inner.printed().contains("motion time");
            });
            input.pointerButton(live.time(), LEFT, true);
            input.pointerButton(live.time(), LEFT, false);
            inner.await("the click", () -> inner.printed().contains("state: released"));
            assertEquals(List.of("button: 272, state: pressed", "button: 272, state: released"),
                    inner.printed().lines().filter(line -> line.contains("button time"))
                            .map(line -> line.replaceAll(".*time: \\d+, |, x: .*", "")).toList());
            endWith(weston, inner);
        }
    }

    private static RealClient weston(LiveServer live) throws IOException {
        Files.writeString(live.directory().resolve("weston.ini"), """
                [core]
                idle-time=0
                [input-method]
                path=
                """);
        RealClient weston = RealClient.start(live, "weston-parent", "weston",
                "--backend=wayland-backend.so", "--use-pixman", "--fullscreen", "--shell=kiosk-shell.so",
                "--socket=in-weston", "--config=" + live.directory().resolve("weston.ini"));
        weston.awaitWindow();
        weston.await("its socket", () -> Files.exists(live.directory().resolve("in-weston")));
        return weston;
    }

    private static RealClient inner(LiveServer live, String name, String... client) throws IOException {
        Path folder = Files.createDirectories(live.directory().resolve("breakwater"));
        Files.writeString(folder.resolve("config.toml"),
                "[appearance]\nbackground = \"#%06x\"\n".formatted(GROUND));
        List<String> command = new ArrayList<>(List.of("env", "WAYLAND_DISPLAY=in-weston"));
        command.addAll(Program.command("--output", "640x480", "--"));
        command.addAll(List.of(client));
        return RealClient.start(live, name, command.toArray(String[]::new));
    }

    private static Rect screen(LiveServer live) {
        return live.windows().get(0);
    }

    /** Weston goes, and the one inside says so and follows. */
    private static void endWith(RealClient weston, RealClient inner) {
        weston.kill();
        inner.awaitExit();
        assertEquals(List.of("breakwater: the parent compositor is gone: the display has hung up"),
                inner.printed().lines().filter(line -> line.startsWith("breakwater: ")).toList());
    }
}

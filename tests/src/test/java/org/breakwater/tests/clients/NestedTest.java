package org.breakwater.tests.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.breakwater.compositor.desktop.Edge;
import org.breakwater.compositor.desktop.Window;
import org.breakwater.compositor.glue.SeatInput;
import org.breakwater.compositor.ipc.IpcClient;
import org.breakwater.render.geometry.Rect;
import org.breakwater.tests.program.Program;
import org.breakwater.wayland.WlPointer;
import org.junit.jupiter.api.Test;

/** Breakwater as a window of Breakwater: the inner one is a program of its own, with a client of its own. */
class NestedTest {
    private static final int LEFT = 0x110;
    private static final int GROUND = 0x604020;
    private static final String TEXT = "Hello, Wörld! ßẞ €µ 你好";

    @Test
    void itsClientIsSeenInTheParent() {
        try (LiveServer live = LiveServer.start();
                RealClient inner = start(live, "nested-shm", List.of("--output", "400x300"),
                        "weston-simple-shm")) {
            Rect window = inner.awaitWindow();
            assertEquals(new Rect(window.x(), window.y(), 400, 300), window);
            int[] time = new int[1];
            inner.awaitPicture("first", picture -> {
                Pixels whole = Pixels.of(picture, window);
                time[0] = Rings.check(whole.part(75, 25, Rings.SIZE, Rings.SIZE));
                assertTrue(time[0] != 0, "the first frame of all is of no time");
                whole.part(0, 0, 75, 300).assertFilled("the ground", GROUND);
                whole.part(0, 275, 400, 25).assertFilled("the ground", GROUND);
            });
            inner.awaitPicture("later", picture -> {
                int passed = Rings.check(Pixels.of(picture, window)
                        .part(75, 25, Rings.SIZE, Rings.SIZE)) - time[0] & 0x3fffff;
                assertTrue(passed > 30 && passed < 10_000, () -> passed + " units of time passed");
            });
            inner.closeWindows();
        }
    }

    /** As compositors start their own programs, and services that are theirs alone. */
    @Test
    void aConnectionThatTheParentHasMadeIsTaken() {
        String connect = """
                use Socket; use Fcntl;
                socket(S, AF_UNIX, SOCK_STREAM, 0) or die;
                connect(S, sockaddr_un("$ENV{XDG_RUNTIME_DIR}/$ENV{WAYLAND_DISPLAY}")) or die;
                fcntl(S, F_SETFD, 0);
                $ENV{WAYLAND_SOCKET} = fileno(S);
                $ENV{WAYLAND_DISPLAY} = "nowhere";
                exec @ARGV;
                """;
        List<String> command = new ArrayList<>(List.of("perl", "-e", connect));
        command.addAll(Program.command("--output", "400x300", "--", "sh", "-c",
                "echo \"<$WAYLAND_SOCKET>\"; sleep 1000"));
        try (LiveServer live = LiveServer.start();
                RealClient inner = RealClient.start(live, "nested-socket", command.toArray(String[]::new))) {
            Rect window = inner.awaitWindow();
            assertEquals(new Rect(window.x(), window.y(), 400, 300), window);
            inner.await("the child", () -> inner.printed().contains("<>"));
            inner.closeWindows();
        }
    }

    @Test
    void whatIsTypedIntoTheParentIsReadInside() throws IOException {
        try (LiveServer live = LiveServer.start();
                RealClient inner = start(live, "nested-typing", List.of("--output", "640x480"), "foot",
                        "sh", "-c", "printf '\\033[?25l\\033[42m \\033[0m'; read -r line; cd \"$HOME\";"
                                + " printf %s \"$line\" > typed; mv typed read; read -r line")) {
            Rect window = inner.awaitWindow();
            inner.awaitPicture("asks", picture -> Pixels.of(picture, window).assertShare("the prompt",
                    0.00005, 0.1, pixel -> Pixels.green(pixel) > Pixels.red(pixel) + 16
                            && Pixels.green(pixel) > Pixels.blue(pixel) + 16));
            try (RealClient wtype = RealClient.start(live, "nested-wtype", "wtype", TEXT, "-k",
                    "Return")) {
                wtype.awaitEnd();
            }
            Path read = live.directory().resolve("read");
            inner.await("the text", () -> Files.exists(read));
            assertEquals(TEXT, Files.readString(read));
            inner.closeWindows();
        }
    }

    @Test
    void whatThePointerDoesInTheParentIsSeenInside() {
        try (LiveServer live = LiveServer.start();
                RealClient inner = start(live, "nested-pointer", List.of("--output", "640x480"),
                        "stdbuf", "-oL", "weston-eventdemo", "--log-button", "--log-axis",
                        "--log-motion")) {
            Rect window = inner.awaitWindow();
            inner.awaitPicture("", picture -> Pixels.of(picture, window).assertShare("the client", 0.1,
                    0.95, Pixels.near(GROUND, 0).negate()));
            SeatInput input = live.server().input();
            int[] moves = new int[1];
            inner.await("the pointer inside", () -> {
                input.pointerMoved(live.time(), window.x() + 310 + moves[0]++ % 2, window.y() + 240);
                return inner.printed().contains("motion time");
            });
            input.pointerMoved(live.time(), window.x() + 320, window.y() + 240);
            input.pointerMoved(live.time(), window.x() + 330, window.y() + 245);
            input.pointerButton(live.time(), LEFT, true);
            input.pointerButton(live.time(), LEFT, false);
            input.pointerAxis(live.time(), WlPointer.Axis.VERTICAL_SCROLL, 30, 240);
            inner.await("all of it", () -> inner.printed().contains("axis time"));
            List<String> said = inner.printed().lines().map(String::strip)
                    .filter(line -> line.matches("(button|axis).*"))
                    .map(line -> line.replaceAll("time: \\d+, |, x: .*", "")).toList();
            assertEquals(List.of("button button: 272, state: pressed", "button button: 272, state: released",
                    "axis source: wheel", "axis discrete axis: 0 value: 2",
                    "axis axis: vertical, value: 30.000000"), said);
            List<String> places = inner.printed().lines().takeWhile(line -> !line.startsWith("button"))
                    .filter(line -> line.startsWith("motion"))
                    .map(line -> line.replaceAll(".*x: ([\\d.]+), y: ([\\d.]+).*", "$1 $2")).toList();
            String[] before = places.get(places.size() - 2).split(" ");
            String[] after = places.get(places.size() - 1).split(" ");
            assertEquals(10, Double.parseDouble(after[0]) - Double.parseDouble(before[0]), 0.01);
            assertEquals(5, Double.parseDouble(after[1]) - Double.parseDouble(before[1]), 0.01);
            inner.closeWindows();
        }
    }

    @Test
    void itFollowsTheSizeAndTheScaleThatTheParentSays() {
        try (LiveServer live = LiveServer.start();
                RealClient inner = start(live, "nested-resize", List.of("--output", "400x300"),
                        "sleep", "1000")) {
            Rect window = inner.awaitWindow();
            inner.awaitPicture("small", picture ->
                    Pixels.of(picture, window).assertFilled("the ground", GROUND));
            Window toplevel = live.server().desktop().stacking().get(0);
            live.server().desktop().beginResize(toplevel, Edge.BOTTOM_RIGHT, 0, 0);
            live.server().desktop().pointerMoved(51, 33);
            live.server().desktop().endInteraction();
            Rect larger = new Rect(window.x(), window.y(), 451, 333);
            inner.await("the new size", () -> live.windows().equals(List.of(larger)));
            inner.awaitPicture("large", picture ->
                    Pixels.of(picture, larger).assertFilled("the ground", GROUND));
            assertEquals("451x333 1.0", mode(live));

            live.server().outputs().get(0).output().setScale(1.5);
            inner.await("the new scale", () -> mode(live).endsWith("1.5"));
            assertEquals("677x500 1.5", mode(live));
            inner.awaitPicture("scaled", picture -> {
                Rect pixels = new Rect((int) (larger.x() * 1.5) + 1, (int) (larger.y() * 1.5) + 1,
                        300, 200);
                Pixels.of(picture, pixels).assertFilled("the ground", GROUND);
            });
            live.closeWindows();
            inner.awaitEnd();
        }
    }

    @Test
    void aClosedWindowTakesItsOutputAlongAndTheLastOneEndsTheSession() {
        try (LiveServer live = LiveServer.start();
                RealClient inner = start(live, "nested-two",
                        List.of("--output", "200x100", "--output", "300x150"), "weston-simple-shm")) {
            inner.await("two windows", () -> live.windows().size() == 2);
            inner.await("two outputs", () -> outputs(live).size() == 2);
            Set<String> sizes = Set.of(sizeOf(live, 0), sizeOf(live, 1));
            assertEquals(Set.of("200x100", "300x150"), sizes);
            int first = sizeOf(live, 0).equals("200x100") ? 0 : 1;
            live.server().desktop().stacking().get(first).close();
            inner.await("one window", () -> live.windows().size() == 1);
            assertEquals("300x150 1.0", mode(live));
            Rect left = live.windows().get(0);
            // The client has gone to the output that is left, as much of it as there is room for.
            inner.awaitPicture("left", picture -> assertTrue(
                    Pixels.of(picture, left).share(Pixels.near(GROUND, 0)) < 0.8));
            inner.closeWindows();
        }
    }

    private static RealClient start(LiveServer live, String name, List<String> options,
            String... client) {
        try {
            Path folder = Files.createDirectories(live.directory().resolve("breakwater"));
            Files.writeString(folder.resolve("config.toml"),
                    "[appearance]\nbackground = \"#%06x\"\n".formatted(GROUND));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments = new ArrayList<>(options);
        arguments.add("--");
        arguments.addAll(List.of(client));
        return RealClient.start(live, name,
                Program.command(arguments.toArray(String[]::new)).toArray(String[]::new));
    }

    private static String sizeOf(LiveServer live, int window) {
        Rect bounds = live.windows().get(window);
        return bounds.width() + "x" + bounds.height();
    }

    /** The mode and scale of the inner one's first output. */
    private static String mode(LiveServer live) {
        var output = outputs(live).get(0).getAsJsonObject();
        return output.get("width").getAsInt() + "x" + output.get("height").getAsInt() + " "
                + output.get("scale").getAsDouble();
    }

    private static JsonArray outputs(LiveServer live) {
        try (DirectoryStream<Path> sockets = Files.newDirectoryStream(live.directory(),
                "breakwater.*.sock")) {
            for (Path socket : sockets) {
                try (IpcClient control = new IpcClient(socket)) {
                    return control.request("outputs").getAsJsonArray();
                }
            }
            return new JsonArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

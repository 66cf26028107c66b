package org.breakwater.tests.nested;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.tests.program.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Breakwater as a window of Debian's weston and sway, with a client of Debian's inside; and its end with theirs. */
class NestedInOthersTest {
    private static final int GROUND = 0x604020;
    private static final int WHITE = 0xffffff;
    private static final int PAINT = 0xd030d0;
    /** The margin of weston-simple-shm's window. */
    private static final int MARGIN = 250 * 250 - 210 * 210;

    @TempDir
    Path outside;

    @TempDir
    Path inside;

    @Test
    void inWeston() throws Exception {
        try (ParentProcess weston = ParentProcess.weston(outside);
                Program inner = start(weston, "640x480", "weston-simple-shm")) {
            inner.awaitDisplay();
            ParentProcess.await("the client in the parent's picture", () -> {
                BufferedImage picture = weston.picture("weston-screenshooter");
                return count(picture, pixel -> pixel == GROUND) == 640 * 480 - 250 * 250
                        && count(picture, pixel -> pixel == WHITE) >= MARGIN;
            });
            keepsServingWhileTheParentIsStopped(weston, inner, "weston-screenshooter");
            endsWithTheParent(weston, inner);
        }
    }

    @Test
    void inSway() throws Exception {
        Path read = inside.resolve("read");
        try (ParentProcess sway = ParentProcess.sway(outside);
                Program inner = start(sway, "640x480", "foot", "sh", "-c",
                        "printf '\\033[?25l\\033[42m \\033[0m'; read -r line; printf %s \"$line\" > \"$0.new\";"
                                + " mv \"$0.new\" \"$0\"; read -r line", read.toString())) {
            inner.awaitDisplay();
            // The window fills the output: a tiling parent says so.
            ParentProcess.await("the client in the parent's picture", () -> {
                BufferedImage picture = sway.picture("grim", "shot.png");
                return count(picture, pixel -> pixel == GROUND) > 100_000
                        && count(picture, pixel -> pixel == 0x111111) > 100_000
                        && count(picture, NestedInOthersTest::isGreen) > 50;
            });
            // Its keyboard comes with the first key; who waits a moment is heard.
            sway.runClient("wtype", "wtype", "-s", "500", "Ahoy, Wörld! 你好", "-k", "Return");
            ParentProcess.await("the text", () -> Files.exists(read));
            assertEquals("Ahoy, Wörld! 你好", Files.readString(read));
            keepsServingWhileTheParentIsStopped(sway, inner, "grim", "shot.png");
            endsWithTheParent(sway, inner);
        }
    }

    @Test
    void withoutTheParentItDoesNotStart() throws Exception {
        try (Program inner = Program.start(inside, List.of("WAYLAND_DISPLAY=nobody-there"))) {
            assertEquals(1, inner.awaitExit());
            List<String> said = inner.errors().lines().filter(line -> line.startsWith("breakwater: "))
                    .toList();
            assertEquals(1, said.size(), inner.errors());
            assertTrue(said.get(0).startsWith(
                            "breakwater: no window of the compositor nobody-there can be had: ")
                    && said.get(0).endsWith("nobody-there: No such file or directory (2)"), said.get(0));
        }
    }

    private Program start(ParentProcess parent, String size, String... client) throws IOException {
        Files.writeString(Files.createDirectories(inside.resolve("breakwater")).resolve("config.toml"),
                "[appearance]\nbackground = \"#%06x\"\n".formatted(GROUND));
        String[] arguments = new String[3 + client.length];
        arguments[0] = "--output=" + size;
        arguments[1] = "--backend=wayland";
        arguments[2] = "--";
        System.arraycopy(client, 0, arguments, 3, client.length);
        return Program.start(inside, List.of("WAYLAND_DISPLAY=" + parent.socket(), "LC_ALL=C.UTF-8"),
                arguments);
    }

    /** A client that locks, draws and asks is answered, and when the parent goes on, it shows what is new. */
    private static void keepsServingWhileTheParentIsStopped(ParentProcess parent, Program inner,
            String... camera) throws Exception {
        try (Painter painter = new Painter(ClientDisplay.connect(inner.runtimeDir(), "wayland-0"))) {
            parent.signal("STOP");
            try {
                for (int i = 0; i < 500; i++) {
                    painter.paint(0x400000 + i);
                    painter.roundtrip();
                }
                painter.paint(PAINT);
                painter.roundtrip();
            } finally {
                parent.signal("CONT");
            }
            ParentProcess.await("what was painted meanwhile", () ->
                    count(parent.picture(camera), pixel -> pixel == PAINT) == Painter.SIDE * Painter.SIDE);
        }
    }

    /** Its clients are told, it says why, and leaves nothing behind. */
    private static void endsWithTheParent(ParentProcess parent, Program inner) throws Exception {
        List<ProcessHandle> children = inner.process().descendants().toList();
        assertFalse(children.isEmpty());
        try (ClientDisplay client = ClientDisplay.connect(inner.runtimeDir(), "wayland-0")) {
            client.roundtrip();
            parent.kill();
            assertThrows(IOException.class, () -> {
                while (true) {
                    client.dispatch(60_000);
                }
            });
            assertEquals(1, inner.awaitExit());
        }
        List<String> said = inner.errors().lines().filter(line -> line.startsWith("breakwater: ")).toList();
        assertEquals(List.of("breakwater: the parent compositor is gone: the display has hung up"), said);
        assertTrue(inner.errors().lines().noneMatch(line -> line.contains(" ERROR ")), inner.errors());
        assertEquals(List.of(), inner.leftBehind());
        ParentProcess.await("the end of its programs", () -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static boolean isGreen(int pixel) {
        int green = pixel >> 8 & 0xff;
        return green > (pixel >> 16 & 0xff) + 16 && green > (pixel & 0xff) + 16;
    }

    private static int count(BufferedImage picture, IntPredicate wanted) {
        int count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (wanted.test(picture.getRGB(x, y) & 0xffffff)) {
                    count++;
                }
            }
        }
        return count;
    }
}

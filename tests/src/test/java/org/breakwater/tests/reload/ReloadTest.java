package org.breakwater.tests.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.breakwater.config.ConfigReader;
import org.breakwater.config.ConfigResult;
import org.breakwater.config.OutputMode;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.wire.WireTrace;
import org.breakwater.render.geometry.Rect;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.boundary.Control;
import org.breakwater.wayland.WlDisplay;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.XdgWmBaseProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code msg reload}, on outputs in memory: what changes, and what clients hear of it. */
@ExtendWith(FdLeakExtension.class)
final class ReloadTest {
    @RegisterExtension
    @Order(1)
    final Fixture fixture = new Fixture(new OutputMode(64, 48, 60_000), new OutputMode(32, 24, 60_000));

    private final ByteArrayOutputStream trace = new ByteArrayOutputStream();
    @TempDir
    private Path directory;
    private Path file;
    private Control control;
    private TestClient client;

    @BeforeEach
    void listen() throws IOException {
        file = directory.resolve("config.toml");
        control = new Control(fixture,
                path -> fixture.server().listenForControl(path, () -> ConfigReader.read(file)));
        client = fixture.connect(new WireTrace(new PrintStream(trace, true, StandardCharsets.UTF_8)));
    }

    @AfterEach
    void close() throws IOException {
        control.close();
    }

    private String reload(String... lines) throws IOException, InterruptedException {
        Files.writeString(file, String.join("\n", lines));
        return control.ask("reload").toString();
    }

    /** What the client was told of this interface since the last time. */
    private String told(String start) throws IOException {
        client.roundtrip();
        String text = trace.toString(StandardCharsets.UTF_8);
        trace.reset();
        return text.lines().map(line -> line.substring(line.indexOf(']') + 2).strip())
                .map(line -> line.replaceAll("^(\\w+)#\\d+\\.", "$1."))
                .filter(line -> line.startsWith(start))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void anEmptyFileChangesNothing() throws Exception {
        told("");
        assertEquals("{\"changed\":[],\"needs-restart\":[]}", reload(""));
        assertEquals("", told("wl_output"));
    }

    @Test
    void anOutputIsScaledTurnedMovedAndOfAnotherSize() throws Exception {
        told("");
        assertEquals("{\"changed\":[\"output\"],\"needs-restart\":[]}", reload("""
                [[output]]
                name = "HEADLESS-1"
                mode = "160x80@30"
                scale = 2
                transform = "90"
                position = [100, 50]
                """));
        fixture.frames(2);
        assertEquals(new Rect(100, 50, 40, 80), fixture.output().output().geometry());
        assertEquals(new Rect(140, 50, 32, 24), fixture.server().outputs().get(1).output().geometry());
        String told = told("wl_output");
        assertTrue(told.contains("wl_output.scale(2)"), told);
        assertTrue(told.contains("wl_output.mode(1, 160, 80, 30000)"), told);
        assertTrue(told.contains("wl_output.geometry(100, 50, 0, 0, 0, \"Breakwater\", \"headless\", 1)"), told);
        assertTrue(told.endsWith("wl_output.done()"), told);
        assertEquals(160, fixture.picture().width());
        assertEquals("{\"changed\":[\"output\"],\"needs-restart\":[]}", reload(""));
        fixture.frames(2);
        assertEquals(new Rect(0, 0, 64, 48), fixture.output().output().geometry(), "as it was");
        assertEquals(64, fixture.picture().width());
    }

    @Test
    void anotherModeIsSetAfterTheFrameThatIsOnItsWay() throws Exception {
        fixture.output().sceneOutput().damageWhole();
        fixture.turn();
        reload("""
                [[output]]
                name = "HEADLESS-1"
                mode = "80x60"
                """);
        assertEquals(64, fixture.output().backend().width(), "in the middle of a frame");
        fixture.frames(2);
        assertEquals(80, fixture.output().backend().width());
        assertEquals(80, fixture.picture().width());
    }

    @Test
    void anErrorChangesNothingAndIsToldAsAtTheStart() throws Exception {
        told("");
        IOException refused = assertThrows(IOException.class, () -> reload("""
                [keyboard]
                repeat-rate = 40
                [[output]]
                name = "HEADLESS-1"
                scale = 2
                mod = "80x60"
                """));
        String start = ((ConfigResult.Rejected) ConfigReader.read(file)).render();
        assertEquals(start, refused.getMessage());
        assertTrue(start.contains("did you mean mode?"), start);
        assertEquals("", told("wl_output"));
        assertEquals(25, fixture.server().seat().keyboard().repeat().rate());
    }

    @Test
    void aMissingFileAndAnUnknownLayoutChangeNothing() throws Exception {
        IOException missing = assertThrows(IOException.class, () -> control.ask("reload"));
        assertTrue(missing.getMessage().contains("there is no such file"), missing.getMessage());
        IOException unknown = assertThrows(IOException.class, () -> reload("""
                [appearance]
                background = "#ff0000"
                [keyboard]
                layout = "nowhere"
                """));
        assertTrue(unknown.getMessage().contains("layout \"nowhere\""), unknown.getMessage());
        fixture.frames(2);
        assertEquals(fixture.background(), fixture.picture().at(5, 5) & 0xffffff);
    }

    @Test
    void clientsHearOfAnotherKeymapAndAnotherRepeat() throws Exception {
        WlSeatProxy seat = client.registry().bind(client.name(WlSeatProxy.TYPE), WlSeatProxy.TYPE, 9);
        seat.getKeyboard();
        told("");
        assertEquals("{\"changed\":[\"keyboard\"],\"needs-restart\":[]}", reload("""
                [keyboard]
                layout = "de"
                repeat-rate = 40
                repeat-delay = 300
                """));
        String told = told("wl_keyboard");
        assertTrue(told.startsWith("wl_keyboard.keymap("), told);
        assertTrue(told.endsWith("wl_keyboard.repeat_info(40, 300)"), told);
        assertTrue(fixture.server().seat().keyboard().keymap().text().contains("German"));
        reload("""
                [keyboard]
                layout = "de"
                repeat-rate = 30
                """);
        assertEquals("wl_keyboard.repeat_info(30, 600)", told("wl_keyboard"), "the keymap is the same");
    }

    @Test
    void theBackgroundChanges() throws Exception {
        reload("""
                [appearance]
                background = "#102030"
                """);
        fixture.frames(2);
        assertEquals(0x102030, fixture.picture().at(5, 5) & 0xffffff);
    }

    @Test
    void quotasHoldForClientsThatAreThere() throws Exception {
        assertEquals("{\"changed\":[\"quota\"],\"needs-restart\":[]}", reload("""
                [quota]
                surfaces = 3
                """));
        assertEquals(3, fixture.server().display().quotas().limit(Held.SURFACES));
        for (int i = 0; i < 4; i++) {
            client.surface();
        }
        client.expectError("wl_display", WlDisplay.Error.NO_MEMORY.value());
    }

    @Test
    void whatIsForTheNextSessionIsSaid() throws Exception {
        assertEquals("{\"changed\":[\"debug\"],\"needs-restart\":[\"session\"]}", reload("""
                [session]
                realtime = false
                [debug]
                overlay = true
                """));
        assertEquals("{\"changed\":[\"debug\"],\"needs-restart\":[\"session\"]}", reload(""));
    }

    @Test
    void everyOtherTableIsTakenOver() throws Exception {
        assertEquals("{\"changed\":[\"shm\",\"cursor\",\"input\",\"switches\"],\"needs-restart\":[]}", reload("""
                [shm]
                on-truncation = "disconnect"
                [cursor]
                size = 48
                [switches]
                lid-closed = "true"
                [[input]]
                type = "touchpad"
                tap = true
                """));
        assertTrue(client.has(XdgWmBaseProxy.TYPE));
    }
}

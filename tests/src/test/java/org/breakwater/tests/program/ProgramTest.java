package org.breakwater.tests.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.breakwater.compositor.ipc.IpcClient;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.server.Held;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of the command line, on the real program. */
class ProgramTest {
    @TempDir
    Path scratch;

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSignalEndsItCleanlyAndNothingIsLeftBehind(String signal) throws Exception {
        try (Program program = Program.start(scratch, "--backend", "headless")) {
            String name = program.awaitDisplay();
            assertEquals(List.of("breakwater." + name + ".sock", name, name + ".lock"),
                    program.leftBehind());
            try (ClientDisplay client = ClientDisplay.connect(program.runtimeDir(), name)) {
                client.roundtrip();
                new ProcessBuilder("kill", "-" + signal, "" + program.process().pid()).start().waitFor();
                assertEquals(0, program.awaitExit(), program.errors());
            }
            assertEquals(List.of(), program.leftBehind());
            assertFalse(program.errors().contains("ERROR"), program.errors());
        }
    }

    @Test
    void itEndsWithItsFirstClientAndGivesItsStatus() throws Exception {
        try (Program program = Program.start(scratch, "--", "sh", "-c",
                "echo \"client of $WAYLAND_DISPLAY\"; exit 7")) {
            String name = program.awaitDisplay();
            assertEquals("client of " + name, program.readLine());
            assertEquals(7, program.awaitExit());
            assertEquals(List.of(), program.leftBehind());
        }
    }

    @Test
    void itsFirstClientMayActivateItsWindow() throws Exception {
        try (Program program = Program.start(scratch, "--", "sh", "-c",
                "echo \"${#XDG_ACTIVATION_TOKEN} characters\"")) {
            program.awaitDisplay();
            assertEquals("32 characters", program.readLine());
            assertEquals(0, program.awaitExit());
        }
    }

    @Test
    void aSignalEndsTheFirstClientToo() throws Exception {
        try (Program program = Program.start(scratch, "--", "sh", "-c", "echo $$; exec sleep 1000")) {
            program.awaitDisplay();
            long client = Long.parseLong(program.readLine());
            program.process().destroy();
            assertEquals(0, program.awaitExit());
            assertFalse(ProcessHandle.of(client).map(ProcessHandle::isAlive).orElse(false));
        }
    }

    @Test
    void whoIsAskedToEndIsServedUntilHeHas() throws Exception {
        Path asked = scratch.resolve("asked");
        String[] client = {"--", "sh", "-c", "trap 'wayland-info > \"$0\"; exit' TERM; echo ready; "
                + "while :; do sleep 0.05; done", asked.toString()};
        try (Program program = Program.start(scratch, client)) {
            program.awaitDisplay();
            assertEquals("ready", program.readLine());
            program.process().destroy();
            assertEquals(0, program.awaitExit());
            assertTrue(Files.readString(asked).contains("interface: 'wl_output'"), "it was left alone");
        }
    }

    @Test
    void itsFirstClientHearsOfNoOtherDisplay() throws Exception {
        try (Program program = Program.start(scratch, List.of("DISPLAY=:7", "WAYLAND_SOCKET=9"), "--backend",
                "headless", "--", "sh", "-c", "echo \"<$DISPLAY$WAYLAND_SOCKET>\"")) {
            program.awaitDisplay();
            assertEquals("<>", program.readLine());
            assertEquals(0, program.awaitExit());
        }
    }

    @Test
    void aConnectionThatIsNoneIsAnError() throws Exception {
        Map<String, String> wrong = Map.of("words", "it is not the number of a descriptor",
                "-3", "it is not the number of a descriptor", "987", "descriptor 987 is not open",
                "1", "descriptor 1 is no connection of a Unix socket");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            Path place = scratch.resolve(each.getKey());
            try (Program program = Program.start(place, List.of("WAYLAND_SOCKET=" + each.getKey()))) {
                assertEquals(1, program.awaitExit());
                List<String> said = program.errors().lines()       // a new JVM warns of old libraries
                        .filter(line -> !line.startsWith("WARNING: ") && !line.isBlank()).toList();
                assertEquals(List.of("breakwater: no window of the compositor behind WAYLAND_SOCKET=" + each.getKey()
                        + " can be had: " + each.getValue()), said);
                assertEquals(List.of(), program.leftBehind());
            }
        }
    }

    @Test
    void aCommandThatIsNotThereIsAnError() throws Exception {
        try (Program program = Program.start(scratch, "--", "/nowhere/at-all")) {
            program.awaitDisplay();
            assertEquals(1, program.awaitExit());
            assertTrue(program.errors().contains("/nowhere/at-all"), program.errors());
            assertEquals(List.of(), program.leftBehind());
        }
    }

    @Test
    void itsFirstClientHasTheLimitOfOpenFilesThatItWasStartedWith() throws Exception {
        try (Program program = Program.start(scratch, List.of("BREAKWATER_NOFILE=321"), "--", "sh", "-c",
                "ulimit -Sn; echo \"$1$BREAKWATER_NOFILE\"; exit 7", "sh", "a 'b")) {
            program.awaitDisplay();
            assertEquals("321", program.readLine());
            assertEquals("a 'b", program.readLine());
            assertEquals(7, program.awaitExit());
        }
    }

    @Test
    void itTakesTheNextFreeName() throws Exception {
        try (Program first = Program.start(scratch)) {
            assertEquals("wayland-0", first.awaitDisplay());
            try (Program second = Program.start(scratch)) {
                assertEquals("wayland-1", second.awaitDisplay());
            }
        }
    }

    @Test
    void aNameInUseIsAnError() throws Exception {
        try (Program first = Program.start(scratch, "--socket", "harbour")) {
            assertEquals("harbour", first.awaitDisplay());
            try (Program second = Program.start(scratch, "--socket", "harbour")) {
                assertEquals(1, second.awaitExit());
                assertTrue(second.errors().contains("harbour is in use"), second.errors());
            }
        }
    }

    @Test
    void itTellsAnOpenDescriptorWhenItIsReady() throws Exception {
        Path ready = scratch.resolve("ready");
        List<String> command = Program.command("--ready-fd", "3", "--", "true");
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "exec \"$@\" 3>" + ready, "sh");
        builder.command().addAll(command);
        builder.environment().put("XDG_RUNTIME_DIR", Files.createDirectory(scratch.resolve("run")).toString());
        builder.redirectErrorStream(true).redirectOutput(scratch.resolve("out").toFile());
        assertEquals(0, builder.start().waitFor());
        assertEquals("wayland-0\n", Files.readString(ready));
    }

    @Test
    void withoutARuntimeDirectoryItSaysSo() throws Exception {
        try (Program program = Program.start(scratch, List.of("XDG_RUNTIME_DIR="))) {
            assertEquals(1, program.awaitExit());
            assertTrue(program.errors().contains("XDG_RUNTIME_DIR is not set"), program.errors());
        }
    }

    @Test
    void anErrorInTheConfigurationDoesNotEndTheSession() throws Exception {
        Path config = scratch.resolve("broken.toml");
        Files.writeString(config, "[shm]\nstrategy = \"sealled\"\n");
        try (Program program = Program.start(scratch, "--config", config.toString(), "--", "true")) {
            program.awaitDisplay();
            assertEquals(0, program.awaitExit());
            assertTrue(program.errors().contains("broken.toml:2"), program.errors());
        }
    }

    @Test
    void aScreenshotShowsTheOutputsOfTheSizesAskedFor() throws Exception {
        try (Program program = Program.start(scratch, "--output", "320x200@60", "--output", "64x48")) {
            String name = program.awaitDisplay();
            assertEquals(List.of(320, 200), sizeOfScreenshot(program, name, "HEADLESS-1"));
            assertEquals(List.of(64, 48), sizeOfScreenshot(program, name, "HEADLESS-2"));
        }
    }

    @Test
    void itTellsWhatItHoldsForEachClientAndForAll() throws Exception {
        try (Program program = Program.start(scratch)) {
            String name = program.awaitDisplay();
            Path socket = program.runtimeDir().resolve("breakwater." + name + ".sock");
            try (ClientDisplay client = ClientDisplay.connect(program.runtimeDir(), name);
                    IpcClient control = new IpcClient(socket)) {
                client.proxy().getRegistry();
                client.roundtrip();
                JsonArray clients = control.request("clients").getAsJsonArray();
                assertEquals(1, clients.size());
                JsonObject account = clients.get(0).getAsJsonObject();
                assertEquals(ProcessHandle.current().pid(), account.get("pid").getAsLong());
                assertEquals(2, account.get("objects").getAsInt(), "wl_display and wl_registry");
                JsonObject ledger = control.request("ledger").getAsJsonObject();
                assertEquals(1, ledger.get("clients").getAsInt());
                for (Held kind : Held.values()) {
                    assertEquals(account.get(kind.label()), ledger.get(kind.label()), kind.label());
                }
            }
        }
    }

    @Test
    void theTraceIsInTheFormatOfLibwayland() throws Exception {
        try (Program program = Program.start(scratch, List.of("WAYLAND_DEBUG=server"))) {
            String name = program.awaitDisplay();
            try (ClientDisplay client = ClientDisplay.connect(program.runtimeDir(), name)) {
                client.proxy().getRegistry();
                client.roundtrip();
            }
            program.process().destroy();
            program.awaitExit();
            String trace = program.errors();
            assertTrue(trace.lines().anyMatch(line -> line.matches(
                    "\\[ *\\d+\\.\\d{3}\\] wl_display#1\\.get_registry\\(new id wl_registry#2\\)")), trace);
            assertTrue(trace.lines().anyMatch(line -> line.matches(
                    "\\[ *\\d+\\.\\d{3}\\]  -> wl_registry#2\\.global\\(\\d+, \"wl_compositor\", 6\\)")), trace);
        }
    }

    private List<Integer> sizeOfScreenshot(Program program, String display, String output)
            throws IOException, InterruptedException {
        Path file = scratch.resolve(output + ".png");
        ProcessBuilder builder = new ProcessBuilder(
                Program.command("screenshot", "--output", output, file.toString()));
        builder.environment().put("XDG_RUNTIME_DIR", program.runtimeDir().toString());
        builder.environment().put("WAYLAND_DISPLAY", display);
        builder.environment().remove("BREAKWATER_SOCKET");
        Process process = builder.inheritIO().start();
        assertEquals(0, process.waitFor());
        var image = ImageIO.read(file.toFile());
        return List.of(image.getWidth(), image.getHeight());
    }
}

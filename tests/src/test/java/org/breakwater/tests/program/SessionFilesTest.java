package org.breakwater.tests.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is installed for display managers and for systemd. */
class SessionFilesTest {
    private static final Pattern OURS = Pattern.compile("compositor/[\\w./-]+");
    private static final int PATIENCE_SECONDS = 30;

    @TempDir
    private Path runtimeDir;

    private static Path root() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("compositor"))) {
            root = root.getParent();
        }
        return root;
    }

    @Test
    void aDisplayManagerStartsTheSessionByItsName() throws IOException {
        Properties entry = new Properties();
        try (Reader file = Files.newBufferedReader(root().resolve("compositor/session/breakwater.desktop"))) {
            entry.load(file);
        }
        assertEquals("Application", entry.getProperty("Type"));
        assertEquals("Breakwater", entry.getProperty("Name"));
        assertTrue(Files.isExecutable(root().resolve("compositor/bin").resolve(entry.getProperty("Exec"))));
        assertEquals(entry.getProperty("Exec"), entry.getProperty("TryExec"));
        String script = Files.readString(root().resolve("compositor/bin/breakwater-session"));
        assertTrue(script.contains("XDG_CURRENT_DESKTOP:-" + entry.getProperty("DesktopNames") + "}"),
                "who starts it by hand is in another desktop");
    }

    @Test
    void whatTheReadmeInstallsIsThere() throws IOException {
        List<String> named = new ArrayList<>();
        for (String line : Files.readAllLines(root().resolve("README.md"))) {
            if (line.startsWith("    ln ") || line.startsWith("    install ")) {
                Matcher ours = OURS.matcher(line);
                while (ours.find()) {
                    named.add(ours.group());
                    assertTrue(Files.exists(root().resolve(ours.group())), ours.group());
                }
            }
        }
        assertEquals(List.of("compositor/bin/breakwater", "compositor/bin/breakwater-session",
                "compositor/session/breakwater.desktop", "compositor/session/breakwater-session.target"), named);
    }

    @Test
    void systemdHasNothingToSayAgainstTheTarget() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "there is no systemd-analyze");
        ProcessBuilder builder = new ProcessBuilder("/usr/bin/systemd-analyze", "--user", "verify",
                root().resolve("compositor/session/breakwater-session.target").toString());
        builder.environment().put("XDG_RUNTIME_DIR", runtimeDir.toString());
        Process systemd = builder.redirectErrorStream(true).start();
        try {
            String said = new String(systemd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(systemd.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "still runs");
            assertEquals("", said);
            assertEquals(0, systemd.exitValue());
        } finally {
            systemd.destroyForcibly();
        }
    }
}

package org.breakwater.tests.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lets Jazzer, which watches the branches that are taken, choose the bytes, in a JVM of its own that
 * starts from the corpus. {@code -Dfuzz.jazzer.seconds} for each target. An input that breaks
 * something is left in {@code target/fuzz}: it belongs into {@code resources/fuzz}.
 */
class JazzerTest {
    private static final int SECONDS = Integer.getInteger("fuzz.jazzer.seconds", 3);
    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in");

    @ParameterizedTest
    @ValueSource(classes = {WireTarget.class, EventTarget.class, ConfigTarget.class})
    void findsNothing(Class<?> target, @TempDir Path found) throws Exception {
        String folder = target.getSimpleName().replace("Target", "").toLowerCase(Locale.ROOT);
        Path artifacts = Files.createDirectories(Path.of("target/fuzz").toAbsolutePath());
        Path log = found.resolve("log");
        Path corpus = Files.createDirectory(found.resolve("corpus"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",   // starts sooner
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer", "--target_class=" + target.getName(),
                "--instrumentation_includes=org.breakwater.**",
                "--custom_hook_includes=org.breakwater.**", "--reproducer_path=" + artifacts,
                "-artifact_prefix=" + artifacts.resolve(folder + "-"), "-max_total_time=" + SECONDS,
                "-timeout=20", "-rss_limit_mb=0", "-max_len=4096", corpus.toString(),
                CorpusTest.folder(folder).toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        try {
            assertTrue(process.waitFor(SECONDS + 120L, TimeUnit.SECONDS), () -> "hangs: " + tail(log));
            assertEquals(0, process.exitValue(), () -> tail(log));
        } finally {
            process.destroyForcibly();
        }
        Matcher done = DONE.matcher(Files.readString(log));
        assertTrue(done.find(), () -> tail(log));
        System.out.println("fuzz: " + folder + ": " + done.group(1) + " inputs in " + SECONDS + " s");
        assertTrue(Long.parseLong(done.group(1)) > 50, () -> tail(log));
    }

    private static String tail(Path log) {
        try {
            String text = Files.readString(log);
            return text.substring(Math.max(0, text.length() - 6_000));
        } catch (IOException e) {
            return e.toString();
        }
    }
}

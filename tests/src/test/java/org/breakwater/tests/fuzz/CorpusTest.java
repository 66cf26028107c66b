package org.breakwater.tests.fuzz;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.breakwater.tests.FdLeakExtension;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What once broke something, or reaches far, is played again: {@code resources/fuzz}. */
@ExtendWith(FdLeakExtension.class)
class CorpusTest {
    private static final Definitions DEFINITIONS = new Definitions();

    @ParameterizedTest
    @MethodSource("sequences")
    void aSequence(Path file) throws IOException {
        List<String> steps = Files.readAllLines(file).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("//")).toList();
        Throwable failure = Replay.play(DEFINITIONS, steps, true);
        assertNull(failure, () -> file.getFileName() + ": " + failure);
    }

    static Stream<Path> sequences() throws IOException {
        return files("sequences");
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void anInput(String folder, Path file) throws IOException {
        byte[] input = Files.readAllBytes(file);
        switch (folder) {
            case "wire" -> {
                WireTarget.fuzzerInitialize();
                try {
                    WireTarget.fuzzerTestOneInput(input);
                } finally {
                    WireTarget.stop();
                }
            }
            case "event" -> EventTarget.fuzzerTestOneInput(input);
            default -> ConfigTarget.fuzzerTestOneInput(input);
        }
    }

    static Stream<Arguments> inputs() throws IOException {
        List<Arguments> all = new ArrayList<>();
        for (String folder : List.of("wire", "event", "config")) {
            files(folder).forEach(file -> all.add(Arguments.of(folder, file)));
        }
        return all.stream();
    }

    /** Where the corpus of a target lies. */
    static Path folder(String name) {
        try {
            return Path.of(CorpusTest.class.getResource("/fuzz/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Path> files(String folder) throws IOException {
        try (Stream<Path> all = Files.list(folder(folder))) {
            return all.sorted().toList().stream();
        }
    }
}

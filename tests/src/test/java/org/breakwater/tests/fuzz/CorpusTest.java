package org.breakwater.tests.fuzz;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.breakwater.tests.FdLeakExtension;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
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
        Throwable failure = Replay.play(DEFINITIONS, steps);
        assertNull(failure, () -> file.getFileName() + ": " + failure);
    }

    static Stream<Path> sequences() throws IOException {
        return files("sequences");
    }

    private static Stream<Path> files(String folder) throws IOException {
        try {
            Path path = Path.of(CorpusTest.class.getResource("/fuzz/" + folder).toURI());
            return Files.list(path).sorted();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

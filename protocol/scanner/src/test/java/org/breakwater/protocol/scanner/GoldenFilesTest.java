package org.breakwater.protocol.scanner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is generated, compared to the letter; {@code -Dgolden.update=true} takes it as expected. */
final class GoldenFilesTest {
    private static final Path EXPECTED = Trial.GOLDEN.resolve("expected");

    @Test
    void generatedSourcesAreTheExpectedOnes() throws IOException {
        List<GeneratedFile> files = Trial.generate();
        if (Boolean.getBoolean("golden.update")) {
            new SourceFolder(EXPECTED).update(files);
        }
        TreeMap<String, String> generated = new TreeMap<>();
        files.forEach(file -> generated.put(file.path(), file.text()));
        assertEquals(expectedPaths(), List.copyOf(generated.keySet()));
        for (var file : generated.entrySet()) {
            assertEquals(Files.readString(EXPECTED.resolve(file.getKey())), file.getValue(),
                    file.getKey());
        }
    }

    private static List<String> expectedPaths() throws IOException {
        try (Stream<Path> all = Files.walk(EXPECTED)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> EXPECTED.relativize(path).toString()).sorted().toList();
        }
    }
}

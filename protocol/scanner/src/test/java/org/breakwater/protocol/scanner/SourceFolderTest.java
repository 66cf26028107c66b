package org.breakwater.protocol.scanner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of generated sources holds what it should and touches nothing else. */
final class SourceFolderTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000);

    @TempDir
    Path root;

    @Test
    void writesOnlyWhatChanged() throws IOException {
        SourceFolder folder = new SourceFolder(root);
        assertEquals(2, folder.update(List.of(file("p/A.java", "1"), file("p/B.java", "1"))));
        Files.setLastModifiedTime(root.resolve("p/A.java"), LONG_AGO);
        Files.setLastModifiedTime(root.resolve("p/B.java"), LONG_AGO);
        assertEquals(1, folder.update(List.of(file("p/A.java", "1"), file("p/B.java", "2"))));
        assertEquals(LONG_AGO, Files.getLastModifiedTime(root.resolve("p/A.java")));
        assertEquals(file("p/B.java", "2").text(), Files.readString(root.resolve("p/B.java")));
    }

    @Test
    void deletesWhatAnEarlierRunLeft() throws IOException {
        SourceFolder folder = new SourceFolder(root);
        folder.update(List.of(file("p/A.java", "1"), file("p/B.java", "1")));
        Path own = Files.writeString(root.resolve("p/Own.java"), "class Own {}");
        assertEquals(1, folder.update(List.of(file("p/A.java", "1"))));
        assertTrue(Files.exists(root.resolve("p/A.java")));
        assertFalse(Files.exists(root.resolve("p/B.java")));
        assertTrue(Files.exists(own));
    }

    private static GeneratedFile file(String path, String text) {
        return new GeneratedFile(path, GeneratedFile.HEADER + "\n" + text);
    }
}

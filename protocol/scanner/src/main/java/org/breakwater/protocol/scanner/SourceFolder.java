package org.breakwater.protocol.scanner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The folder of generated sources: after an update it holds just the given files. */
final class SourceFolder {
    private final Path root;

    SourceFolder(Path root) {
        this.root = root;
    }

    /**
     * Writes the files whose text changed, so that the compiler sees no change where there is none,
     * and deletes those that an earlier run left behind.
     *
     * @return how many files were written or deleted
     */
    int update(List<GeneratedFile> files) throws IOException {
        int changes = 0;
        Set<Path> current = new HashSet<>();
        for (GeneratedFile file : files) {
            Path path = root.resolve(file.path());
            current.add(path);
            if (!Files.exists(path) || !Files.readString(path).equals(file.text())) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.text(), StandardCharsets.UTF_8);
                changes++;
            }
        }
        for (Path old : javaFiles()) {
            if (!current.contains(old) && Files.readString(old).startsWith(GeneratedFile.HEADER)) {
                Files.delete(old);
                changes++;
            }
        }
        return changes;
    }

    private List<Path> javaFiles() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }
}

package org.breakwater.protocol.scanner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The scanner as the build runs it: {@code Main DEFINITIONS TARGETS OUTPUT}. */
public final class Main {
    private Main() {
    }

    /**
     * Reads every {@code .xml} file of the first folder, keeps what the targets file asks for, and
     * brings the sources in the output folder up to date.
     *
     * @throws ScannerException with file and line, where a definition or target is wrong
     * @throws IOException      where a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            throw new IllegalArgumentException("usage: Main DEFINITIONS TARGETS OUTPUT");
        }
        ProtocolSet definitions = definitions(Path.of(args[0]));
        ProtocolSet wanted = Resolver.resolve(definitions, Targets.read(Path.of(args[1])));
        int changes = new SourceFolder(Path.of(args[2])).update(Generator.generate(wanted));
        if (changes > 0) {
            System.out.println("scanner: " + wanted.interfaces().size() + " interfaces, "
                    + changes + " files changed");
        }
    }

    static ProtocolSet definitions(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(path -> path.toString().endsWith(".xml")).sorted().toList();
        }
        List<Interface> interfaces = new ArrayList<>();
        for (Path file : files) {
            interfaces.addAll(ProtocolParser.parse(file).interfaces());
        }
        return new ProtocolSet(interfaces, "is not defined");
    }
}

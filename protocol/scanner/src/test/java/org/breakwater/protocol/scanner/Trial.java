package org.breakwater.protocol.scanner;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The protocol that uses every feature, and what else the tests share. */
final class Trial {
    static final Path GOLDEN = Path.of("src/test/resources/golden");

    private Trial() {
    }

    static Protocol parse(String xml) {
        return ProtocolParser.parse("test.xml",
                new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    static ProtocolSet set(String xml) {
        return new ProtocolSet(parse(xml).interfaces(), "is not defined");
    }

    static ProtocolSet resolve(String xml, String... targets) {
        return Resolver.resolve(set(xml), Targets.parse("targets", List.of(targets)));
    }

    /** The trial protocol's sources, for its factory at version 2. */
    static List<GeneratedFile> generate() throws IOException {
        String xml = Files.readString(GOLDEN.resolve("trial.xml"));
        return Generator.generate(resolve(xml, "trial_factory_v1=2"));
    }
}

package org.breakwater.tests.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.breakwater.protocol.scanner.Argument;
import org.breakwater.protocol.scanner.Entry;
import org.breakwater.protocol.scanner.EnumDef;
import org.breakwater.protocol.scanner.Interface;
import org.breakwater.protocol.scanner.Message;
import org.breakwater.protocol.scanner.ProtocolParser;

/** The protocols that the compositor speaks, read from the XML that its own code is made from. */
final class Definitions {
    private final Map<String, Interface> interfaces = new HashMap<>();

    Definitions() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("protocol/runtime"))) {
            root = root.getParent();
        }
        Path folder = root.resolve("protocol/runtime/src/main/wayland");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".xml")).sorted().toList()) {
                for (Interface one : ProtocolParser.parse(file).interfaces()) {
                    interfaces.put(one.name(), one);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The interface of that name, or null. */
    Interface named(String name) {
        return interfaces.get(name);
    }

    /** Opcode of a request that some version has; -1 where there is none of that name. */
    int opcode(String interfaceName, String request) {
        List<Message> requests = named(interfaceName).requests();
        for (int i = 0; i < requests.size(); i++) {
            if (requests.get(i).name().equals(request)) {
                return i;
            }
        }
        return -1;
    }

    /** The entries of the enum that an argument takes, or none. */
    List<Entry> entries(Interface owner, Argument argument) {
        EnumDef found = enumOf(owner, argument);
        return found == null ? List.of() : found.entries();
    }

    boolean isBits(Interface owner, Argument argument) {
        EnumDef found = enumOf(owner, argument);
        return found != null && found.bitfield();
    }

    private EnumDef enumOf(Interface owner, Argument argument) {
        if (argument.enumName() == null) {
            return null;
        }
        int dot = argument.enumName().indexOf('.');
        Interface declaring = dot < 0 ? owner : named(argument.enumName().substring(0, dot));
        return declaring == null ? null : declaring.enumNamed(argument.enumName().substring(dot + 1));
    }
}

package org.breakwater.protocol.scanner;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keeps the interfaces that the targets reach, each at its version. A child has the version of the
 * object that creates it, so an interface takes the highest version of all that create it, and
 * never more than its definition has; messages and entries that came later are left out.
 */
final class Resolver {
    private final ProtocolSet definitions;
    private final Map<String, Integer> versions = new HashMap<>();
    private final Deque<String> raised = new ArrayDeque<>();

    private Resolver(ProtocolSet definitions) {
        this.definitions = definitions;
    }

    static ProtocolSet resolve(ProtocolSet definitions, Targets targets) {
        return new Resolver(definitions).resolve(targets);
    }

    private ProtocolSet resolve(Targets targets) {
        for (Targets.Target target : targets.all()) {
            Interface global = definitions.named(target.name());
            if (global == null) {
                throw new ScannerException(target.at(),
                        "no definition of \"" + target.name() + "\"");
            }
            if (target.version() > global.version()) {
                throw new ScannerException(target.at(), "the definition of \"" + target.name()
                        + "\" ends at version " + global.version());
            }
            raise(global, target.version());
        }
        while (!raised.isEmpty()) {
            String parent = raised.remove();
            int version = versions.get(parent);
            Interface cut = definitions.named(parent).cutTo(version);
            Stream.concat(cut.requests().stream(), cut.events().stream())
                    .flatMap(message -> message.arguments().stream())
                    .filter(a -> a.type() == ArgumentType.NEW_ID && !a.isUntypedNewId())
                    .forEach(a -> raise(definitions.named(a.interfaceName()), version));
        }
        List<Interface> kept = new ArrayList<>();
        for (Interface definition : definitions.interfaces()) {
            Integer version = versions.get(definition.name());
            if (version != null) {
                kept.add(definition.cutTo(version));
            }
        }
        return new ProtocolSet(kept, "is not reached by the targets");
    }

    private void raise(Interface definition, int version) {
        int capped = Math.min(version, definition.version());
        if (versions.getOrDefault(definition.name(), 0) < capped) {
            versions.put(definition.name(), capped);
            raised.add(definition.name());
        }
    }
}

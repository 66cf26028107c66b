package org.breakwater.protocol.scanner;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Interfaces that may refer to each other, with every reference checked to lead somewhere. */
final class ProtocolSet {
    private final Map<String, Interface> interfaces = new LinkedHashMap<>();
    private final String missing;

    /**
     * Takes interfaces that belong together.
     *
     * @param missing how to say that an interface or enum is not among them
     */
    ProtocolSet(Collection<Interface> all, String missing) {
        this.missing = missing;
        Map<String, Interface> javaNames = new TreeMap<>();
        for (Interface one : all) {
            Interface same = javaNames.putIfAbsent(Names.type(one.name()), one);
            if (same != null) {
                throw new ScannerException(one.at(), "a second interface \"" + one.name()
                        + "\"; the first is at " + same.at());
            }
            interfaces.put(one.name(), one);
        }
        for (Interface one : all) {
            one.requests().forEach(message -> check(one, message));
            one.events().forEach(message -> check(one, message));
        }
    }

    Collection<Interface> interfaces() {
        return interfaces.values();
    }

    /** The interface of that name, or null. */
    Interface named(String name) {
        return interfaces.get(name);
    }

    /** The interface that declares the enum of an argument of {@code owner}'s. */
    Interface enumOwner(Interface owner, Argument argument) {
        int dot = argument.enumName().indexOf('.');
        return dot < 0 ? owner : interfaces.get(argument.enumName().substring(0, dot));
    }

    /** The enum of an argument of {@code owner}'s. */
    EnumDef enumOf(Interface owner, Argument argument) {
        Interface declaring = enumOwner(owner, argument);
        String local = argument.enumName().substring(argument.enumName().indexOf('.') + 1);
        return declaring == null ? null : declaring.enumNamed(local);
    }

    private void check(Interface owner, Message message) {
        for (Argument argument : message.arguments()) {
            String what = owner.name() + "." + message.name() + ": ";
            if (argument.interfaceName() != null
                    && !interfaces.containsKey(argument.interfaceName())) {
                throw new ScannerException(argument.at(), what + "the interface \""
                        + argument.interfaceName() + "\" " + missing);
            }
            if (argument.enumName() == null) {
                continue;
            }
            EnumDef used = enumOf(owner, argument);
            if (used == null) {
                throw new ScannerException(argument.at(), what + "the enum \""
                        + argument.enumName() + "\" " + missing);
            }
            if (used.bitfield() && argument.type() != ArgumentType.UINT) {
                throw new ScannerException(argument.at(), what + "the bits of \""
                        + argument.enumName() + "\" travel as uint only");
            }
        }
    }
}

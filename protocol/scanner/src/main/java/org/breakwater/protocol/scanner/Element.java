package org.breakwater.protocol.scanner;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A start tag: its place, its name and its attributes, read with checks. */
record Element(Location at, String name, Map<String, String> attributes) {
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern ENTRY_NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_]*");
    private static final Pattern REFERENCE =
            Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)?");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+|0[xX][0-9a-fA-F]+");

    Element {
        attributes = Map.copyOf(new HashMap<>(attributes));
    }

    void allowOnly(String... names) {
        Set<String> allowed = Set.of(names);
        for (String present : attributes.keySet()) {
            if (!allowed.contains(present)) {
                throw error("<" + name + "> has no attribute \"" + present + "\"");
            }
        }
    }

    boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    String text(String attribute) {
        return attributes.getOrDefault(attribute, "").strip().replaceAll("\\s+", " ");
    }

    String required(String attribute) {
        String value = attributes.get(attribute);
        if (value == null) {
            throw error("<" + name + "> lacks the attribute \"" + attribute + "\"");
        }
        return value;
    }

    String identifier(String attribute) {
        return matching(attribute, IDENTIFIER, "an identifier");
    }

    String entryName() {
        return matching("name", ENTRY_NAME, "an entry name");
    }

    /** An optional identifier; null where the attribute is absent. */
    String identifierOrNull(String attribute) {
        return has(attribute) ? identifier(attribute) : null;
    }

    /** An optional reference to an enum, local or dotted; null where the attribute is absent. */
    String enumReferenceOrNull() {
        return has("enum") ? matching("enum", REFERENCE, "an enum") : null;
    }

    boolean flag(String attribute) {
        return switch (attributes.getOrDefault(attribute, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw error("\"" + attribute + "\" is neither true nor false");
        };
    }

    /** A version of the interface, from 1 to its newest. */
    int version(String attribute, int absent, int newest) {
        if (!has(attribute)) {
            return absent;
        }
        String value = required(attribute);
        int version = DECIMAL.matcher(value).matches() ? Integer.parseInt(value) : 0;
        if (version < 1) {
            throw error("\"" + attribute + "\" is not a version: " + value);
        }
        if (version > newest) {
            throw error("\"" + attribute + "\" is " + version + ", but the interface is version "
                    + newest);
        }
        return version;
    }

    /** The 32 bits of an entry's value, decimal or hexadecimal. */
    int entryValue() {
        String value = required("value");
        if (!NUMBER.matcher(value).matches() || value.length() > 12) {
            throw error("not a number: " + value);
        }
        boolean hexadecimal = value.startsWith("0x") || value.startsWith("0X");
        long number = hexadecimal ? Long.parseLong(value.substring(2), 16) : Long.parseLong(value);
        if (number < Integer.MIN_VALUE || number > 0xffff_ffffL) {
            throw error("does not fit in 32 bits: " + value);
        }
        return (int) number;
    }

    ScannerException error(String message) {
        return new ScannerException(at, message);
    }

    private String matching(String attribute, Pattern pattern, String what) {
        String value = required(attribute);
        if (!pattern.matcher(value).matches()) {
            throw error("not " + what + ": \"" + value + "\"");
        }
        return value;
    }
}

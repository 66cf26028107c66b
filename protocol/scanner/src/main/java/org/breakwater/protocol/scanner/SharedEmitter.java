package org.breakwater.protocol.scanner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes what both sides share: the interface's facts, version constants and enums. */
final class SharedEmitter {
    private static final String WIRE = "org.breakwater.protocol.wire.";

    private final Interface from;
    private final JavaWriter java;

    private SharedEmitter(Interface from) {
        this.from = from;
        this.java = new JavaWriter(Names.SHARED_PACKAGE, Names.type(from.name()));
    }

    static GeneratedFile emit(Interface from) {
        SharedEmitter emitter = new SharedEmitter(from);
        emitter.type();
        return emitter.java.finish();
    }

    private void type() {
        String name = Names.type(from.name());
        String first = Docs.sentence(from.summary());
        java.doc(List.of(first + (first.isEmpty() ? "" : " ") + "The interface {@code "
                + from.name() + "}, version " + from.version() + "."));
        java.open("public final class " + name);
        java.doc(List.of("The messages and their signatures."));
        String spec = java.use(WIRE + "InterfaceSpec");
        java.line("public static final " + spec + " SPEC = new " + spec + "(");
        java.line("        \"" + from.name() + "\", " + from.version() + ",");
        messages(from.requests(), ",");
        messages(from.events(), ");");
        sinceConstants();
        java.blank();
        java.open("private " + name + "()");
        java.close();
        for (EnumDef each : from.enums()) {
            java.blank();
            enumType(each);
        }
        java.close();
    }

    private void messages(List<Message> messages, String tail) {
        String type = java.use(WIRE + "MessageSpec");
        if (messages.isEmpty()) {
            java.line("        new " + type + "[] {}" + tail);
            return;
        }
        java.line("        new " + type + "[] {");
        for (Message message : messages) {
            java.list("            new " + type, messageSpec(message), ",");
        }
        java.line("        }" + tail);
    }

    private static List<String> messageSpec(Message message) {
        StringBuilder signature = new StringBuilder();
        List<String> items = new ArrayList<>();
        List<String> interfaces = new ArrayList<>();
        for (Argument argument : message.arguments()) {
            signature.append(argument.signature());
            if (argument.isUntypedNewId()) {
                interfaces.addAll(List.of("null", "null", "null"));
            } else {
                String name = argument.interfaceName();
                interfaces.add(name == null ? "null" : "\"" + name + "\"");
            }
        }
        items.add("\"" + message.name() + "\"");
        items.add(Integer.toString(message.since()));
        items.add(Boolean.toString(message.destructor()));
        items.add("\"" + signature + "\"");
        // A lone null would stand for the whole array.
        boolean loneNull = interfaces.equals(List.of("null"));
        items.addAll(loneNull ? List.of("(String) null") : interfaces);
        return items;
    }

    /** One constant a name; two where a request and an event of one name came at other versions. */
    private void sinceConstants() {
        Map<String, Integer> requests = since(from.requests());
        Map<String, Integer> events = since(from.events());
        Map<String, Integer> constants = new LinkedHashMap<>();
        requests.forEach((name, version) -> {
            boolean differs = events.getOrDefault(name, version).intValue() != version;
            constants.put(name + (differs ? "_request" : ""), version);
        });
        events.forEach((name, version) -> {
            boolean differs = requests.getOrDefault(name, version).intValue() != version;
            constants.put(name + (differs ? "_event" : ""), version);
        });
        constants.values().removeIf(version -> version == 1);
        constants.forEach((name, version) -> {
            java.blank();
            java.doc(List.of("The version that brought {@code "
                    + name.replaceAll("_(request|event)$", "") + "}."));
            java.line("public static final int " + Names.constant(name) + "_SINCE = " + version
                    + ";");
        });
    }

    private static Map<String, Integer> since(List<Message> messages) {
        Map<String, Integer> since = new LinkedHashMap<>();
        messages.forEach(message -> since.put(message.name(), message.since()));
        return since;
    }

    private void enumType(EnumDef from) {
        String name = Names.nestedType(from.name(), Names.type(this.from.name()));
        String contract = java.use(WIRE + (from.isErrorCode() ? "ProtocolErrorCode" : "EnumValue"));
        boolean versioned = from.isVersioned();
        java.doc(Docs.summary(from.summary(), from.since()));
        java.open("public enum " + name + " implements " + contract);
        int left = from.entries().size();
        int all = 0;
        for (Entry entry : from.entries()) {
            java.doc(Docs.summary(entry.summary(), entry.since()));
            String arguments = literal(entry.value()) + (versioned ? ", " + entry.since() : "");
            java.line(constant(entry) + "(" + arguments + ")" + (--left == 0 ? ";" : ","));
            all |= entry.value();
        }
        if (from.bitfield()) {
            java.blank();
            java.doc(List.of("Every bit that an entry names."));
            java.line("public static final int ALL = " + literal(all) + ";");
        }
        java.blank();
        java.line("private final int value;");
        if (versioned) {
            java.line("private final int since;");
        }
        java.blank();
        java.open(name + "(int value" + (versioned ? ", int since" : "") + ")");
        java.line("this.value = value;");
        if (versioned) {
            java.line("this.since = since;");
        }
        java.close();
        java.blank();
        java.line("@Override");
        java.open("public int value()");
        java.line("return value;");
        java.close();
        if (versioned) {
            java.blank();
            java.doc(List.of("The version of the interface that brought this entry."));
            java.open("public int since()");
            java.line("return since;");
            java.close();
        }
        fromWire(from, name);
        java.close();
    }

    private void fromWire(EnumDef from, String name) {
        java.blank();
        java.doc(List.of("The entry of that value, or null where there is none."));
        java.open("public static " + name + " fromWire(int value)");
        java.open("return switch (value)");
        for (Entry entry : from.entries()) {
            java.line("case " + literal(entry.value()) + " -> " + constant(entry) + ";");
        }
        java.line("default -> null;");
        java.close("};");
        java.close();
    }

    /** An entry's constant; {@code ALL} is the mask of a bitfield. */
    private static String constant(Entry entry) {
        String name = Names.constant(entry.name());
        return name.equals("ALL") ? "ALL_" : name;
    }

    private static String literal(int value) {
        return value >= 0 && value < 0x1000 ? Integer.toString(value)
                : String.format(Locale.ROOT, "0x%08x", value);
    }
}

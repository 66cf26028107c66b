package org.breakwater.protocol.scanner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds where two definitions of an interface disagree on a version that both have. */
final class InterfaceComparison {
    private final List<String> differences = new ArrayList<>();
    private final List<String> newer = new ArrayList<>();

    /** One line each: what we say, then what they say. */
    List<String> differences() {
        return differences;
    }

    /** What only we have, because it came after their version. */
    List<String> newer() {
        return newer;
    }

    void compare(Interface own, Interface other) {
        int common = Math.min(own.version(), other.version());
        noteNewer(own, other.version());
        Interface ownCut = own.cutTo(common);
        Interface otherCut = other.cutTo(common);
        messages(own.name() + " request ", ownCut.requests(), otherCut.requests());
        messages(own.name() + " event ", ownCut.events(), otherCut.events());
        enums(ownCut, otherCut);
    }

    private void noteNewer(Interface own, int version) {
        own.requests().stream().filter(m -> m.since() > version)
                .forEach(m -> newer.add(own.name() + "." + m.name()));
        own.events().stream().filter(m -> m.since() > version)
                .forEach(m -> newer.add(own.name() + "." + m.name()));
    }

    private void messages(String where, List<Message> own, List<Message> other) {
        for (int i = 0; i < Math.max(own.size(), other.size()); i++) {
            String mine = i < own.size() ? text(own.get(i)) : "nothing";
            String theirs = i < other.size() ? text(other.get(i)) : "nothing";
            expect(where + i, mine, theirs);
        }
    }

    private void enums(Interface own, Interface other) {
        Map<String, EnumDef> theirs = new TreeMap<>();
        other.enums().forEach(each -> theirs.put(each.name(), each));
        for (EnumDef each : own.enums()) {
            String where = own.name() + " enum " + each.name();
            EnumDef their = theirs.remove(each.name());
            if (their == null) {
                differences.add(where + ": ours has it; theirs has not");
                continue;
            }
            expect(where, "since " + each.since() + ", bits " + each.bitfield(),
                    "since " + their.since() + ", bits " + their.bitfield());
            Map<String, Entry> entries = new HashMap<>();
            their.entries().forEach(entry -> entries.put(entry.name(), entry));
            for (Entry entry : each.entries()) {
                expect(where + "." + entry.name(), text(entry), text(entries.remove(entry.name())));
            }
            entries.values().forEach(
                    entry -> expect(where + "." + entry.name(), "nothing", text(entry)));
        }
        theirs.keySet().forEach(name -> differences.add(
                own.name() + " enum " + name + ": ours has it not; theirs has"));
    }

    private void expect(String where, String own, String other) {
        if (!own.equals(other)) {
            differences.add(where + ": ours " + own + "; theirs " + other);
        }
    }

    private static String text(Entry entry) {
        return entry == null ? "nothing" : entry.value() + " since " + entry.since();
    }

    private static String text(Message message) {
        StringBuilder text = new StringBuilder(message.name());
        for (Argument argument : message.arguments()) {
            text.append(' ').append(argument.signature()).append(':').append(argument.name());
            if (argument.interfaceName() != null) {
                text.append(':').append(argument.interfaceName());
            }
            if (argument.enumName() != null) {
                text.append(':').append(argument.enumName());
            }
        }
        return text.append(" since ").append(message.since())
                .append(message.destructor() ? " destructor" : "").toString();
    }
}

package org.breakwater.protocol.scanner;

import java.util.ArrayList;
import java.util.List;

/** The documentation comments of generated code, made from the summaries. */
final class Docs {
    private Docs() {
    }

    /** A summary as a sentence; empty stays empty. */
    static String sentence(String summary) {
        if (summary.isEmpty()) {
            return "";
        }
        String text = escape(summary);
        String end = text.endsWith(".") ? "" : ".";
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + end;
    }

    /** What is said of a message: its summary, the wire name, the version, whether it destroys. */
    static List<String> message(Interface owner, Message message, String kind) {
        List<String> text = new ArrayList<>();
        String first = sentence(message.summary());
        first += (first.isEmpty() ? "" : " ") + kind + " {@code " + owner.name() + "."
                + message.name() + "}.";
        text.add(first + versions(message) + (message.destructor() ? " Destructor." : ""));
        return text;
    }

    /** What is said of an enum or an entry. */
    static List<String> summary(String summary, int since) {
        String text = sentence(summary);
        if (since > 1) {
            text += (text.isEmpty() ? "" : " ") + "Since version " + since + ".";
        }
        return text.isEmpty() ? List.of() : List.of(text);
    }

    /** The parameter lines of a message, for the arguments of which there is something to say. */
    static void parameters(List<String> text, Message message) {
        for (Argument argument : message.arguments()) {
            String said = escape(argument.summary());
            if (argument.nullable()) {
                said += (said.isEmpty() ? "" : "; ") + "may be null";
            }
            if (argument.enumName() != null) {
                said += (said.isEmpty() ? "" : "; ") + "{@code " + argument.enumName() + "}";
            }
            if (!said.isEmpty()) {
                text.add("@param " + Names.argument(argument) + " " + said);
            }
        }
    }

    private static String versions(Message message) {
        String text = message.since() > 1 ? " Since version " + message.since() + "." : "";
        if (message.deprecatedSince() > 0) {
            text += " Not to be used from version " + message.deprecatedSince() + " on.";
        }
        return text;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("@", "&#64;").replace("*/", "*&#47;").replace("\\", "&#92;");
    }
}

package org.breakwater.protocol.scanner;

/** The eight types of the wire, each with its letter in a message signature. */
public enum ArgumentType {
    INT("int", 'i'),
    UINT("uint", 'u'),
    FIXED("fixed", 'f'),
    STRING("string", 's'),
    OBJECT("object", 'o'),
    NEW_ID("new_id", 'n'),
    ARRAY("array", 'a'),
    FD("fd", 'h');

    private final String xmlName;
    private final char code;

    ArgumentType(String xmlName, char code) {
        this.xmlName = xmlName;
        this.code = code;
    }

    /** Its letter in a signature. */
    public char code() {
        return code;
    }

    /** The type that a definition calls by this name, or null. */
    public static ArgumentType ofXmlName(String name) {
        for (ArgumentType type : values()) {
            if (type.xmlName.equals(name)) {
                return type;
            }
        }
        return null;
    }

    /** Whether Java carries it as a reference, which could be null. */
    boolean isReference() {
        return switch (this) {
            case INT, UINT, FIXED -> false;
            case STRING, OBJECT, NEW_ID, ARRAY, FD -> true;
        };
    }
}

package org.breakwater.protocol.scanner;

/** The calls that write and read one argument, which are the same on both sides of the wire. */
final class Encoding {
    private Encoding() {
    }

    static String put(Argument argument, String value) {
        return switch (argument.type()) {
            case INT -> "w.putInt(" + value + ");";
            case UINT -> "w.putUint(" + value + ");";
            case FIXED -> "w.putFixed(" + value + ");";
            case STRING -> "w.putString(" + value + ");";
            case ARRAY -> "w.putArray(" + value + ");";
            case FD -> "w.putFd(" + value + ");";
            case OBJECT -> argument.nullable()
                    ? "w.putObjectId(" + value + " == null ? 0 : " + value + ".id());"
                    : "w.putObjectId(" + value + ".id());";
            case NEW_ID -> "w.putNewId(" + value + ".id());";
        };
    }

    /** Reads anything but an object, whose look-up differs between the sides. */
    static String read(Argument argument) {
        return switch (argument.type()) {
            case INT -> "in.readInt()";
            case UINT -> "in.readUint()";
            case FIXED -> "in.readFixed()";
            case STRING -> argument.nullable() ? "in.readNullableString()" : "in.readString()";
            case ARRAY -> "in.readArray()";
            case FD -> "in.readFd()";
            case OBJECT, NEW_ID -> throw new IllegalArgumentException(argument.name());
        };
    }
}

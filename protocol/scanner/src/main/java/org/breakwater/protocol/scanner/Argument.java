package org.breakwater.protocol.scanner;

/**
 * An argument of a message.
 *
 * @param interfaceName of an object or new_id, or null where any interface may stand
 * @param nullable      whether the wire may carry no string or no object
 * @param enumName      the enum of its values, {@code name} or {@code interface.name}, or null
 */
public record Argument(Location at, String name, ArgumentType type, String interfaceName,
        boolean nullable, String enumName, String summary) {

    /** A new_id whose interface and version travel on the wire, as in wl_registry.bind. */
    boolean isUntypedNewId() {
        return type == ArgumentType.NEW_ID && interfaceName == null;
    }

    /** Its part of a message signature. */
    String signature() {
        return isUntypedNewId() ? "sun" : (nullable ? "?" : "") + type.code();
    }
}

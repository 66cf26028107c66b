package org.breakwater.protocol.wire;

/** An entry of a protocol enumeration. */
public interface EnumValue {
    /** Its number on the wire. */
    int value();
}

package org.breakwater.protocol.wire;

/** An entry of an interface's {@code error} enumeration, as {@code wl_display.error} carries it. */
public interface ProtocolErrorCode extends EnumValue {
    String name();
}

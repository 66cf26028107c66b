package org.breakwater.protocol.wire;

public interface ProtocolErrorCode extends EnumValue {
    String name();
}

package org.breakwater.protocol.wire;

public interface EnumValue {
    int value();
}

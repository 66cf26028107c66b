package org.breakwater.protocol.wire;

import java.util.Arrays;

/** Writes messages as text. */
public final class MessageWriter {
    private final StringBuilder text = new StringBuilder();

    public void begin(Object target, MessageSpec message) {
        text.append(target).append('.').append(message.name());
    }

    public void putInt(int value) {
        text.append(" i").append(value);
    }

    public void putUint(int value) {
        text.append(" u").append(Integer.toUnsignedString(value));
    }

    public void putFixed(double value) {
        text.append(" f").append(value);
    }

    public void putString(String value) {
        text.append(" s").append(value);
    }

    public void putArray(byte[] value) {
        text.append(" a").append(Arrays.toString(value));
    }

    public void putFd(Fd value) {
        text.append(" h").append(value);
    }

    public void putObjectId(int id) {
        text.append(" o").append(id);
    }

    public void putNewId(int id) {
        text.append(" n").append(id);
    }

    public String take() {
        String taken = text.toString();
        text.setLength(0);
        return taken;
    }
}

package org.breakwater.protocol.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Gives out prepared values; what is not there, or of another type, fails like a short message. */
public final class MessageReader {
    private final Deque<Object> values;

    public MessageReader(Object... values) {
        this.values = new ArrayDeque<>(List.of(values));
    }

    public int readInt() {
        return next(Integer.class);
    }

    public int readUint() {
        return next(Integer.class);
    }

    public double readFixed() {
        return next(Double.class);
    }

    public String readString() {
        return next(String.class);
    }

    public String readNullableString() {
        String text = next(String.class);
        return text.isEmpty() ? null : text;
    }

    public byte[] readArray() {
        return next(byte[].class);
    }

    public Fd readFd() {
        return next(Fd.class);
    }

    public int readNewId() {
        return next(Integer.class);
    }

    public int readObjectId() {
        return next(Integer.class);
    }

    public void end() {
        if (!values.isEmpty()) {
            throw new IllegalStateException("left over: " + values);
        }
    }

    private <T> T next(Class<T> type) {
        if (!type.isInstance(values.peek())) {
            throw new IllegalStateException("no " + type.getSimpleName() + " but " + values.peek());
        }
        return type.cast(values.remove());
    }
}

package org.breakwater.protocol.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads the arguments of one message, which is already framed. Every read is checked against the
 * message's end; what does not fit throws {@link WireException}. Reused from message to message.
 */
public final class MessageReader {
    private final FdQueue fds;
    private ByteBuffer bytes;
    private int position;
    private int limit;

    MessageReader(FdQueue fds) {
        this.fds = fds;
    }

    void frame(ByteBuffer buffer, int argumentsStart, int messageEnd) {
        bytes = buffer;
        position = argumentsStart;
        limit = messageEnd;
    }

    public int readInt() {
        if (limit - position < 4) {
            throw new WireException("message too short");
        }
        int value = bytes.getInt(position);
        position += 4;
        return value;
    }

    public int readUint() {
        return readInt();
    }

    public double readFixed() {
        return Fixed.toDouble(readInt());
    }

    public int readObjectId() {
        return readInt();
    }

    public int readNewId() {
        return readInt();
    }

    /** A string that may not be null. */
    public String readString() {
        String text = readNullableString();
        if (text == null) {
            throw new WireException("null string where one is required");
        }
        return text;
    }

    /** May be null. Ends at its first NUL, as C would read it; malformed UTF-8 is replaced. */
    public String readNullableString() {
        int length = readLength("string");
        if (length == 0) {
            return null;
        }
        if (bytes.get(position + length - 1) != 0) {
            throw new WireException("string without a NUL at its end");
        }
        byte[] text = new byte[length - 1];
        bytes.get(position, text);
        position += padded(length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    public byte[] readArray() {
        int length = readLength("array");
        byte[] array = new byte[length];
        bytes.get(position, array);
        position += padded(length);
        return array;
    }

    /** The next descriptor that came with the stream; the caller owns it. */
    public Fd readFd() {
        return fds.poll();
    }

    /** To be called after the last argument: a message with bytes left over is malformed. */
    public void end() {
        if (position != limit) {
            throw new WireException((limit - position) + " bytes too many");
        }
    }

    private int readLength(String what) {
        int length = readInt();
        if (length < 0 || padded(length) > limit - position) {
            throw new WireException(what + " of " + Integer.toUnsignedString(length)
                    + " bytes runs past the end of its message");
        }
        return length;
    }

    private static int padded(int length) {
        return length > Integer.MAX_VALUE - 3 ? Integer.MAX_VALUE : (length + 3) & ~3;
    }
}

package org.breakwater.protocol.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Appends messages to a connection's output, one at a time: {@code begin}, arguments, {@code end}. */
public final class MessageWriter {
    /** The largest message that peers built on libwayland take. */
    public static final int MAX_MESSAGE = 4096;

    private final OutputQueue out;
    private int start;
    private boolean fdMissing;

    MessageWriter(OutputQueue out) {
        this.out = out;
    }

    public void begin(int objectId, int opcode) {
        start = out.beginMessage();
        fdMissing = false;
        ByteBuffer bytes = out.room(8);
        bytes.putInt(objectId);
        bytes.putInt(opcode);
    }

    public void putInt(int value) {
        out.room(4).putInt(value);
    }

    public void putUint(int value) {
        out.room(4).putInt(value);
    }

    public void putFixed(double value) {
        out.room(4).putInt(Fixed.fromDouble(value));
    }

    public void putObjectId(int id) {
        out.room(4).putInt(id);
    }

    public void putNewId(int id) {
        out.room(4).putInt(id);
    }

    /** May be null, which the wire writes as an empty length. */
    public void putString(String text) {
        if (text == null) {
            putInt(0);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putBytes(utf8, utf8.length + 1);
    }

    public void putArray(byte[] array) {
        putBytes(array, array.length);
    }

    /** Sends a duplicate; the caller keeps its own descriptor. {@link #end} tells when there was none to be had. */
    public void putFd(Fd fd) {
        try {
            out.addFd(fd.dup());
        } catch (IOException exhausted) {
            fdMissing = true;
        }
    }

    /**
     * Completes the message. False: a descriptor could not be duplicated, and the message is withdrawn. One
     * that is too large for the peer is withdrawn and reported as our bug.
     */
    public boolean end() {
        ByteBuffer bytes = out.room(0);
        int size = bytes.position() - start;
        if (size > MAX_MESSAGE) {
            out.withdraw(start);
            throw new IllegalStateException("a message of " + size + " bytes cannot be sent");
        }
        if (fdMissing) {
            out.withdraw(start);
            return false;
        }
        bytes.putInt(start + 4, size << 16 | bytes.getInt(start + 4));
        out.endMessage(start);
        return true;
    }

    private void putBytes(byte[] bytes, int length) {
        int padded = (length + 3) & ~3;
        ByteBuffer room = out.room(4 + padded);
        room.putInt(length);
        room.put(bytes);
        for (int i = bytes.length; i < padded; i++) {
            room.put((byte) 0);
        }
    }
}

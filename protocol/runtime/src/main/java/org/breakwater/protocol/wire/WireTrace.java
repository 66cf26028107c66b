package org.breakwater.protocol.wire;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/**
 * Prints messages as libwayland does for {@code WAYLAND_DEBUG}:
 * {@code [1234567.890]  -> wl_surface#3.attach(wl_buffer#7, 0, 0)}. It reads the bytes on the wire by
 * the message's signature, so it shows what was sent even when it is malformed.
 */
public final class WireTrace {
    private final PrintStream out;

    /** Names the interface of a live object, or gives null. */
    @FunctionalInterface
    public interface Objects {
        String interfaceOf(int id);
    }

    /** The argument bytes of a message: a view, valid during the call. */
    record Raw(ByteBuffer bytes, int start, int end) {
    }

    public WireTrace(PrintStream out) {
        this.out = out;
    }

    /** To stderr when WAYLAND_DEBUG asks for {@code side} ("server" or "client") or for both; else null. */
    public static WireTrace fromEnvironment(String side) {
        String wanted = System.getenv("WAYLAND_DEBUG");
        boolean on = wanted != null && (wanted.contains("1") || wanted.contains(side));
        return on ? new WireTrace(System.err) : null;
    }

    /** The message that {@link Connection#next} has just framed. */
    public void received(Connection from, InterfaceSpec spec, MessageSpec message, Objects objects) {
        print("", spec, from.objectId(), message, from.raw(), objects);
    }

    /** The message written since {@code start}, a {@link #mark} taken before it was begun. */
    public void sent(Connection to, int start, InterfaceSpec spec, int id, MessageSpec message,
            Objects objects) {
        print(" -> ", spec, id, message, to.lastWritten(start), objects);
    }

    public int mark(Connection connection) {
        return connection.writePosition();
    }

    private void print(String arrow, InterfaceSpec spec, int id, MessageSpec message, Raw raw,
            Objects objects) {
        Instant now = Instant.now();
        long micros = (now.getEpochSecond() * 1_000_000L + now.getNano() / 1000) & 0xffffffffL;
        StringBuilder line = new StringBuilder(96);
        line.append(String.format(Locale.ROOT, "[%7d.%03d] ", micros / 1000, micros % 1000));
        line.append(arrow).append(spec.name()).append('#').append(Integer.toUnsignedString(id))
                .append('.').append(message.name()).append('(');
        try {
            arguments(line, message, raw, objects);
        } catch (RuntimeException malformed) {
            line.append(" <malformed>");
        }
        out.println(line.append(')'));
    }

    private static void arguments(StringBuilder line, MessageSpec message, Raw raw, Objects objects) {
        ByteBuffer bytes = raw.bytes();
        int at = raw.start();
        int argument = 0;
        for (char kind : message.signature().toCharArray()) {
            if (kind == '?') {
                continue;
            }
            if (argument > 0) {
                line.append(", ");
            }
            String type = message.argumentInterface(argument++);
            if (kind == 'h') {
                line.append("fd");
                continue;
            }
            if (at + 4 > raw.end()) {
                line.append("<missing>");
                continue;
            }
            int word = bytes.getInt(at);
            at += 4;
            if ((kind == 's' || kind == 'a') && (word < 0 || word > raw.end() - at)) {
                line.append("<malformed>");
                return;
            }
            switch (kind) {
                case 'i' -> line.append(word);
                case 'u' -> line.append(Integer.toUnsignedString(word));
                case 'f' -> line.append(String.format(Locale.ROOT, "%.8f", Fixed.toDouble(word)));
                case 'o' -> object(line, word, objects.interfaceOf(word), type);
                case 'n' -> line.append("new id ").append(type == null ? "[unknown]" : type)
                        .append('#').append(Integer.toUnsignedString(word));
                case 's' -> {
                    text(line, bytes, at, word);
                    at += (word + 3) & ~3;
                }
                case 'a' -> {
                    line.append("array[").append(word).append(']');
                    at += (word + 3) & ~3;
                }
                default -> throw new IllegalStateException("signature letter " + kind);
            }
        }
    }

    private static void object(StringBuilder line, int id, String name, String type) {
        if (id == 0) {
            line.append("nil");
        } else {
            line.append(name != null ? name : type != null ? type : "[unknown]")
                    .append('#').append(Integer.toUnsignedString(id));
        }
    }

    private static void text(StringBuilder line, ByteBuffer bytes, int at, int length) {
        if (length == 0) {
            line.append("nil");
            return;
        }
        byte[] utf8 = new byte[length - 1];
        bytes.get(at, utf8);
        line.append('"').append(new String(utf8, StandardCharsets.UTF_8)).append('"');
    }
}

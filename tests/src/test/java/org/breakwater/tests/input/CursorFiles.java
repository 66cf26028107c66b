package org.breakwater.tests.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes XCursor themes for tests. */
final class CursorFiles {
    /** A picture of one colour; {@code nominal}: the size that it is said to be of. */
    record Frame(int nominal, int side, int hotspot, int delayMs, int argb) {
    }

    private CursorFiles() {
    }

    static byte[] file(Frame... frames) {
        int header = 16 + 12 * frames.length;
        int length = header;
        for (Frame frame : frames) {
            length += 36 + 4 * frame.side * frame.side;
        }
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        out.put("Xcur".getBytes(StandardCharsets.US_ASCII)).putInt(16)
                .putInt(0x10000).putInt(frames.length);
        int position = header;
        for (Frame frame : frames) {
            out.putInt(0xfffd0002).putInt(frame.nominal).putInt(position);
            position += 36 + 4 * frame.side * frame.side;
        }
        for (Frame frame : frames) {
            out.putInt(36).putInt(0xfffd0002).putInt(frame.nominal).putInt(1).putInt(frame.side)
                    .putInt(frame.side).putInt(frame.hotspot).putInt(frame.hotspot)
                    .putInt(frame.delayMs);
            int[] pixels = new int[frame.side * frame.side];
            Arrays.fill(pixels, frame.argb);
            for (int pixel : pixels) {
                out.putInt(pixel);
            }
        }
        return out.array();
    }

    static void write(Path root, String theme, String name, byte[] content) throws IOException {
        Path folder = Files.createDirectories(root.resolve(theme).resolve("cursors"));
        Files.write(folder.resolve(name), content);
    }

    static void index(Path root, String theme, String text) throws IOException {
        Files.writeString(Files.createDirectories(root.resolve(theme)).resolve("index.theme"),
                text);
    }
}

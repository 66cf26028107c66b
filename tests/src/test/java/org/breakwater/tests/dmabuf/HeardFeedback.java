package org.breakwater.tests.dmabuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.client.ZwpLinuxDmabufFeedbackV1Proxy;

/** Every set of feedback that a client was sent, in its order. */
public final class HeardFeedback implements ZwpLinuxDmabufFeedbackV1Proxy.Events {
    private final List<String> sets = new ArrayList<>();
    private final List<String> table = new ArrayList<>();
    private final StringBuilder next = new StringBuilder();

    public HeardFeedback(ZwpLinuxDmabufFeedbackV1Proxy feedback) {
        feedback.listen(this);
    }

    /** As "device D; to D flags F [FORMAT:MODIFIER ...]; to ...", numbers in hexadecimal. */
    public List<String> sets() {
        return sets;
    }

    @Override
    public void formatTable(Fd fd, int size) {
        table.clear();
        String path = "/proc/self/fd/" + fd.raw();
        assertThrows(IOException.class, () -> {
            try (FileOutputStream out = new FileOutputStream(path, true)) {
                out.write(0);
            }
        });
        try (FileInputStream in = new FileInputStream(path)) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.nativeOrder());
            assertEquals(size, bytes.remaining());
            while (bytes.hasRemaining()) {
                int format = bytes.getInt();
                bytes.getInt();
                table.add(FeedbackTest.pair(format, bytes.getLong()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            fd.close();
        }
    }

    @Override
    public void mainDevice(byte[] device) {
        next.append("device ").append(number(device));
    }

    @Override
    public void trancheTargetDevice(byte[] device) {
        next.append("; to ").append(number(device));
    }

    @Override
    public void trancheFlags(int flags) {
        next.append(" flags ").append(flags);
    }

    @Override
    public void trancheFormats(byte[] indices) {
        List<String> formats = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(indices).order(ByteOrder.nativeOrder());
        while (bytes.hasRemaining()) {
            formats.add(table.get(bytes.getShort()));
        }
        next.append(" [").append(String.join(" ", formats));
    }

    @Override
    public void trancheDone() {
        next.append(']');
    }

    @Override
    public void done() {
        sets.add(next.toString());
        next.setLength(0);
    }

    private static String number(byte[] device) {
        return Long.toHexString(ByteBuffer.wrap(device).order(ByteOrder.nativeOrder()).getLong());
    }
}

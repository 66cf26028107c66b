package org.breakwater.tests.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.shm.Memfd;

/**
 * A fuzzer's input as a stream in pieces. Each piece begins with a byte: its lower six bits are the
 * words that follow (0: what is left), the upper two how many descriptors go with them.
 */
final class Chunks {
    private final byte[] input;
    private int at;

    Chunks(byte[] input) {
        this.input = input;
    }

    /** Sends the next piece. False: there was none, or nobody takes it. */
    boolean sendNext(Fd socket) throws IOException {
        if (at + 1 >= input.length) {
            return false;
        }
        int control = input[at++] & 0xff;
        int length = (control & 0x3f) == 0 ? input.length - at : (control & 0x3f) * 4;
        byte[] piece = Arrays.copyOfRange(input, at, Math.min(input.length, at + length));
        at += piece.length;
        List<Fd> fds = new ArrayList<>();
        try {
            for (int i = control >> 6; i > 0; i--) {
                fds.add(i == 2 ? NativeFiles.device("/dev/null") : Memfd.create("fuzz", 4096).fd());
            }
            return piece.length > 0 && NativeFiles.send(socket, piece, fds);
        } finally {
            fds.forEach(Fd::close);
        }
    }
}

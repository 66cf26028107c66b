package org.breakwater.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A peer that does not read, or reads slowly. */
class OutputTest {
    private WirePair pair;

    @BeforeEach
    void open() throws IOException {
        pair = new WirePair();
    }

    @AfterEach
    void close() {
        pair.close();
    }

    @Test
    void whatWasQueuedArrivesWholeOnceThePeerReads() throws IOException {
        int messages = 1_000;
        for (int i = 0; i < messages; i++) {
            write(i, new byte[4 * (i % 900)]);
        }
        assertFalse(pair.near.flush(), "so much does not fit the socket");
        int seen = 0;
        boolean done;
        do {
            done = pair.near.flush();
            while (pair.far.receive() == Connection.Received.DATA) {
                while (pair.far.next()) {
                    assertEquals(seen, pair.far.reader().readInt());
                    assertEquals(4 * (seen % 900), pair.far.reader().readArray().length);
                    pair.far.reader().end();
                    seen++;
                }
            }
        } while (!done);
        assertEquals(messages, seen);
        assertFalse(pair.near.hasOutput());
        assertEquals(0, pair.near.pendingOutput());
    }

    @Test
    void aPeerThatIsAlwaysABitBehindDoesNotMakeTheQueueGrow() throws IOException {
        pair.shrinkBuffers();
        Random random = new Random(5);
        int written = 0;
        int seen = 0;
        int largest = 0;
        while (written < 20_000) {
            while (pair.near.pendingOutput() < 32 * 1024) {
                write(written++, new byte[4 * random.nextInt(500)]);
                pair.near.flush();
            }
            assertEquals(Connection.Received.DATA, pair.far.receive());
            while (pair.far.next()) {
                assertEquals(seen++, pair.far.reader().readInt());
            }
            pair.near.flush();
            assertTrue(pair.near.hasOutput(),
                    "the peer has caught up, which this test must not let it");
            largest = Math.max(largest, pair.near.writePosition());
        }
        assertTrue(largest < 1 << 20, "the queue's buffer reached " + largest + " bytes");
    }

    @Test
    void aSocketWhosePeerIsGoneIsReported() throws IOException {
        pair.far.close();
        write(1, new byte[4]);
        org.junit.jupiter.api.Assertions.assertThrows(IOException.class, pair.near::flush);
    }

    private void write(int number, byte[] array) {
        MessageWriter w = pair.near.writer();
        w.begin(1, 0);
        w.putInt(number);
        w.putArray(array);
        w.end();
    }
}

package org.breakwater.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Descriptors arrive in order, never after their message, and always have one owner. */
class FdPassingTest {
    private int fdsBefore;
    private WirePair pair;
    private final List<Fd> mine = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        new WirePair().close();
        fdsBefore = OpenFds.count();
        pair = new WirePair();
    }

    @AfterEach
    void close() {
        pair.close();
        mine.forEach(Fd::close);
        assertEquals(fdsBefore, OpenFds.count(), "descriptors left open");
    }

    @Test
    void aHundredDescriptorsArriveInOrderWithTheirMessages() throws IOException {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            MessageWriter w = pair.near.writer();
            w.begin(i + 1, 0);
            for (int n = 0; n < 2; n++) {
                Fd fd = pipe();
                sent.add(OpenFds.target(fd.raw()));
                w.putFd(fd);
            }
            w.putInt(i);
            w.end();
        }
        assertTrue(pair.near.flush());
        assertEquals(sent, receiveTwoAMessage(50));
    }

    @Test
    void descriptorsNeverComeAfterTheirMessageHoweverTheSocketFills() throws IOException {
        pair.shrinkBuffers();
        List<String> sent = new ArrayList<>();
        List<String> received = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            MessageWriter w = pair.near.writer();
            for (int filler = 0; filler < i % 4; filler++) {
                w.begin(1000, 1);
                w.putArray(new byte[3000]);
                w.end();
            }
            Fd fd = pipe();
            sent.add(OpenFds.target(fd.raw()));
            w.begin(1, 0);
            w.putFd(fd);
            w.end();
        }
        int stalls = 0;
        while (!pair.near.flush()) {
            stalls++;
            drainOne(received);
        }
        while (pair.far.receive() == Connection.Received.DATA) {
            takeDescriptors(received);
        }
        assertTrue(stalls > 3, "the socket never filled");
        assertEquals(sent, received);
        assertEquals(0, pair.far.unclaimedFds());
    }

    @Test
    void aMessageOfManyDescriptorsGoesInOnePiece() throws IOException {
        MessageWriter w = pair.near.writer();
        List<String> sent = new ArrayList<>();
        for (int m = 0; m < 4; m++) {
            w.begin(1, 0);
            for (int i = 0; i < 20; i++) {
                Fd fd = pipe();
                sent.add(OpenFds.target(fd.raw()));
                w.putFd(fd);
            }
            w.end();
        }
        assertTrue(pair.near.flush());
        List<String> received = new ArrayList<>();
        while (pair.far.receive() == Connection.Received.DATA) {
            while (pair.far.next()) {
                for (int i = 0; i < 20; i++) {
                    received.add(take(pair.far.reader()));
                }
            }
        }
        assertEquals(sent, received);
    }

    @Test
    void aWithdrawnMessageTakesItsDescriptorsBack() throws IOException {
        MessageWriter w = pair.near.writer();
        w.begin(1, 0);
        w.putFd(pipe());
        Fd notOpen = Fd.own(1 << 28);
        w.putFd(notOpen);
        notOpen.release();
        assertFalse(w.end());
        w.begin(2, 0);
        Fd kept = pipe();
        w.putFd(kept);
        w.end();
        pair.near.flush();
        pair.far.receive();
        assertTrue(pair.far.next());
        assertEquals(2, pair.far.objectId());
        assertEquals(OpenFds.target(kept.raw()), take(pair.far.reader()));
        assertEquals(0, pair.far.unclaimedFds());
    }

    @Test
    void aMessageLeftUnfinishedIsNeverSent() throws IOException {
        MessageWriter w = pair.near.writer();
        w.begin(1, 0);
        w.end();
        w.begin(2, 0);
        w.putFd(pipe());
        Fd closed = pipe();
        closed.close();
        assertThrows(IllegalStateException.class, () -> w.putFd(closed));
        pair.near.flush();
        w.begin(3, 0);
        w.end();
        pair.near.flush();
        assertEquals(List.of("1.0", "3.0"), pair.received());
        assertEquals(0, pair.far.unclaimedFds());
    }

    @Test
    void unclaimedDescriptorsAreClosedWithTheConnection() throws IOException {
        MessageWriter w = pair.near.writer();
        for (int i = 0; i < 10; i++) {
            w.begin(1, 0);
            w.putFd(pipe());
            w.end();
        }
        pair.near.flush();
        pair.far.receive();
        assertEquals(10, pair.far.unclaimedFds());
    }

    @Test
    void unsentDescriptorsAreClosedWithTheConnection() {
        MessageWriter w = pair.near.writer();
        w.begin(1, 0);
        w.putFd(pipe());
        w.end();
        w.begin(1, 0);
        w.putFd(pipe());
        assertTrue(pair.near.hasOutput());
    }

    @Test
    void moreUnclaimedDescriptorsThanAnyHonestPeerSendsAreAnError() throws IOException {
        Fd one = pipe();
        int sent = 0;
        int kept = 0;
        try {
            while (sent < FdQueue.LIMIT + 100) {
                MessageWriter w = pair.near.writer();
                for (int i = 0; i < 20; i++, sent++) {
                    w.begin(1, 0);
                    w.putFd(one);
                    w.end();
                }
                pair.near.flush();
                kept = pair.far.unclaimedFds();
                while (pair.far.receive() == Connection.Received.DATA) {
                    while (pair.far.next()) {
                        assertEquals(1, pair.far.objectId());
                    }
                }
            }
        } catch (IOException expected) {
            assertTrue(expected.getMessage().contains("1024"), expected.getMessage());
            assertTrue(kept <= FdQueue.LIMIT, kept + " kept");
            assertEquals(FdQueue.LIMIT, pair.far.unclaimedFds());
            return;
        }
        throw new AssertionError(sent + " descriptors were taken");
    }

    @Test
    void theQueueGrowsAndWrapsWithoutLosingItsOrder() throws IOException {
        try (FdQueue queue = new FdQueue(FdCloser.AT_ONCE)) {
            java.util.ArrayDeque<String> expected = new java.util.ArrayDeque<>();
            java.util.Random random = new java.util.Random(11);
            for (int i = 0; i < 500; i++) {
                if (expected.isEmpty() || random.nextInt(3) > 0) {
                    Fd copy = pipe().dup();
                    expected.add(OpenFds.target(copy.raw()));
                    assertTrue(queue.offer(copy.release()));
                } else {
                    try (Fd next = queue.poll()) {
                        assertEquals(expected.poll(), OpenFds.target(next.raw()));
                    }
                }
                assertEquals(expected.size(), queue.size());
            }
        }
    }

    @Test
    void aMissingDescriptorIsMalformedInput() throws IOException {
        MessageWriter w = pair.near.writer();
        w.begin(1, 0);
        w.end();
        pair.near.flush();
        pair.far.receive();
        pair.far.next();
        assertThrows(WireException.class, () -> pair.far.reader().readFd());
    }

    @Test
    void anOwnerClosesOnceAndADescriptorGivenUpIsNotItsBusiness() throws IOException {
        Fd[] pipe = Fd.pipe();
        int number = pipe[0].release();
        assertFalse(pipe[0].isOpen());
        pipe[0].close();
        try (Fd again = Fd.own(number)) {
            assertTrue(OpenFds.target(again.raw()).startsWith("pipe:"));
        }
        pipe[1].close();
        pipe[1].close();
        assertThrows(IllegalStateException.class, pipe[1]::raw);
        assertThrows(IllegalArgumentException.class, () -> Fd.own(-1));
    }

    private List<String> receiveTwoAMessage(int messages) throws IOException {
        List<String> received = new ArrayList<>();
        int at = 0;
        while (pair.far.receive() == Connection.Received.DATA) {
            while (pair.far.next()) {
                assertEquals(at + 1, pair.far.objectId());
                MessageReader in = pair.far.reader();
                received.add(take(in));
                received.add(take(in));
                assertEquals(at, in.readInt());
                in.end();
                at++;
            }
        }
        assertEquals(messages, at);
        return received;
    }

    private void drainOne(List<String> received) throws IOException {
        assertEquals(Connection.Received.DATA, pair.far.receive());
        takeDescriptors(received);
    }

    private void takeDescriptors(List<String> received) {
        while (pair.far.next()) {
            if (pair.far.opcode() == 0) {
                received.add(take(pair.far.reader()));
            }
        }
    }

    private static String take(MessageReader in) {
        try (Fd fd = in.readFd()) {
            return OpenFds.target(fd.raw());
        }
    }

    /** One end of a new pipe; both live as long as the test. */
    private Fd pipe() {
        try {
            Fd[] pipe = Fd.pipe();
            mine.add(pipe[0]);
            mine.add(pipe[1]);
            return pipe[0];
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

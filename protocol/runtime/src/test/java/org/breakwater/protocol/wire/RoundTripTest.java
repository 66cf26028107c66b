package org.breakwater.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one end writes, the other reads. */
class RoundTripTest {
    private int fdsBefore;
    private WirePair pair;

    @BeforeEach
    void open() throws IOException {
        new WirePair().close(); // what the first use opens for good
        fdsBefore = OpenFds.count();
        pair = new WirePair();
    }

    @AfterEach
    void close() {
        pair.close();
        assertEquals(fdsBefore, OpenFds.count(), "descriptors left open");
    }

    @Test
    void everyArgumentTypeArrivesAsItWasWritten() throws IOException {
        Fd[] pipe = Fd.pipe();
        MessageWriter w = pair.near.writer();
        w.begin(42, 7);
        w.putInt(-5);
        w.putUint(0xfffffff0);
        w.putFixed(-1.5);
        w.putString("grüß dich, Welt");
        w.putString(null);
        w.putArray(new byte[] {1, 2, 3, 4, 5});
        w.putFd(pipe[1]);
        w.putObjectId(3);
        w.putNewId(0xff000001);
        w.end();
        assertTrue(pair.near.flush());

        assertEquals(Connection.Received.DATA, pair.far.receive());
        assertTrue(pair.far.next());
        assertEquals(42, pair.far.objectId());
        assertEquals(7, pair.far.opcode());
        MessageReader in = pair.far.reader();
        assertEquals(-5, in.readInt());
        assertEquals(0xfffffff0, in.readUint());
        assertEquals(-1.5, in.readFixed());
        assertEquals("grüß dich, Welt", in.readString());
        assertNull(in.readNullableString());
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, in.readArray());
        try (Fd received = in.readFd()) {
            assertEquals(OpenFds.target(pipe[1].raw()), OpenFds.target(received.raw()));
            assertTrue(pipe[1].isOpen(), "the sender keeps its own");
        }
        assertEquals(3, in.readObjectId());
        assertEquals(0xff000001, in.readNewId());
        in.end();
        assertFalse(pair.far.next());
        pipe[0].close();
        pipe[1].close();
    }

    @Test
    void randomMessagesArriveAsTheyWereWritten() throws IOException {
        long seed = 20_260_101L;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<Object> values = new ArrayList<>();
            MessageWriter w = pair.near.writer();
            w.begin(1 + random.nextInt(1000), random.nextInt(30));
            for (int n = random.nextInt(8); n > 0; n--) {
                Object value = switch (random.nextInt(4)) {
                    case 0 -> random.nextInt();
                    case 1 -> Fixed.toDouble(random.nextInt());
                    case 2 -> text(random);
                    default -> bytes(random);
                };
                values.add(value);
                put(w, value);
            }
            w.end();
            assertTrue(pair.near.flush());
            assertEquals(Connection.Received.DATA, pair.far.receive());
            assertTrue(pair.far.next());
            MessageReader in = pair.far.reader();
            for (Object value : values) {
                check(in, value, "seed " + seed + ", round " + round);
            }
            in.end();
        }
    }

    @Test
    void aStringEndsAtItsFirstNulAndBadUtf8IsReplaced() throws IOException {
        MessageWriter w = pair.near.writer();
        w.begin(1, 0);
        w.putString("ab\0cd");
        w.putArray(new byte[] {'x', (byte) 0xff, 'y', 0});
        w.end();
        pair.near.flush();
        pair.far.receive();
        pair.far.next();
        assertEquals("ab", pair.far.reader().readString());
        assertEquals("x\ufffdy", pair.far.reader().readString());
    }

    @Test
    void theLargestMessageArrivesAndALargerOneIsNotSent() throws IOException {
        MessageWriter w = pair.near.writer();
        byte[] most = new byte[Connection.MAX_MESSAGE - 12];
        w.begin(1, 0);
        w.putArray(most);
        w.end();
        w.begin(1, 1);
        w.putArray(new byte[most.length + 4]);
        try {
            w.end();
            org.junit.jupiter.api.Assertions.fail("a message that peers cannot take was accepted");
        } catch (IllegalStateException expected) {
            assertTrue(expected.getMessage().contains("4100"), expected.getMessage());
        }
        w.begin(1, 2);
        w.end();
        pair.near.flush();
        assertEquals(List.of("1.0", "1.2"), pair.received());
    }

    @Test
    void aMessageSplitAtEveryByteIsFramedOnce() throws IOException {
        byte[] first = WirePair.message(5, 1, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        byte[] second = WirePair.message(6, 2, new byte[] {9, 9, 9, 9});
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        for (int cut = 1; cut < both.length; cut++) {
            pair.near.socket().write(java.util.Arrays.copyOf(both, cut));
            List<String> framed = pair.received();
            assertEquals(cut < first.length ? List.of() : List.of("5.1"), framed, "cut at " + cut);
            pair.near.socket().write(java.util.Arrays.copyOfRange(both, cut, both.length));
            framed = new ArrayList<>(framed);
            framed.addAll(pair.received());
            assertEquals(List.of("5.1", "6.2"), framed, "cut at " + cut);
        }
    }

    @Test
    void aStreamOfSingleBytesIsFramed() throws IOException {
        List<String> framed = new ArrayList<>();
        for (int m = 1; m <= 20; m++) {
            for (byte b : WirePair.message(m, m, new byte[4 * (m % 5)])) {
                pair.near.socket().write(new byte[] {b});
                framed.addAll(pair.received());
            }
        }
        assertEquals(20, framed.size());
        assertEquals("20.20", framed.get(19));
    }

    @Test
    void aPartialMessageOfOneConnectionIsNotMixedWithAnothersOfTheSameThread() throws IOException {
        SocketIo shared = new SocketIo();
        Fd[] a = Fd.socketPair();
        Fd[] b = Fd.socketPair();
        Connection one = new Connection(a[0], shared);
        Connection two = new Connection(b[0], shared);
        byte[] message = WirePair.message(3, 3, WireArray.ofInts(77, 78));
        a[1].write(java.util.Arrays.copyOf(message, 10));
        one.receive();
        assertFalse(one.next());
        b[1].write(WirePair.message(4, 4, WireArray.ofInts(1)));
        two.receive();
        assertTrue(two.next());
        assertFalse(two.next());
        a[1].write(java.util.Arrays.copyOfRange(message, 10, message.length));
        one.receive();
        assertTrue(one.next());
        assertEquals(77, one.reader().readInt());
        assertEquals(78, one.reader().readInt());
        one.close();
        two.close();
        a[1].close();
        b[1].close();
    }

    @Test
    void theMemoryOfAClosedConnectionServesTheNextWithNothingOfItsOwn() throws IOException {
        SocketIo shared = new SocketIo();
        Fd[] a = Fd.socketPair();
        Fd[] b = Fd.socketPair();
        Connection one = new Connection(a[0], shared);
        MessageWriter late = one.writer();
        late.begin(7, 7);
        late.putInt(70);
        late.end();
        late.begin(7, 8);
        one.close();
        Connection two = new Connection(b[0], shared);
        assertEquals(0, two.pendingOutput());
        two.writer().begin(9, 1);
        two.writer().putInt(90);
        two.writer().end();
        late.putInt(70);
        late.begin(7, 9);
        late.putInt(71);
        late.end();
        assertTrue(two.flush());
        try (Connection far = new Connection(b[1], new SocketIo())) {
            assertEquals(Connection.Received.DATA, far.receive());
            assertTrue(far.next());
            assertEquals("9.1", far.objectId() + "." + far.opcode());
            assertEquals(90, far.reader().readInt());
            assertFalse(far.next());
        }
        one.close();
        two.close();
        a[1].close();
    }

    @Test
    void theEndOfTheStreamIsClosedAndAnEmptyOneIsNothing() throws IOException {
        assertEquals(Connection.Received.NOTHING, pair.far.receive());
        pair.near.socket().write(new byte[] {1, 2, 3});
        pair.near.close();
        assertEquals(Connection.Received.DATA, pair.far.receive());
        assertFalse(pair.far.next());
        assertEquals(Connection.Received.CLOSED, pair.far.receive());
    }

    @Test
    void numbersThatFixedPointCannotHoldAreRoundedOrClamped() {
        assertEquals(256, Fixed.fromDouble(1));
        assertEquals(-128, Fixed.fromDouble(-0.5));
        assertEquals(Integer.MAX_VALUE, Fixed.fromDouble(1e12));
        assertEquals(Integer.MIN_VALUE, Fixed.fromDouble(-1e12));
        assertEquals(0, Fixed.fromDouble(Double.NaN));
        Random random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            int raw = random.nextInt();
            assertEquals(raw, Fixed.fromDouble(Fixed.toDouble(raw)));
        }
    }

    @Test
    void intArraysAreInNativeOrder() {
        int[] values = {1, -1, 0x12345678};
        assertArrayEquals(values, WireArray.toInts(WireArray.ofInts(values)));
        assertArrayEquals(new int[0], WireArray.toInts(new byte[3]));
    }

    private static void put(MessageWriter w, Object value) {
        if (value instanceof Integer i) {
            w.putInt(i);
        } else if (value instanceof Double d) {
            w.putFixed(d);
        } else if (value instanceof String s) {
            w.putString(s);
        } else {
            w.putArray((byte[]) value);
        }
    }

    private static void check(MessageReader in, Object value, String where) {
        if (value instanceof Integer i) {
            assertEquals(i, in.readInt(), where);
        } else if (value instanceof Double d) {
            assertEquals(d, in.readFixed(), where);
        } else if (value instanceof String s) {
            assertEquals(s, in.readString(), where);
        } else {
            assertArrayEquals((byte[]) value, in.readArray(), where);
        }
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(60), 1, 0xd7ff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[] bytes(Random random) {
        byte[] array = new byte[random.nextInt(90)];
        random.nextBytes(array);
        return array;
    }
}

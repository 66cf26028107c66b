package org.breakwater.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that do not follow the rules throw a {@link WireException}, and nothing else. */
class MalformedMessageTest {
    private WirePair pair;

    @BeforeEach
    void open() throws IOException {
        pair = new WirePair();
    }

    @AfterEach
    void close() {
        pair.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 7, 9, 10, 11, 4100, 65532})
    void aSizeThatNoMessageHasCannotBeFramed(int size) throws IOException {
        pair.near.socket().write(WireArray.ofInts(1, size << 16));
        pair.far.receive();
        assertThrows(WireException.class, pair.far::next);
    }

    @Test
    void everyReadIsHeldToTheMessagesEnd() throws IOException {
        MessageReader empty = frame(new byte[0]);
        assertThrows(WireException.class, empty::readInt);
        assertThrows(WireException.class, empty::readFixed);
        assertThrows(WireException.class, empty::readString);
        assertThrows(WireException.class, empty::readArray);
        assertThrows(WireException.class, empty::readNewId);
        empty.end();
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 12, 4096, 0x7ffffffd, 0x7fffffff, 0x80000000, -1})
    void aLengthPastTheEndIsRefused(int length) throws IOException {
        byte[] arguments = WireArray.ofInts(length, 0, 0);
        MessageReader in = frame(arguments);
        assertThrows(WireException.class, in::readNullableString);
        MessageReader again = frame(arguments);
        assertThrows(WireException.class, again::readArray);
    }

    @Test
    void aStringNeedsItsNul() throws IOException {
        MessageReader in = frame(WireArray.ofInts(4, 0x41414141));
        WireException thrown = assertThrows(WireException.class, in::readString);
        assertTrue(thrown.getMessage().contains("NUL"), thrown.getMessage());
    }

    @Test
    void aNullStringIsRefusedWhereOneIsRequired() throws IOException {
        MessageReader in = frame(WireArray.ofInts(0));
        assertThrows(WireException.class, in::readString);
    }

    @Test
    void leftOverBytesAreMalformed() throws IOException {
        MessageReader in = frame(WireArray.ofInts(1, 2));
        in.readInt();
        assertThrows(WireException.class, in::end);
    }

    @Test
    void randomBytesThrowNothingElse() throws IOException {
        long seed = 99;
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] arguments = new byte[4 * random.nextInt(12)];
            random.nextBytes(arguments);
            if (random.nextBoolean() && arguments.length > 0) {
                arguments[1] = 0;
                arguments[2] = 0;
                arguments[3] = 0;
            }
            MessageReader in = frame(arguments);
            try {
                for (int reads = random.nextInt(6); reads > 0; reads--) {
                    switch (random.nextInt(4)) {
                        case 0 -> in.readInt();
                        case 1 -> in.readNullableString();
                        case 2 -> in.readArray();
                        default -> in.readFixed();
                    }
                }
                in.end();
            } catch (WireException expected) {
                assertEquals(0, expected.getStackTrace().length, "seed " + seed + ", round "
                        + round);
            }
        }
    }

    private MessageReader frame(byte[] arguments) throws IOException {
        pair.near.socket().write(WirePair.message(1, 0, arguments));
        pair.far.receive();
        assertTrue(pair.far.next());
        return pair.far.reader();
    }
}

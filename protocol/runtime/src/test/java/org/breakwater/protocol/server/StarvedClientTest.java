package org.breakwater.protocol.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.breakwater.protocol.wire.StarvedIo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel has no memory for what a client is sent: it is tried again, and not without end. */
class StarvedClientTest {
    private static final int ENOMEM = 12;
    private static final int ENOBUFS = 105;
    private static final int ETOOMANYREFS = 109;

    @ParameterizedTest
    @ValueSource(ints = {ENOMEM, ENOBUFS, ETOOMANYREFS})
    void isServedALittleLater(int errno) throws IOException {
        StarvedIo io = new StarvedIo();
        try (TestBed bed = new TestBed(io)) {
            TestBed.End client = bed.connect();
            boolean[] answered = new boolean[1];
            client.display.sync(() -> answered[0] = true);
            client.display.flush();
            io.setErrno(errno);
            bed.turn();
            assertEquals(1, io.attempts());
            for (int i = 0; i < 10; i++) {
                assertFalse(bed.loop.dispatch(0), "the loop has something to do, and should wait");
            }
            assertEquals(1, io.attempts());
            bed.clock.advance(10_000_000);
            bed.turn();
            assertEquals(2, io.attempts(), "10 ms later");
            assertTrue(client.server.isAlive());
            io.setErrno(0);
            bed.clock.advance(10_000_000);
            bed.turn();
            client.display.dispatchPending();
            assertTrue(answered[0]);
            assertEquals(0, client.server.pendingOutput());
            bed.roundtrip(client);
        }
    }
}

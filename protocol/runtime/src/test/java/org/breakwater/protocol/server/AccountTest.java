package org.breakwater.protocol.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.ManualClock;
import org.breakwater.protocol.wire.Fd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Charging and giving back, and what happens at the limits of one client and of all. */
class AccountTest {
    private final EventLoop loop = new EventLoop(new ManualClock(0));
    private final Display display = new Display(loop, null, Quotas.standard().with(Held.BUFFERS, 10),
            Quotas.unlimited().with(Held.BUFFERS, 25));

    @AfterEach
    void close() {
        display.close();
        loop.close();
        assertTrue(display.account().isEmpty(), display.account()::toString);
    }

    @Test
    void whatIsPastTheQuotaIsRefusedAndNotCharged() throws IOException {
        Client client = connect();
        client.account().charge(Held.BUFFERS, 10);
        ProtocolException refused = assertThrows(ProtocolException.class,
                () -> client.account().charge(Held.BUFFERS, 1));
        assertEquals("over the quota of 10 buffers", refused.getMessage());
        assertEquals(10, client.account().held(Held.BUFFERS));
        assertEquals(10, display.account().held(Held.BUFFERS));
        assertTrue(client.isAlive(), "it is for the request to throw");
        client.account().discharge(Held.BUFFERS, 10);
    }

    @Test
    void whatIsImposedPastTheQuotaEndsTheClient() throws IOException {
        Client client = connect();
        client.account().impose(Held.BUFFERS, 11);
        assertEquals(false, client.isAlive());
        loop.dispatch(0);
        assertEquals(0, display.clientCount());
        assertEquals(11, display.account().held(Held.BUFFERS), "until it is given back");
        client.account().discharge(Held.BUFFERS, 11);
    }

    @Test
    void whenAllHoldTooMuchTheLargestGoes() throws IOException {
        Client small = connect();
        Client large = connect();
        Client asking = connect();
        small.account().charge(Held.BUFFERS, 6);
        large.account().charge(Held.BUFFERS, 10);
        asking.account().charge(Held.BUFFERS, 9);
        assertTrue(large.isAlive());
        small.account().charge(Held.BUFFERS, 1);
        small.account().charge(Held.BUFFERS, 1);
        assertEquals(false, large.isAlive());
        assertTrue(small.isAlive());
        assertTrue(asking.isAlive());
        small.account().discharge(Held.BUFFERS, 8);
        large.account().discharge(Held.BUFFERS, 10);
        asking.account().discharge(Held.BUFFERS, 9);
    }

    @Test
    void nobodyGivesBackMoreThanWasCharged() throws IOException {
        Client client = connect();
        assertThrows(IllegalStateException.class, () -> client.account().discharge(Held.POOLS, 1));
    }

    private Client connect() throws IOException {
        Fd[] pair = Fd.socketPair();
        Client client = display.addClient(pair[0]);
        client.destroyed().add(gone -> pair[1].close());
        return client;
    }
}

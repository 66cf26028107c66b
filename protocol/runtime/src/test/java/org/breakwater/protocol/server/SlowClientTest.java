package org.breakwater.protocol.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.breakwater.wayland.client.WlCompositorProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that asks and does not read the answers. */
class SlowClientTest {
    private static final int LIMIT = 4 << 20;
    private final TestBed bed = new TestBed();
    private final Regions regions = new Regions(bed.display);

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void itIsKeptUpToTheLimitAndDisconnectedPastIt() throws IOException {
        TestBed.End slow = bed.connect();
        TestBed.End other = bed.connect();
        int most = 0;
        int asked = 0;
        while (slow.server.isAlive()) {
            most = Math.max(most, slow.server.pendingOutput());
            ask(slow, 500);
            asked += 500;
            assertTrue(asked < 1_000_000, "never disconnected, " + slow.server.pendingOutput()
                    + " bytes wait");
        }
        assertTrue(most > LIMIT - 64 * 1024, "disconnected with only " + most + " bytes unread");
        assertTrue(most <= LIMIT, "kept with " + most + " bytes unread");
        bed.roundtrip(other);
        bed.turn();
        assertEquals(1, bed.display.clientCount());
        assertTrue(other.server.isAlive());
    }

    @Test
    void aSlowClientThatReadsInTheEndGetsEverything() throws IOException {
        TestBed.End slow = bed.connect();
        int[] answered = new int[1];
        for (int i = 0; i < 20_000; i++) {
            slow.display.sync(() -> answered[0]++);
            if (i % 500 == 0) {
                slow.display.flush();
                bed.turn();
            }
        }
        assertTrue(slow.server.pendingOutput() > 100_000);
        bed.roundtrip(slow);
        assertEquals(20_000, answered[0]);
        assertEquals(0, slow.server.pendingOutput());
    }

    @Test
    void waitingForASlowClientTakesNoTurns() throws IOException {
        TestBed.End slow = bed.connect();
        while (slow.server.pendingOutput() < 100_000) {
            ask(slow, 500);
        }
        // Nothing can be sent: the loop must not think that it is busy.
        assertFalse(bed.loop.dispatch(0));
        assertFalse(bed.loop.dispatch(0));
        slow.display.dispatchPending();
        assertTrue(bed.loop.dispatch(0), "writable again");
    }

    @Test
    void aClientThatSendsWithoutEndIsServedInTurnWithTheOthers() throws IOException {
        TestBed.End busy = bed.connect();
        TestBed.End other = bed.connect();
        var compositor = busy.bind(WlCompositorProxy.TYPE, 4);
        var region = compositor.createRegion();
        for (int i = 0; i < 50_000; i++) {
            region.add(i, 0, 1, 1);
        }
        busy.display.flush();
        boolean[] done = new boolean[1];
        other.display.sync(() -> done[0] = true);
        other.display.flush();
        bed.turn();
        other.display.dispatchPending();
        assertTrue(done[0], "one turn serves every client");
        assertTrue(regions.calls.size() < 50_000, "one turn does not serve one client alone");
        bed.roundtrip(busy);
    }

    private void ask(TestBed.End slow, int times) {
        for (int i = 0; i < times; i++) {
            slow.display.sync(() -> { });
        }
        slow.display.flush();
        bed.turn();
    }
}

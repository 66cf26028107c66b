package org.breakwater.protocol.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.wayland.client.WlCompositorProxy;
import org.breakwater.wayland.server.WlCompositorResource;
import org.breakwater.wayland.server.WlRegionResource;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is read when the loop has too little time; a request takes as long as the test says. */
class FairShareTest {
    private static final long MILLISECOND = 1_000_000;
    private static final int FLOOD = 40;

    private final TestBed bed = new TestBed();
    private final Map<Client, Integer> read = new HashMap<>();
    private final List<TestBed.End> flood = new ArrayList<>();
    private final List<WlCompositorProxy> compositors = new ArrayList<>();
    private long cost = MILLISECOND / 10;

    @BeforeEach
    void announce() {
        bed.display.createGlobal(WlCompositorResource.TYPE, 6, bound -> bound.handle(
                new WlCompositorResource.Requests() {
                    @Override
                    public void createSurface(WlCompositorResource resource, WlSurfaceResource made) {
                        made.makeInert();
                    }

                    @Override
                    public void createRegion(WlCompositorResource resource, WlRegionResource made) {
                        bed.clock.advance(cost);
                        read.merge(resource.client(), 1, Integer::sum);
                        made.makeInert();
                    }
                }));
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void oneClientMayTakeAllTheTime() throws IOException {
        TestBed.End only = bed.connect();
        WlCompositorProxy compositor = compositor(only);
        for (int turn = 0; turn < 100; turn++) {
            request(only, compositor, 1);
            bed.turn();
            assertEquals(turn + 1, read(only), "all were read");
        }
    }

    @Test
    void aFloodIsReadNoFasterThanItsShareAndTheRestWaits() throws IOException {
        connectFlood();
        saturate();
        long start = bed.clock.nanos();
        int before = readOfFlood();
        for (int period = 0; period < 240; period++) {
            bed.clock.advance(FairShare.PERIOD);
            for (int turn = 0; turn < 3; turn++) {
                bed.turn();
            }
        }
        double periods = (double) (bed.clock.nanos() - start) / FairShare.PERIOD;
        double spent = (readOfFlood() - before) * (double) cost / FairShare.PERIOD;
        assertTrue(spent < periods / 2, spent + " periods of work in " + periods);
        assertTrue(spent > periods / 8, spent + " periods of work in " + periods);
        drain(flood);
    }

    @Test
    void whoAsksForLittleIsReadAtOnceBesideAFlood() throws IOException {
        connectFlood();
        TestBed.End modest = bed.connect();
        WlCompositorProxy its = compositor(modest);
        saturate();
        for (int frame = 0; frame < 100; frame++) {
            int before = read(modest);
            request(modest, its, 1);
            bed.turn();
            assertEquals(before + 1, read(modest), "read in the turn in which it came");
            bed.clock.advance(FairShare.PERIOD);
            bed.turn();
        }
        drain(flood);
    }

    @Test
    void whoComesOnceAFrameMayComeEarlyAndLate() throws IOException {
        connectFlood();
        TestBed.End modest = bed.connect();
        WlCompositorProxy its = compositor(modest);
        saturate();
        for (int pair = 0; pair < 50; pair++) {
            for (int frame = 0; frame < 2; frame++) {      // the second is early for the next period
                int before = read(modest);
                request(modest, its, 6);
                bed.turn();
                assertEquals(before + 6, read(modest), "read whole in the turn in which it came");
            }
            for (int period = 0; period < 2; period++) {
                bed.clock.advance(FairShare.PERIOD);
                bed.turn();
            }
        }
        drain(flood);
    }

    @Test
    void onAFasterOutputAFrameIsShorter() throws IOException {
        connectFlood();
        bed.display.setRefresh(143_990);
        TestBed.End modest = bed.connect();
        WlCompositorProxy its = compositor(modest);
        saturate();
        for (int frame = 0; frame < 200; frame++) {
            int before = read(modest);
            request(modest, its, 3);
            bed.turn();
            assertEquals(before + 3, read(modest), "read in the turn in which it came");
            bed.clock.advance(1_000_000_000L * 1_000 / 143_990);
            bed.turn();
        }
        drain(flood);
    }

    @Test
    void whoAsksForMuchOnceIsSoonReadAgainAndWhoGoesOnIsNot() throws IOException {
        connectFlood();
        TestBed.End newcomer = bed.connect();
        WlCompositorProxy its = compositor(newcomer);
        saturate();
        int first = periodsUntilAllIsRead(newcomer, its);
        assertTrue(first <= 4, "held for " + first + " periods");
        int last = first;
        for (int burst = 0; burst < 6; burst++) {
            last = periodsUntilAllIsRead(newcomer, its);
        }
        assertTrue(last >= 16, "held for " + last + " periods");
        drain(flood);
    }

    /** Of as much as takes several frames' worth of the loop's time, and of what comes behind it. */
    private int periodsUntilAllIsRead(TestBed.End end, WlCompositorProxy compositor) throws IOException {
        int all = read(end) + 41;
        request(end, compositor, 40);
        bed.turn();
        request(end, compositor, 1);
        int periods = 0;
        for (; read(end) < all && periods < 1_000; periods++) {
            bed.clock.advance(FairShare.PERIOD);
            bed.turn();
        }
        return periods;
    }

    @Test
    void whenThereIsTimeAgainEverybodyIsRead() throws IOException {
        connectFlood();
        saturate();
        drain(flood);
        for (int i = 0; i < FLOOD; i++) {
            int before = read(flood.get(i));
            request(flood.get(i), compositors.get(i), 1);
            bed.turn();
            assertEquals(before + 1, read(flood.get(i)));
        }
    }

    @Test
    void aClientThatIsHeldCanGo() throws IOException {
        connectFlood();
        saturate();
        flood.get(0).server.disconnect();
        bed.turn();
        assertEquals(FLOOD - 1, bed.display.clientCount());
        flood.get(1).display.close();
        drain(flood.subList(2, FLOOD));
        assertEquals(FLOOD - 2, bed.display.clientCount());
    }

    private void connectFlood() throws IOException {
        for (int i = 0; i < FLOOD; i++) {
            flood.add(bed.connect());
            compositors.add(compositor(flood.get(i)));
        }
    }

    private static WlCompositorProxy compositor(TestBed.End end) {
        return end.bind(WlCompositorProxy.TYPE, 6);
    }

    private static void request(TestBed.End end, WlCompositorProxy compositor, int count)
            throws IOException {
        for (int i = 0; i < count; i++) {
            compositor.createRegion();
        }
        end.display.flush();
    }

    /** Everybody asks for more than there is time for, until the loop has seen that. */
    private void saturate() throws IOException {
        for (int turn = 0; turn < 12; turn++) {
            for (int i = 0; i < flood.size(); i++) {
                request(flood.get(i), compositors.get(i), turn < 11 ? 6 : 600);
            }
            bed.turn();
        }
        int waiting = flood.size() * 666 - readOfFlood();
        assertTrue(waiting > flood.size() * 500, waiting + " requests are waiting");
    }

    private int readOfFlood() {
        return flood.stream().mapToInt(this::read).sum();
    }

    private int read(TestBed.End end) {
        return read.getOrDefault(end.server, 0);
    }

    /** Turns until nothing waits any more. */
    private void drain(List<TestBed.End> flood) throws IOException {
        cost = 0;
        for (TestBed.End end : flood) {
            boolean[] done = new boolean[1];
            end.display.sync(() -> done[0] = true);
            for (int turns = 0; !done[0] && turns < 2_000; turns++) {
                end.display.flush();
                bed.clock.advance(FairShare.PERIOD);
                bed.turn();
                end.display.dispatchPending();
            }
            assertTrue(done[0], "answered in the end");
        }
    }
}

package org.breakwater.compositor.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.breakwater.compositor.seat.SeatSession;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.client.WlDataOfferProxy;
import org.breakwater.wayland.client.WlDataSourceProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private SeatSession s;
    private Client trusted;
    private DataClient giver;
    private DataClient taker;
    private Surface givers;
    private Surface takers;

    @BeforeEach
    void setUp() throws Exception {
        s = new SeatSession();
        new DataDevices(s.display(), s.seat, new Selection(s.seat, client -> client == trusted));
        giver = new DataClient(s, 3);
        taker = new DataClient(s, 3);
        givers = s.shown(giver.client);
        takers = s.shown(taker.client);
        giver.told();
        taker.told();
    }

    @AfterEach
    void tearDown() {
        s.close();
    }

    private WlDataSourceProxy copy(String... types) throws Exception {
        s.seat.keyboard().focus(givers);
        WlDataSourceProxy source = giver.source(types);
        giver.device.setSelection(source, s.lastSerial());
        giver.client.sync();
        return source;
    }

    @Test
    void aTransferGoesThroughThePipe() throws Exception {
        giver.seat.getKeyboard();
        taker.seat.getKeyboard();
        copy("text/plain", "text/html", "text/plain");
        assertEquals("device.selection(nil) device.data_offer(new id offer) "
                + "offer.offer(\"text/plain\") offer.offer(\"text/html\") device.selection(offer)",
                giver.told());
        s.seat.keyboard().focus(takers);
        String order = SeatSession.told(taker.client);
        assertTrue(order.indexOf("selection(wl") < order.indexOf("wl_keyboard.enter"), order);
        Fd pipe = taker.receive("text/html");
        assertEquals("source.send(\"text/html\", fd)", giver.told());
        assertEquals("as text/html", DataClient.read(pipe));
        assertEquals("", DataClient.read(taker.receive("image/png")));
        assertEquals("", giver.told());
    }

    @Test
    void theFocusedClientIsToldOfEveryChange() throws Exception {
        WlDataSourceProxy first = copy("a");
        giver.told();
        WlDataSourceProxy second = copy("b");
        assertEquals("source.cancelled() device.data_offer(new id offer) offer.offer(\"b\") "
                + "device.selection(offer)", giver.told());
        first.destroy();
        assertEquals("", giver.told());
        second.destroy();
        assertEquals("device.selection(nil)", giver.told());
        s.seat.keyboard().focus(takers);
        assertEquals("device.selection(nil)", taker.told());
        copy("c");
        giver.told();
        giver.device.setSelection(null, 0);
        assertEquals("source.cancelled() device.selection(nil)", giver.told());
    }

    @Test
    void anotherDeviceOfTheFocusedClientIsToldToo() throws Exception {
        copy("a");
        giver.told();
        giver.manager.getDataDevice(giver.seat);
        assertEquals("device.data_offer(new id offer) offer.offer(\"a\") "
                + "device.selection(offer)", giver.told());
        s.seat.keyboard().focus(takers);
        taker.device.release();
        taker.client.sync();
        giver.told();
        taker.told();
        s.seat.keyboard().focus(givers);
        s.seat.keyboard().focus(takers);
        assertEquals("", taker.told());
    }

    @Test
    void whoHasNeitherFocusNorSerialIsRefused() throws Exception {
        copy("a");
        int givers = s.lastSerial();
        WlDataSourceProxy source = taker.source("b");
        taker.device.setSelection(source, givers);
        assertEquals("source.cancelled()", taker.told());

        s.seat.keyboard().focus(takers);
        int old = s.lastSerial();
        taker.told();
        copy("c");
        taker.device.setSelection(taker.source("d"), old);
        assertEquals("source.cancelled()", taker.told());
        taker.device.setSelection(null, old);
        taker.client.sync();
        s.seat.keyboard().focus(takers);
        assertTrue(taker.told().contains("offer.offer(\"c\")"));
    }

    @Test
    void whoNamesNoEventSpeaksOfTheLatestThatItGot() throws Exception {
        WlDataSourceProxy never = taker.source("a");
        taker.device.setSelection(never, 0);
        assertEquals("source.cancelled()", taker.told());
        s.seat.keyboard().focus(givers);
        s.seat.keyboard().focus(takers);
        taker.told();
        giver.told();
        giver.device.setSelection(giver.source("b"), 0);
        assertEquals("", giver.told());
        assertTrue(taker.told().contains("offer.offer(\"b\")"));
        taker.device.setSelection(taker.source("c"), s.lastSerial());
        assertTrue(taker.told().contains("offer.offer(\"c\")"));
        giver.told();
        giver.device.setSelection(giver.source("d"), 0);
        assertEquals("source.cancelled()", giver.told());
        assertEquals("", taker.told());
    }

    @Test
    void whoIsTrustedReplacesNothingWithoutAnEvent() throws Exception {
        trusted = givers.resource().client();
        s.seat.keyboard().focus(takers);
        taker.told();
        giver.device.setSelection(giver.source("a"), 0);
        assertEquals("", giver.told());
        assertTrue(taker.told().contains("offer.offer(\"a\")"));
        giver.device.setSelection(giver.source("b"), 0);
        assertEquals("source.cancelled()", giver.told());
        assertEquals("", taker.told());
    }

    @Test
    void anOfferOfAGoneClientIsEmpty() throws Exception {
        copy("a");
        s.seat.keyboard().focus(takers);
        taker.client.sync();
        WlDataOfferProxy stale = taker.offer;
        giver.client.close();
        s.session.turn();
        assertTrue(taker.told().endsWith("device.selection(nil)"));
        assertEquals("", DataClient.read(taker.receive("a")));
        stale.accept(0, "a");
        stale.destroy();
        assertEquals("", taker.told());
    }

    @Test
    void aClientThatDoesNotReadIsNotSentMoreTransfers() throws Exception {
        copy("a");
        s.seat.keyboard().focus(takers);
        taker.client.sync();
        Fd[] pipe = Fd.pipe();
        for (int i = 0; i < 3000; i++) {
            taker.offer.receive("a", pipe[1]);
            if (i % 20 == 0) {
                taker.client.display().flush();
                s.display().loop().dispatch(0);
            }
        }
        taker.client.sync();
        pipe[1].close();
        assertTrue(giver.client.server().isAlive());
        String answered = DataClient.readInTurns(giver, pipe[0]);
        assertTrue(answered.startsWith("as aas a"), answered);
        assertTrue(answered.length() < 3000 * 4, "all were passed on");
    }

    @Test
    void misuseIsAnError() throws Exception {
        WlDataSourceProxy source = copy("a");
        giver.device.setSelection(source, 0);
        assertEquals("wl_data_device 1", giver.client.error());

        DataClient second = new DataClient(s, 3);
        WlDataSourceProxy withActions = second.source("a");
        withActions.setActions(1);
        second.device.setSelection(withActions, 0);
        assertEquals("wl_data_source 1", second.client.error());

        DataClient third = new DataClient(s, 3);
        third.source().setActions(8);
        assertEquals("wl_data_source 0", third.client.error());

        DataClient fourth = new DataClient(s, 3);
        WlDataSourceProxy twice = fourth.source();
        twice.setActions(1);
        twice.setActions(1);
        assertEquals("wl_data_source 0", fourth.client.error());
    }

    @Test
    void aSelectionsOfferKnowsNoActions() throws Exception {
        copy("a");
        s.seat.keyboard().focus(takers);
        taker.client.sync();
        taker.offer.setActions(1, 1);
        assertEquals("wl_data_offer 3", taker.client.error());
        s.seat.keyboard().focus(givers);
        giver.client.sync();
        giver.offer.finish();
        assertEquals("wl_data_offer 0", giver.client.error());
    }

    @Test
    void typesAndOffersHaveLimits() throws Exception {
        WlDataSourceProxy source = giver.source();
        String type = "x".repeat(3000);
        for (int i = 0; i < 30; i++) {
            source.offer(type + i);
            giver.client.display().flush();
            s.session.turn();
        }
        assertEquals("wl_display 2", giver.client.error());

        DataClient hoarder = new DataClient(s, 3);
        Surface surface = s.shown(hoarder.client);
        s.seat.keyboard().focus(surface);
        hoarder.device.setSelection(hoarder.source("a"), 0);
        hoarder.client.sync();
        for (int i = 0; i < 2000 && hoarder.client.server().isAlive(); i++) {
            s.seat.keyboard().focus(takers);
            s.seat.keyboard().focus(surface);
        }
        assertFalse(hoarder.client.server().isAlive());
    }

    @Test
    void theDeviceOfASeatThatIsGoneIsInert() throws Exception {
        s.seat.close();
        taker.manager.getDataDevice(taker.seat);
        taker.device.setSelection(taker.source("a"), 0);
        taker.told();
        assertTrue(taker.client.server().isAlive());
        s.seat.setCapabilities(EnumSet.noneOf(WlSeat.Capability.class));
    }

    @Test
    void noDescriptorIsLeft() throws Exception {
        useEverything();
        long before = openFds();
        useEverything();
        assertEquals(before, openFds());
    }

    private static void useEverything() throws Exception {
        SelectionTest run = new SelectionTest();
        run.setUp();
        run.aTransferGoesThroughThePipe();
        run.tearDown();
        run.setUp();
        run.aClientThatDoesNotReadIsNotSentMoreTransfers();
        run.tearDown();
        run.setUp();
        run.anOfferOfAGoneClientIsEmpty();
        run.tearDown();
        DragTest drag = new DragTest();
        drag.setUp();
        drag.aDragGoesFromClientToClient();
        drag.tearDown();
        drag.setUp();
        drag.anUntimelyFinishIsAnError();
        drag.tearDown();
    }

    static long openFds() throws Exception {
        try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
            return fds.count();
        }
    }
}

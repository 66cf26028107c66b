package org.breakwater.compositor.primaryselection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.breakwater.compositor.output.TestClient;
import org.breakwater.compositor.seat.SeatSession;
import org.breakwater.compositor.selection.Selection;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.ZwpPrimarySelectionDeviceManagerV1Proxy;
import org.breakwater.wayland.client.ZwpPrimarySelectionDeviceV1Proxy;
import org.breakwater.wayland.client.ZwpPrimarySelectionOfferV1Proxy;
import org.breakwater.wayland.client.ZwpPrimarySelectionSourceV1Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrimarySelectionTest {
    private SeatSession s;
    private Selection selection;
    private Marker giver;
    private Marker taker;
    private Surface givers;
    private Surface takers;

    /** A client that marks text, and pastes. */
    private final class Marker {
        final TestClient client = s.connect();
        final WlSeatProxy seat = s.bindSeat(client, 9);
        final ZwpPrimarySelectionDeviceManagerV1Proxy manager =
                client.bind(ZwpPrimarySelectionDeviceManagerV1Proxy.TYPE, 1);
        final ZwpPrimarySelectionDeviceV1Proxy device = manager.getDevice(seat);
        ZwpPrimarySelectionOfferV1Proxy offer;

        Marker() throws Exception {
            device.listen(new ZwpPrimarySelectionDeviceV1Proxy.Events() {
                @Override
                public void dataOffer(ZwpPrimarySelectionOfferV1Proxy id) {
                    offer = id;
                }
            });
            told();
        }

        ZwpPrimarySelectionSourceV1Proxy source(String... types) {
            ZwpPrimarySelectionSourceV1Proxy source = manager.createSource();
            source.listen(new ZwpPrimarySelectionSourceV1Proxy.Events() {
                @Override
                public void send(String type, Fd fd) {
                    try (fd) {
                        fd.write(("as " + type).getBytes(StandardCharsets.UTF_8));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
            for (String type : types) {
                source.offer(type);
            }
            return source;
        }

        String told() throws Exception {
            return client.events().replaceAll("wl_(seat|pointer|keyboard)\\.\\w+\\([^)]*\\) ?", "")
                    .replace("zwp_primary_selection_", "").replace("_v1", "")
                    .replaceAll("#-?\\d+", "").trim();
        }
    }

    @BeforeEach
    void setUp() throws Exception {
        s = new SeatSession();
        selection = new Selection(s.seat, client -> false);
        new PrimarySelection(s.display(), s.seat, selection);
        giver = new Marker();
        taker = new Marker();
        givers = s.shown(giver.client);
        takers = s.shown(taker.client);
        giver.told();
        taker.told();
    }

    @AfterEach
    void tearDown() {
        s.close();
    }

    private ZwpPrimarySelectionSourceV1Proxy mark(String... types) throws Exception {
        s.seat.keyboard().focus(givers);
        ZwpPrimarySelectionSourceV1Proxy source = giver.source(types);
        giver.device.setSelection(source, s.lastSerial());
        giver.client.sync();
        return source;
    }

    @Test
    void whatIsMarkedCanBePasted() throws Exception {
        ZwpPrimarySelectionSourceV1Proxy first = mark("text/plain", "text/plain", "UTF8_STRING");
        assertEquals("device.selection(nil) device.data_offer(new id offer) "
                + "offer.offer(\"text/plain\") offer.offer(\"UTF8_STRING\") "
                + "device.selection(offer)", giver.told());
        first.offer("too late");
        s.seat.keyboard().focus(takers);
        assertEquals("device.data_offer(new id offer) offer.offer(\"text/plain\") "
                + "offer.offer(\"UTF8_STRING\") device.selection(offer)", taker.told());
        Fd[] pipe = Fd.pipe();
        taker.offer.receive("UTF8_STRING", pipe[1]);
        taker.client.sync();
        pipe[1].close();
        giver.client.sync();
        try (Fd end = pipe[0]) {
            assertEquals("as UTF8_STRING", new String(end.readAll(), StandardCharsets.UTF_8));
        }
        first.destroy();
        giver.client.sync();
        assertEquals("device.selection(nil)", taker.told());
        assertEquals(null, selection.source());
    }

    @Test
    void theLastOneMarkedCounts() throws Exception {
        ZwpPrimarySelectionSourceV1Proxy first = mark("a");
        mark("b");
        giver.told();
        giver.device.setSelection(first, s.lastSerial());
        assertEquals("source.cancelled()", giver.told());
        assertTrue(selection.source().offers("b"));
        taker.device.setSelection(taker.source("c"), 0);
        assertEquals("source.cancelled()", taker.told());
        assertTrue(selection.source().offers("b"));
        giver.manager.getDevice(giver.seat);
        assertEquals("device.data_offer(new id offer) offer.offer(\"b\") "
                + "device.selection(offer)", giver.told());
        giver.device.setSelection(null, s.lastSerial());
        assertEquals("source.cancelled() device.selection(nil) device.selection(nil)",
                giver.told());
    }

    @Test
    void aClientThatVanishesLeavesNothing() throws Exception {
        mark("a");
        s.seat.keyboard().focus(takers);
        taker.told();
        giver.client.close();
        s.session.turn();
        assertEquals("device.selection(nil)", taker.told());
        Fd[] pipe = Fd.pipe();
        taker.offer.receive("a", pipe[1]);
        taker.offer.destroy();
        taker.device.destroy();
        taker.manager.destroy();
        taker.client.sync();
        pipe[1].close();
        try (Fd end = pipe[0]) {
            assertEquals(0, end.readAll().length);
        }
    }

    @Test
    void typesAndOffersHaveLimits() throws Exception {
        ZwpPrimarySelectionSourceV1Proxy source = giver.source();
        for (int i = 0; i < 30; i++) {
            source.offer("x".repeat(3000) + i);
            giver.client.display().flush();
            s.session.turn();
        }
        assertEquals("wl_display 2", giver.client.error());
        s.seat.keyboard().focus(takers);
        taker.device.setSelection(taker.source("a"), 0);
        taker.client.sync();
        for (int i = 0; i < 2000 && taker.client.server().isAlive(); i++) {
            s.seat.keyboard().focus(null);
            s.seat.keyboard().focus(takers);
        }
        assertFalse(taker.client.server().isAlive());
    }

    @Test
    void theDeviceOfASeatThatIsGoneIsInert() throws Exception {
        s.seat.close();
        ZwpPrimarySelectionDeviceV1Proxy late = taker.manager.getDevice(taker.seat);
        late.setSelection(taker.source("a"), 0);
        taker.told();
        assertTrue(taker.client.server().isAlive());
        assertEquals(null, selection.source());
    }
}

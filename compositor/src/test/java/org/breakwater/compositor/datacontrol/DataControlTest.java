package org.breakwater.compositor.datacontrol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.breakwater.compositor.seat.SeatSession;
import org.breakwater.compositor.selection.Selection;
import org.breakwater.protocol.client.DisplayException;
import org.breakwater.protocol.wire.Fd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataControlTest {
    private static final String EMPTY = "device.selection(nil) device.primary_selection(nil)";

    private SeatSession s;
    private Selection clipboard;
    private Selection primary;

    @BeforeEach
    void setUp() throws Exception {
        s = new SeatSession();
        clipboard = new Selection(s.seat, client -> false);
        primary = new Selection(s.seat, client -> false);
        new DataControl(s.display(), s.seat, clipboard, primary);
    }

    @AfterEach
    void tearDown() {
        s.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext", "wlr"})
    void bothSelectionsGoFromToolToTool(String protocol) throws Exception {
        ControlClient giver = ControlClient.of(protocol, s);
        ControlClient taker = ControlClient.of(protocol.equals("ext") ? "wlr" : "ext", s);
        assertEquals(EMPTY, giver.told());
        assertEquals(EMPTY, taker.told());
        Object source = giver.source("text/plain", "image/png");
        giver.setClipboard(source);
        giver.setPrimary(giver.source("marked"));
        String news = "device.data_offer(new id offer) offer.offer(\"text/plain\") "
                + "offer.offer(\"image/png\") device.selection(offer) "
                + "device.data_offer(new id offer) offer.offer(\"marked\") "
                + "device.primary_selection(offer)";
        assertEquals(news, giver.told());
        assertEquals(news, taker.told());
        Fd[] pipe = Fd.pipe();
        taker.receive("marked", pipe[1]);
        taker.receive("text/plain", pipe[1]);
        taker.client.sync();
        pipe[1].close();
        giver.client.sync();
        try (Fd end = pipe[0]) {
            assertEquals("as marked", new String(end.readAll(), StandardCharsets.UTF_8));
        }
        taker.anotherDevice();
        assertEquals(news, taker.told());

        giver.told();
        taker.setClipboard(taker.source("other"));
        taker.client.sync();
        assertEquals("source.cancelled() device.data_offer(new id offer) offer.offer(\"other\") "
                + "device.selection(offer)", giver.told());
        giver.destroy(source);
        giver.setPrimary(null);
        assertEquals("source.cancelled() device.primary_selection(nil)", giver.told());
        assertTrue(clipboard.source().offers("other"));
        assertNull(primary.source());
        taker.destroyAll();
        taker.client.sync();
        assertTrue(taker.client.server().isAlive());
    }

    @Test
    void versionOneKnowsNoPrimarySelection() throws Exception {
        ControlClient old = ControlClient.of("wlr1", s);
        assertEquals("device.selection(nil)", old.told());
        ControlClient giver = ControlClient.of("ext", s);
        giver.setPrimary(giver.source("a"));
        giver.client.sync();
        assertEquals("", old.told());
        old.setClipboard(old.source("b"));
        assertEquals("device.data_offer(new id offer) offer.offer(\"b\") device.selection(offer)",
                old.told());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext", "wlr"})
    void aSourceServesOnce(String protocol) throws Exception {
        ControlClient client = ControlClient.of(protocol, s);
        Object source = client.source("a");
        client.setClipboard(source);
        client.setClipboard(source);
        assertEquals(protocol.equals("ext") ? "ext_data_control_device_v1 1"
                : "zwlr_data_control_device_v1 1", client.errorInFull());

        ControlClient second = ControlClient.of(protocol, s);
        Object marked = second.source("a");
        second.setPrimary(marked);
        second.setClipboard(null);
        second.setClipboard(marked);
        assertEquals("device 1", second.error());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext", "wlr"})
    void aPrimarySourceServesOnce(String protocol) throws Exception {
        ControlClient client = ControlClient.of(protocol, s);
        Object source = client.source("a");
        client.setClipboard(source);
        client.setPrimary(source);
        assertEquals("device 1", client.error());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext", "wlr"})
    void typesComeBeforeTheUse(String protocol) throws Exception {
        ControlClient client = ControlClient.of(protocol, s);
        Object source = client.source("a");
        client.setClipboard(source);
        client.offerMore(source, "b");
        assertEquals(protocol.equals("ext") ? "ext_data_control_source_v1 1"
                : "zwlr_data_control_source_v1 1", client.errorInFull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext", "wlr"})
    void aToolThatVanishesTakesItsSelectionsAlong(String protocol) throws Exception {
        ControlClient giver = ControlClient.of(protocol, s);
        ControlClient taker = ControlClient.of(protocol, s);
        giver.setClipboard(giver.source("a"));
        giver.setPrimary(giver.source("b"));
        giver.client.sync();
        taker.told();
        giver.client.close();
        s.session.turn();
        assertEquals(EMPTY, taker.told());
    }

    /** However often the selection changes: the queue of who does not read stays short. */
    @Test
    void whoDoesNotReadIsToldOfTheLastOne() throws Exception {
        ControlClient stalled = ControlClient.of("ext", s);
        ControlClient busy = ControlClient.of("wlr", s);
        stalled.told();
        String type = "x".repeat(3000);
        Object last = null;
        for (int i = 0; i < 900; i++) {
            Object next = busy.source(type + i);
            busy.setClipboard(next);
            if (last != null) {
                busy.destroy(last);
            }
            last = next;
            busy.client.sync();
        }
        assertTrue(stalled.client.server().isAlive());
        assertTrue(stalled.client.server().isCongested());
        assertTrue(stalled.client.server().pendingOutput() < 100_000,
                stalled.client.server().pendingOutput() + " bytes wait");
        for (int i = 0; i < 100 && stalled.client.server().isCongested(); i++) {
            stalled.client.sync();
        }
        assertTrue(stalled.told().endsWith("offer.offer(\"" + type + "899\") "
                + "device.selection(offer)"));
    }

    @Test
    void offersHaveALimit() throws Exception {
        ControlClient hoarder = ControlClient.of("ext", s);
        assertThrows(DisplayException.class, () -> {
            for (int i = 0; i < 2000; i++) {
                hoarder.setClipboard(hoarder.source("a"));
                hoarder.client.sync();
            }
        });
        assertFalse(hoarder.client.server().isAlive());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext", "wlr"})
    void theDeviceOfASeatThatIsGoneIsFinished(String protocol) throws Exception {
        ControlClient client = ControlClient.of(protocol, s);
        client.told();
        s.seat.close();
        client.anotherDevice();
        assertEquals("device.finished()", client.told());
    }
}

package org.breakwater.compositor.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.seat.Pointer;
import org.breakwater.compositor.seat.SeatSession;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.client.WlDataSourceProxy;
import org.breakwater.wayland.client.WlSubcompositorProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DragTest {
    private static final int LEFT = 0x110;
    private static final int LEFT_SHIFT = 42;
    private static final int COPY = 1;
    private static final int MOVE = 2;
    private static final int ASK = 4;

    private final List<String> icons = new ArrayList<>();
    private SeatSession s;
    private DataDevices devices;
    private Pointer pointer;
    private DataClient giver;
    private WlSurfaceProxy originProxy;
    private Surface origin;
    private DataClient taker;
    private Surface target;

    @BeforeEach
    void setUp() throws Exception {
        s = new SeatSession();
        devices = new DataDevices(s.display(), s.seat, new Selection(s.seat, client -> false));
        devices.iconChanged().add(icon -> icons.add(icon == null ? "none"
                : icon.surface().resource().id() + "@" + icon.offsetX() + "," + icon.offsetY()));
        pointer = s.seat.pointer();
        giver = new DataClient(s, 3);
        originProxy = giver.client.createSurface();
        origin = s.made(giver.client);
        become(3);
    }

    @AfterEach
    void tearDown() {
        s.close();
        assertFalse(pointer.isGrabbed());
    }

    /** The taker speaks this version. */
    private void become(int version) throws Exception {
        taker = new DataClient(s, version);
        target = s.shown(taker.client);
        taker.told();
        giver.told();
    }

    private int press() {
        pointer.enter(origin, 1, 1);
        pointer.button(1, LEFT, true);
        pointer.frame();
        return s.lastSerial();
    }

    private WlDataSourceProxy drag(int actions) throws Exception {
        WlDataSourceProxy source = giver.source("text/plain");
        if (giver.manager.version() >= 3) {
            source.setActions(actions);
        }
        giver.device.startDrag(source, originProxy, null, press());
        giver.client.sync();
        assertTrue(devices.isDragging());
        giver.told();
        return source;
    }

    private void release() {
        pointer.button(9, LEFT, false);
        pointer.frame();
    }

    @Test
    void aDragGoesFromClientToClient() throws Exception {
        giver.seat.getPointer();
        WlDataSourceProxy source = giver.source("text/plain");
        source.setActions(COPY | MOVE);
        giver.device.startDrag(source, originProxy, null, press());
        String told = SeatSession.told(giver.client);
        assertTrue(told.indexOf("wl_pointer.leave") < told.indexOf("wl_data_device."), told);
        assertNull(pointer.focus());

        pointer.enter(target, 3, 4);
        pointer.motion(5, 6, 7);
        assertEquals("device.data_offer(new id offer) offer.offer(\"text/plain\") "
                + "device.enter(_, wl_surface, 3, 4, offer) offer.source_actions(3) "
                + "device.motion(5, 6, 7)", taker.told());
        assertEquals("device.leave()", giver.told());

        taker.offer.accept(0, "text/plain");
        taker.offer.setActions(COPY | MOVE, MOVE);
        assertEquals("offer.action(2)", taker.told());
        assertEquals("source.target(\"text/plain\") source.action(2)", giver.told());
        Fd early = taker.receive("text/plain");
        giver.told();
        assertEquals("as text/plain", DataClient.read(early));

        release();
        assertFalse(devices.isDragging());
        assertEquals("device.drop()", taker.told());
        assertEquals("source.dnd_drop_performed()", giver.told());
        assertSame(target, pointer.focus());
        Fd pipe = taker.receive("text/plain");
        giver.told();
        assertEquals("as text/plain", DataClient.read(pipe));
        taker.offer.finish();
        taker.offer.destroy();
        assertEquals("", taker.told());
        assertEquals("source.dnd_finished()", giver.told());
    }

    @Test
    void aDropThatNobodyTakesIsCancelled() throws Exception {
        drag(COPY);
        pointer.enter(target, 0, 0);
        taker.client.sync();
        taker.offer.setActions(COPY, 0);
        taker.offer.accept(0, "image/png");
        taker.told();
        assertEquals("device.leave() source.action(1) source.target(nil)", giver.told());
        release();
        assertEquals("device.leave()", taker.told());
        assertEquals("source.action(0) source.cancelled()", giver.told());
        taker.offer.accept(0, "text/plain");
        assertEquals("", DataClient.read(taker.receive("text/plain")));
        assertEquals("", giver.told());

        drag(COPY);
        pointer.clear();
        release();
        assertEquals("device.leave() source.cancelled()", giver.told());
    }

    @Test
    void theSourceMayDieAtAnyTime() throws Exception {
        WlDataSourceProxy source = drag(COPY);
        pointer.enter(target, 0, 0);
        taker.told();
        source.destroy();
        giver.client.sync();
        assertFalse(devices.isDragging());
        assertEquals("device.leave()", taker.told());
        release();

        dropOn(drag(COPY));
        giver.client.close();
        s.session.turn();
        assertEquals("", DataClient.read(taker.receive("text/plain")));
        taker.offer.setActions(COPY, COPY);
        taker.offer.finish();
        taker.offer.destroy();
        assertEquals("", taker.told());
        assertTrue(taker.client.server().isAlive());
    }

    private void dropOn(WlDataSourceProxy source) throws Exception {
        assertTrue(source.isAlive());
        pointer.enter(target, 0, 0);
        taker.client.sync();
        taker.offer.accept(0, "text/plain");
        if (taker.offer.version() >= 3) {
            taker.offer.setActions(COPY | MOVE | ASK, ASK);
        }
        taker.client.sync();
        release();
        taker.told();
        giver.told();
    }

    @Test
    void theTargetMayDieAtAnyTime() throws Exception {
        drag(COPY);
        pointer.enter(target, 0, 0);
        taker.client.sync();
        taker.offer.accept(0, "text/plain");
        taker.offer.setActions(COPY, COPY);
        taker.client.sync();
        giver.told();
        taker.client.close();
        s.session.turn();
        assertTrue(devices.isDragging());
        assertEquals("source.target(nil) source.action(0)", giver.told());
        release();
        assertEquals("source.cancelled()", giver.told());

        become(3);
        dropOn(drag(COPY));
        taker.client.close();
        s.session.turn();
        assertEquals("source.cancelled()", giver.told());
    }

    @Test
    void shiftMovesWhileItIsHeld() throws Exception {
        drag(COPY | MOVE);
        pointer.enter(target, 0, 0);
        taker.client.sync();
        taker.offer.setActions(COPY | MOVE, 0);
        taker.client.sync();
        taker.told();
        s.seat.keyboard().key(1, LEFT_SHIFT, true);
        assertEquals("offer.action(2)", taker.told());
        s.seat.keyboard().key(2, LEFT_SHIFT, false);
        assertEquals("offer.action(1)", taker.told());
        taker.offer.setActions(MOVE, MOVE);
        assertEquals("offer.action(2)", taker.told());
        taker.offer.setActions(ASK, 0);
        assertEquals("offer.action(0)", taker.told());
        assertEquals("device.leave() source.action(1) source.action(2) source.action(1) "
                + "source.action(2) source.action(0)", giver.told());
        release();
    }

    @Test
    void askIsAnsweredAfterTheDrop() throws Exception {
        dropOn(drag(COPY | MOVE | ASK));
        taker.offer.setActions(COPY | MOVE, MOVE);
        assertEquals("offer.action(2)", taker.told());
        assertEquals("", giver.told());
        taker.offer.finish();
        taker.client.sync();
        assertEquals("source.action(2) source.dnd_finished()", giver.told());

        dropOn(drag(COPY | MOVE | ASK));
        taker.offer.destroy();
        taker.client.sync();
        assertEquals("source.cancelled()", giver.told());

        dropOn(drag(MOVE | ASK));
        taker.offer.setActions(COPY, COPY);
        assertEquals("wl_data_offer 2", taker.client.error());
    }

    @Test
    void anUntimelyFinishIsAnError() throws Exception {
        drag(COPY);
        pointer.enter(target, 0, 0);
        taker.client.sync();
        taker.offer.finish();
        assertEquals("wl_data_offer 0", taker.client.error());
        release();

        become(3);
        dropOn(drag(COPY | ASK));
        taker.offer.finish();
        assertEquals("wl_data_offer 0", taker.client.error());

        become(3);
        dropOn(drag(COPY));
        taker.offer.finish();
        taker.client.sync();
        Fd[] pipe = Fd.pipe();
        taker.offer.receive("text/plain", pipe[1]);
        pipe[1].close();
        assertEquals("wl_data_offer 3", taker.client.error());
        assertEquals("", DataClient.read(pipe[0]));

        become(3);
        dropOn(drag(COPY));
        taker.offer.finish();
        taker.offer.finish();
        assertEquals("wl_data_offer 0", taker.client.error());
    }

    @Test
    void actionsThatMeanNothingAreErrors() throws Exception {
        drag(COPY);
        pointer.enter(target, 0, 0);
        taker.client.sync();
        taker.offer.setActions(8, 0);
        assertEquals("wl_data_offer 1", taker.client.error());
        become(3);
        pointer.enter(target, 0, 0);
        taker.client.sync();
        taker.offer.setActions(COPY | MOVE, COPY | MOVE);
        assertEquals("wl_data_offer 2", taker.client.error());
        release();
    }

    @Test
    void oldClientsDropWithoutActions() throws Exception {
        become(1);
        drag(COPY);
        pointer.enter(target, 0, 0);
        assertEquals("device.data_offer(new id offer) offer.offer(\"text/plain\") "
                + "device.enter(_, wl_surface, 0, 0, offer)", taker.told());
        release();
        assertEquals("device.drop()", taker.told());
        taker.offer.destroy();
        taker.client.sync();
        assertEquals("device.leave() source.action(1) source.dnd_drop_performed() "
                + "source.dnd_finished()",
                giver.told());

        giver = new DataClient(s, 2);
        originProxy = giver.client.createSurface();
        origin = s.made(giver.client);
        become(3);
        dropOn(drag(0));
        assertEquals("", giver.told());
        taker.offer.finish();
        assertEquals("", taker.told());
        assertEquals("", giver.told());
    }

    @Test
    void withoutASourceItStaysWithinTheClient() throws Exception {
        giver.device.startDrag(null, originProxy, null, press());
        assertEquals("device.enter(_, wl_surface, 1, 1, nil)", giver.told());
        pointer.motion(2, 5, 5);
        pointer.enter(target, 0, 0);
        pointer.motion(3, 1, 1);
        assertEquals("device.motion(2, 5, 5) device.leave()", giver.told());
        assertEquals("", taker.told());
        pointer.enter(origin, 2, 2);
        release();
        assertEquals("device.enter(_, wl_surface, 2, 2, nil) device.leave()", giver.told());

        giver.device.startDrag(null, originProxy, null, press());
        giver.client.sync();
        assertTrue(devices.isDragging());
        giver.client.close();
        s.session.turn();
        assertFalse(devices.isDragging());
        release();
    }

    @Test
    void aDragNeedsTheButtonOnItsOrigin() throws Exception {
        int serial = press();
        giver.device.startDrag(giver.source("a"), originProxy, null, serial + 1);
        assertEquals("source.cancelled()", giver.told());
        WlSurfaceProxy elsewhere = giver.client.createSurface();
        giver.device.startDrag(giver.source("a"), elsewhere, null, serial);
        assertEquals("source.cancelled()", giver.told());
        release();
        giver.device.startDrag(giver.source("a"), originProxy, null, serial);
        assertEquals("source.cancelled()", giver.told());
        assertFalse(devices.isDragging());

        WlDataSourceProxy source = drag(COPY);
        giver.device.startDrag(source, originProxy, null, serial);
        assertEquals("wl_data_device 1", giver.client.error());
        assertFalse(devices.isDragging());
        release();
    }

    @Test
    void theIconFollowsItsCommitsAndEndsWithTheDrag() throws Exception {
        WlSurfaceProxy icon = giver.client.createSurface();
        Surface iconSurface = s.made(giver.client);
        giver.device.startDrag(giver.source("a"), originProxy, icon, 12345);
        giver.client.sync();
        assertEquals(List.of(), icons);
        s.fill(giver.client, icon);
        giver.device.startDrag(giver.source("a"), originProxy, icon, press());
        giver.client.sync();
        assertTrue(iconSurface.isMapped());
        icon.offset(-3, 4);
        icon.commit();
        giver.client.sync();
        devices.cancelDrag();
        assertFalse(iconSurface.isMapped());
        assertEquals(List.of(icon.id() + "@0,0", icon.id() + "@-3,4", "none"), icons);
        release();

        icons.clear();
        giver.device.startDrag(giver.source("a"), originProxy, icon, press());
        icon.destroy();
        giver.client.sync();
        assertTrue(devices.isDragging());
        assertEquals(List.of(icon.id() + "@0,0", "none"), icons);
        release();

        WlSurfaceProxy child = giver.client.createSurface();
        giver.client.bind(WlSubcompositorProxy.TYPE, 1).getSubsurface(child, originProxy);
        giver.device.startDrag(null, originProxy, child, press());
        assertEquals("wl_data_device 0", giver.client.error());
    }
}

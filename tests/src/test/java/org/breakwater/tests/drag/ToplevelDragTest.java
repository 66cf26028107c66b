package org.breakwater.tests.drag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import org.breakwater.compositor.glue.SeatInput;
import org.breakwater.config.OutputMode;
import org.breakwater.render.geometry.Rect;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.XdgToplevelDragV1;
import org.breakwater.wayland.client.WlDataSourceProxy;
import org.breakwater.wayland.client.XdgToplevelDragManagerV1Proxy;
import org.breakwater.wayland.client.XdgToplevelDragV1Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@ExtendWith(FdLeakExtension.class)
class ToplevelDragTest {
    private static final int LEFT = 0x110;

    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(400, 300, 60_000));
    private SeatInput input;
    private Dragger giver;
    private Dragger taker;
    private TestWindow tab;
    private XdgToplevelDragManagerV1Proxy manager;
    private WlDataSourceProxy source;
    private XdgToplevelDragV1Proxy drag;
    private Rect to;

    @BeforeEach
    void setUp() throws IOException {
        input = fixture.server().input();
        giver = new Dragger(fixture, 0xff800000);
        taker = new Dragger(fixture, 0xff008000);
        tab = new TestWindow(giver.client).map(70, 50, 0xff000080);
        manager = giver.client.bind(XdgToplevelDragManagerV1Proxy.TYPE);
        source = giver.source();
        drag = manager.getXdgToplevelDrag(source);
        to = taker.bounds();
    }

    private void start() throws IOException {
        Rect from = giver.bounds();
        input.pointerMoved(1, from.x() + 10, from.y() + 10);
        input.pointerButton(2, LEFT, true);
        giver.client.roundtrip();
        giver.device.startDrag(source, giver.window.surface(), null, giver.serial);
        giver.told();
        taker.told();
    }

    @Test
    void theWindowFollowsAndIsNotInTheWay() throws IOException {
        drag.attach(tab.toplevel(), 12, 8);
        start();
        input.pointerMoved(3, to.x() + 30, to.y() + 20);
        assertEquals("enter over", taker.told());
        assertEquals(new Rect(to.x() + 18, to.y() + 12, 70, 50), giver.bounds(tab));
        taker.accept();
        input.pointerMoved(4, to.x() + 33, to.y() + 24);
        assertEquals(new Rect(to.x() + 21, to.y() + 16, 70, 50), giver.bounds(tab));
        input.pointerButton(5, LEFT, false);
        assertEquals("over drop", taker.told());
        assertEquals("leave dropped", giver.told());
        drag.destroy();
        input.pointerMoved(6, to.x() + 40, to.y() + 30);
        giver.client.roundtrip();
        assertEquals(new Rect(to.x() + 21, to.y() + 16, 70, 50), giver.bounds(tab));
        assertEquals(fixture.surface(giver.client, tab.surface()),
                fixture.server().seat().pointer().focus());
        assertFalse(fixture.server().desktop().isInteracting());
    }

    @Test
    void aWindowMayComeLater() throws IOException {
        start();
        TestWindow torn = new TestWindow(giver.client);
        drag.attach(torn.toplevel(), 5, 5);
        input.pointerMoved(3, to.x() + 30, to.y() + 20);
        torn.map(60, 40, 0xff808080);
        assertEquals(new Rect(to.x() + 25, to.y() + 15, 60, 40), giver.bounds(torn));
        input.pointerMoved(4, to.x() + 31, to.y() + 20);
        assertEquals(new Rect(to.x() + 26, to.y() + 15, 60, 40), giver.bounds(torn));
        torn.surface().attach(null, 0, 0);
        torn.surface().commit();
        giver.client.roundtrip();
        drag.attach(tab.toplevel(), 0, 0);
        input.pointerMoved(5, to.x() + 1, to.y() + 1);
        giver.client.roundtrip();
        input.pointerMoved(6, to.x() + 2, to.y() + 2);
        assertEquals(new Rect(to.x() + 2, to.y() + 2, 70, 50), giver.bounds(tab));
        tab.destroy();
        giver.client.roundtrip();
        input.pointerButton(7, LEFT, false);
        assertFalse(fixture.server().dataDevices().isDragging());
    }

    @Test
    void aClientThatVanishesLeavesNoWindowMoving() throws IOException {
        drag.attach(tab.toplevel(), 5, 5);
        start();
        input.pointerMoved(3, to.x() + 30, to.y() + 20);
        giver.client.close();
        fixture.turn();
        fixture.turn();
        assertFalse(fixture.server().dataDevices().isDragging());
        assertFalse(fixture.server().desktop().isInteracting());
        input.pointerMoved(4, to.x() + 10, to.y() + 20);
    }

    @Test
    void aSourceCarriesOneWindow() {
        manager.getXdgToplevelDrag(source);
        giver.client.expectError("xdg_toplevel_drag_manager_v1", 0);
    }

    @Test
    void aSourceInUseCarriesNone() throws IOException {
        drag.destroy();
        start();
        manager.getXdgToplevelDrag(source);
        giver.client.expectError("xdg_toplevel_drag_manager_v1", 0);
    }

    @Test
    void aSecondWindowIsAnError() {
        drag.attach(tab.toplevel(), 0, 0);
        drag.attach(giver.window.toplevel(), 0, 0);
        giver.client.expectError("xdg_toplevel_drag_v1", 0);
    }

    @Test
    void theDragMustEndFirst() throws IOException {
        start();
        drag.destroy();     // for its own library the object is gone by now
        assertEquals(XdgToplevelDragV1.Error.ONGOING_DRAG.value(),
                giver.client.awaitEnd().code());
    }
}

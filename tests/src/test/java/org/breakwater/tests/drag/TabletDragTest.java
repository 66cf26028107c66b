package org.breakwater.tests.drag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.breakwater.compositor.glue.TabletInput;
import org.breakwater.compositor.tablet.Tablet;
import org.breakwater.compositor.tablet.TabletInfo;
import org.breakwater.compositor.tablet.TabletTool;
import org.breakwater.compositor.tablet.ToolInfo;
import org.breakwater.config.OutputMode;
import org.breakwater.render.geometry.Rect;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.wayland.ZwpTabletToolV2.Capability;
import org.breakwater.wayland.ZwpTabletToolV2.Type;
import org.breakwater.wayland.ZwpTabletV2.Bustype;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.ZwpTabletManagerV2Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Drag and drop with the tool of a tablet. */
@ExtendWith(FdLeakExtension.class)
class TabletDragTest {
    private static final int ICON = 0xff3090f0;

    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(400, 300, 60_000));
    private TabletInput input;
    private Tablet tablet;
    private TabletTool pen;
    private Dragger giver;
    private Dragger taker;
    private Rect from;
    private Rect to;

    @BeforeEach
    void setUp() throws IOException {
        input = fixture.server().tablets();
        giver = new Dragger(fixture, 0xff800000);
        taker = new Dragger(fixture, 0xff008000);
        giver.client.bind(ZwpTabletManagerV2Proxy.TYPE)
                .getTabletSeat(giver.client.bind(WlSeatProxy.TYPE));
        giver.client.roundtrip();
        tablet = input.addTablet(new TabletInfo("Board", 0, 0, Bustype.USB, List.of()));
        pen = input.addTool(new ToolInfo(Type.PEN, 0, 0, EnumSet.noneOf(Capability.class)));
        from = giver.bounds();
        to = taker.bounds();
    }

    private void drag() throws IOException {
        input.move(pen, tablet, 1, from.x() + 10, from.y() + 10);
        input.tip(pen, 2, true);
        int down = fixture.server().display().lastSerial();
        input.frame(pen, 2);
        giver.told();
        WlSurfaceProxy icon = giver.client.surface();
        giver.device.startDrag(giver.source(), giver.window.surface(), icon, down);
        icon.attach(giver.client.buffer(12, 12, ICON).proxy(), 0, 0);
        icon.commit();
        assertEquals("enter", giver.told());
    }

    private void move(double lx, double ly) {
        input.move(pen, tablet, 3, lx, ly);
        input.frame(pen, 3);
    }

    @Test
    void aToolDropsWhereItIsLifted() throws IOException {
        drag();
        move(from.x() + 20, from.y() + 12);
        assertEquals("over", giver.told());
        move(to.x() + 30, to.y() + 20);
        assertEquals("leave", giver.told());
        assertEquals("enter", taker.told());
        taker.accept();
        assertEquals(ICON & 0xffffff, fixture.picture().at(to.x() + 32, to.y() + 22) & 0xffffff);
        input.tip(pen, 4, false);
        assertEquals("drop", taker.told());
        assertEquals("dropped", giver.told());
        taker.offer.finish();
        taker.client.roundtrip();
        assertEquals("finished", giver.told());
        assertFalse(fixture.server().dataDevices().isDragging());
    }

    @Test
    void aToolThatLeavesTheTabletLetsGo() throws IOException {
        drag();
        move(to.x() + 30, to.y() + 20);
        input.proximityOut(pen, 4);
        assertEquals("leave cancelled", giver.told());
        assertEquals("enter leave", taker.told());
        assertFalse(fixture.server().dataDevices().isDragging());
    }

    @Test
    void whoeverVanishesTheDragEnds() throws IOException {
        drag();
        move(to.x() + 30, to.y() + 20);
        taker.client.close();
        fixture.turn();
        move(from.x() + 30, from.y() + 20);
        assertEquals("leave enter", giver.told());
        giver.client.close();
        fixture.turn();
        fixture.turn();
        assertFalse(fixture.server().dataDevices().isDragging());
        move(to.x(), to.y());
        assertTrue(pen.isTaken());
        input.tip(pen, 5, false);
        assertFalse(pen.isTaken());
    }
}

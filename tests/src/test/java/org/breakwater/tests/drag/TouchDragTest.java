package org.breakwater.tests.drag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.breakwater.compositor.glue.SeatInput;
import org.breakwater.config.OutputMode;
import org.breakwater.render.geometry.Rect;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.wayland.client.WlDataSourceProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@ExtendWith(FdLeakExtension.class)
class TouchDragTest {
    private static final int FINGER = 3;
    private static final int ICON = 0xff3090f0;

    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(400, 300, 60_000));
    private SeatInput input;
    private Dragger giver;
    private Dragger taker;
    private Rect from;
    private Rect to;
    private WlSurfaceProxy icon;

    @BeforeEach
    void setUp() throws IOException {
        input = fixture.server().input();
        giver = new Dragger(fixture, 0xff800000);
        taker = new Dragger(fixture, 0xff008000);
        from = giver.bounds();
        to = taker.bounds();
        assertFalse(from.intersects(to), from + " and " + to);
        giver.told();
        taker.told();
    }

    private WlDataSourceProxy drag() throws IOException {
        input.touchDown(1, FINGER, from.x() + 10, from.y() + 10);
        assertEquals("down", giver.told());
        WlDataSourceProxy source = giver.source();
        icon = giver.client.surface();
        giver.device.startDrag(source, giver.window.surface(), icon, giver.serial);
        icon.attach(giver.client.buffer(12, 12, ICON).proxy(), 0, 0);
        icon.offset(4, 6);
        icon.damageBuffer(0, 0, 12, 12);
        icon.commit();
        assertEquals("enter", giver.told());
        return source;
    }

    private void move(double lx, double ly) {
        input.touchMoved(2, FINGER, lx, ly);
    }

    @Test
    void aFingerDropsWhereItIsLifted() throws IOException {
        drag();
        move(from.x() + 20, from.y() + 12);
        assertEquals("over", giver.told());
        move(to.x() + 30, to.y() + 20);
        assertEquals("leave", giver.told());
        assertEquals("enter", taker.told());
        taker.accept();
        assertEquals(ICON & 0xffffff, fixture.picture().at(to.x() + 34 + 2, to.y() + 26 + 2) & 0xffffff);
        assertEquals(0x008000, fixture.picture().at(to.x() + 32, to.y() + 22) & 0xffffff);
        input.touchUp(3, FINGER);
        assertEquals("drop", taker.told());
        assertEquals("dropped", giver.told());
        assertEquals(0x008000, fixture.picture().at(to.x() + 36, to.y() + 28) & 0xffffff);
        taker.offer.finish();
        taker.client.roundtrip();
        assertEquals("finished", giver.told());
        input.touchDown(4, FINGER, to.x() + 5, to.y() + 5);
        input.touchUp(5, FINGER);
        assertEquals("down up", taker.told());
    }

    @Test
    void aFingerLiftedWhereNobodyTakesItCancels() throws IOException {
        drag();
        move(to.x() + 30, to.y() + 20);
        input.touchUp(3, FINGER);
        assertEquals("leave cancelled", giver.told());
        assertEquals("enter leave", taker.told());
        assertFalse(fixture.server().dataDevices().isDragging());
    }

    @Test
    void aGestureCancelsTheDrag() throws IOException {
        drag();
        move(to.x() + 30, to.y() + 20);
        taker.accept();
        taker.told();
        input.touchCancelled();
        assertEquals("leave", taker.told());
        assertTrue(giver.told().contains("cancelled"));
        move(from.x() + 1, from.y() + 1);
        input.touchUp(4, FINGER);
        assertEquals("", giver.told());
    }

    @Test
    void anotherFingerIsNoneOfTheDragsBusiness() throws IOException {
        drag();
        input.touchDown(2, FINGER + 1, to.x() + 5, to.y() + 5);
        input.touchMoved(3, FINGER + 1, to.x() + 6, to.y() + 5);
        input.touchUp(4, FINGER + 1);
        assertEquals("down motion up", taker.told());
        input.touchUp(5, FINGER);
        assertEquals("cancelled", giver.told().replace("leave ", ""));
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
        input.touchUp(9, FINGER);
    }

    @Test
    void aSurfaceThatGoesLeavesTheDragAlone() throws IOException {
        drag();
        giver.window.destroy();
        icon.destroy();
        giver.client.roundtrip();
        move(to.x() + 30, to.y() + 20);
        taker.accept();
        input.touchUp(3, FINGER);
        assertTrue(taker.told().endsWith("drop"));
        assertTrue(giver.told().endsWith("dropped"));
        taker.offer.destroy();
        taker.client.roundtrip();
        assertEquals("cancelled", giver.told());
    }

    @Test
    void anOldSerialStartsNothing() throws IOException {
        input.touchDown(1, FINGER, from.x() + 10, from.y() + 10);
        giver.client.roundtrip();
        input.touchUp(2, FINGER);
        giver.device.startDrag(giver.source(), giver.window.surface(), null, giver.serial);
        assertEquals("down up cancelled", giver.told());
        assertFalse(fixture.server().dataDevices().isDragging());
    }
}

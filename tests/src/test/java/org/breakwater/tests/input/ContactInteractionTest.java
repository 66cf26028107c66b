package org.breakwater.tests.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.breakwater.compositor.desktop.Desktop;
import org.breakwater.compositor.glue.SeatInput;
import org.breakwater.compositor.glue.TabletInput;
import org.breakwater.compositor.glue.XdgWindow;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.tablet.Tablet;
import org.breakwater.compositor.tablet.TabletInfo;
import org.breakwater.compositor.tablet.TabletTool;
import org.breakwater.compositor.tablet.ToolInfo;
import org.breakwater.config.OutputMode;
import org.breakwater.render.geometry.Rect;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.XdgToplevel.ResizeEdge;
import org.breakwater.wayland.ZwpTabletToolV2.Type;
import org.breakwater.wayland.ZwpTabletV2.Bustype;
import org.breakwater.wayland.client.ZwpTabletManagerV2Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Windows are moved and resized with tablets' tools and fingers, as with the pointer. */
@ExtendWith(FdLeakExtension.class)
class ContactInteractionTest {
    private static final int STYLUS_BUTTON = 0x14b;
    private static final int LEFT_BUTTON = 0x110;
    private static final int FINGER = 4;

    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(400, 300, 60_000));
    private InputClient client;
    private TestWindow window;
    private TabletInput tablets;
    private SeatInput input;
    private Desktop desktop;
    private Tablet tablet;
    private TabletTool pen;
    private Rect start;

    @BeforeEach
    void setUp() throws IOException {
        client = new InputClient(fixture);
        tablets = fixture.server().tablets();
        input = fixture.server().input();
        desktop = fixture.server().desktop();
        client.bind(ZwpTabletManagerV2Proxy.TYPE).getTabletSeat(client.seat());
        client.seat().getTouch();
        window = new TestWindow(client.client()).map(80, 60, -1);
        fixture.frames(2);
        tablet = tablets.addTablet(new TabletInfo("Board", 0, 0, Bustype.USB, List.of()));
        pen = tablets.addTool(new ToolInfo(Type.PEN, 0, 0, EnumSet.noneOf(
                org.breakwater.wayland.ZwpTabletToolV2.Capability.class)));
        start = bounds(window);
        client.forgetTold();
    }

    private Rect bounds(TestWindow of) {
        Surface surface = fixture.surface(client.client(), of.surface());
        return desktop.boundsOf(desktop.stacking().stream()
                .filter(w -> ((XdgWindow) w).surface() == surface).findFirst().orElseThrow());
    }

    private String told() throws IOException {
        return client.told().replaceAll("zwp_tablet_tool_v2", "tool").replaceAll("(zwp_\\w+)#\\d+", "$1")
                .replace('\n', ' ');
    }

    private void pen(int timeMs, double dx, double dy) {
        tablets.move(pen, tablet, timeMs, start.x() + dx, start.y() + dy);
        tablets.frame(pen, timeMs);
    }

    private void tip(int timeMs, boolean down) {
        tablets.tip(pen, timeMs, down);
        tablets.frame(pen, timeMs);
    }

    private void askToMove(int serial) throws IOException {
        window.toplevel().move(client.seat(), serial);
        client.client().roundtrip();
    }

    @Test
    void aToolMovesAWindowUntilItIsLifted() throws IOException {
        pen(1, 10, 20);
        tip(2, true);
        client.forgetTold();
        askToMove(client.lastSerial());
        assertTrue(desktop.isInteracting());
        assertEquals("tool.up() tool.proximity_out() tool.frame(2)", told());
        pen(3, 25, 15);
        pen(4, 40, 35);
        assertEquals("", told());
        assertEquals(new Rect(start.x() + 30, start.y() + 15, 80, 60), bounds(window));
        tip(5, false);
        assertFalse(desktop.isInteracting());
        assertEquals("tool.proximity_in(_, zwp_tablet_v2, " + InputClient.name(window.surface())
                + ") tool.motion(10, 20) tool.frame(5)", told());
        pen(6, 45, 35);
        assertEquals(start.x() + 30, bounds(window).x());
        assertEquals("tool.motion(15, 20) tool.frame(6)", told());
    }

    @Test
    void aToolsButtonResizesAWindow() throws IOException {
        pen(1, 70, 50);
        tablets.button(pen, 2, STYLUS_BUTTON, true);
        tablets.frame(pen, 2);
        window.toplevel().resize(client.seat(), client.lastSerial(), ResizeEdge.BOTTOM_RIGHT.value());
        client.client().roundtrip();
        window.recentConfigures();
        pen(3, 80, 55);
        assertTrue(window.recentConfigures().toString().contains("90x65"));
        tablets.button(pen, 4, STYLUS_BUTTON, false);
        assertFalse(desktop.isInteracting());
    }

    @Test
    void whatIsNotHeldMovesNothing() throws IOException {
        pen(1, 10, 20);
        int hovering = client.lastSerial();
        askToMove(hovering);
        tip(2, true);
        int down = client.lastSerial();
        tablets.button(pen, 3, STYLUS_BUTTON, true);
        int button = client.lastSerial();
        tablets.button(pen, 3, STYLUS_BUTTON, false);
        askToMove(button);
        assertFalse(desktop.isInteracting(), "the button is up again");
        tip(4, false);
        askToMove(down);
        assertFalse(desktop.isInteracting(), "the tip is up again");
    }

    @Test
    void aToolThatIsTakenAwayLetsGo() throws IOException {
        pen(1, 10, 20);
        tip(2, true);
        askToMove(client.lastSerial());
        tablets.remove(tablet);
        assertFalse(desktop.isInteracting());
    }

    @Test
    void aWindowThatGoesWhileItIsMovedIsLetGo() throws IOException {
        pen(1, 10, 20);
        tip(2, true);
        askToMove(client.lastSerial());
        window.destroy();
        client.client().roundtrip();
        assertFalse(desktop.isInteracting());
        TestWindow next = new TestWindow(client.client()).map(80, 60, -1);
        Rect before = bounds(next);
        pen(3, 30, 40);
        tip(4, false);
        assertEquals(before, bounds(next));
    }

    @Test
    void aFingerMovesAWindowUntilItIsLifted() throws IOException {
        input.touchDown(1, FINGER, start.x() + 10, start.y() + 10);
        askToMove(client.lastSerial());
        assertTrue(desktop.isInteracting());
        client.forgetTold();
        input.touchMoved(2, FINGER, start.x() + 15, start.y() + 30);
        assertEquals(new Rect(start.x() + 5, start.y() + 20, 80, 60), bounds(window));
        input.touchUp(3, FINGER);
        assertFalse(desktop.isInteracting());
        assertEquals("", told());
    }

    @Test
    void aGestureEndsWhatAFingerMoves() throws IOException {
        input.touchDown(1, FINGER, start.x() + 10, start.y() + 10);
        askToMove(client.lastSerial());
        input.touchCancelled();
        assertFalse(desktop.isInteracting());
    }

    @Test
    void whoBeginsLaterMovesTheWindowAlone() throws IOException {
        client.pointer();
        pen(1, 10, 20);
        tip(2, true);
        askToMove(client.lastSerial());
        input.pointerMoved(3, start.x() + 5, start.y() + 5);
        input.pointerButton(4, LEFT_BUTTON, true);
        askToMove(client.lastSerial());
        pen(5, 60, 60);
        assertEquals(start, bounds(window));
        input.pointerMoved(6, start.x() + 15, start.y() + 5);
        tip(7, false);
        assertTrue(desktop.isInteracting());
        assertEquals(new Rect(start.x() + 10, start.y(), 80, 60), bounds(window));
        askToMove(client.lastSerial());
        input.pointerMoved(8, start.x() + 25, start.y() + 5);
        input.pointerButton(9, LEFT_BUTTON, false);
        assertFalse(desktop.isInteracting());
    }
}

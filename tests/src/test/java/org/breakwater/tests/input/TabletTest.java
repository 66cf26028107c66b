package org.breakwater.tests.input;

import static org.breakwater.tests.PixelAssert.assertShows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.breakwater.compositor.glue.TabletInput;
import org.breakwater.compositor.tablet.PadInfo;
import org.breakwater.compositor.tablet.Tablet;
import org.breakwater.compositor.tablet.TabletInfo;
import org.breakwater.compositor.tablet.TabletPad;
import org.breakwater.compositor.tablet.TabletTool;
import org.breakwater.compositor.tablet.ToolInfo;
import org.breakwater.config.OutputMode;
import org.breakwater.tests.Canvas;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.WpCursorShapeDeviceV1;
import org.breakwater.wayland.ZwpTabletToolV2;
import org.breakwater.wayland.ZwpTabletToolV2.Capability;
import org.breakwater.wayland.ZwpTabletToolV2.Type;
import org.breakwater.wayland.ZwpTabletV2.Bustype;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpCursorShapeDeviceV1Proxy;
import org.breakwater.wayland.client.WpCursorShapeManagerV1Proxy;
import org.breakwater.wayland.client.ZwpTabletManagerV2Proxy;
import org.breakwater.wayland.client.ZwpTabletPadGroupV2Proxy;
import org.breakwater.wayland.client.ZwpTabletPadRingV2Proxy;
import org.breakwater.wayland.client.ZwpTabletPadV2Proxy;
import org.breakwater.wayland.client.ZwpTabletSeatV2Proxy;
import org.breakwater.wayland.client.ZwpTabletToolV2Proxy;
import org.breakwater.wayland.client.ZwpTabletV2Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code zwp_tablet_v2}. */
@ExtendWith(FdLeakExtension.class)
class TabletTest {
    private static final int STYLUS_BUTTON = 0x14b;
    private static final int WHITE = 0xffffffff;
    private static final TabletInfo TABLET = new TabletInfo("Board", 0x56a, 0x37a, Bustype.USB,
            List.of("/dev/input/event7"));
    private static final ToolInfo PEN = new ToolInfo(Type.PEN, 0x100000002L, 0x802,
            EnumSet.of(Capability.TILT, Capability.PRESSURE));

    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(320, 240, 60_000));
    private final List<ZwpTabletV2Proxy> tablets = new ArrayList<>();
    private final List<ZwpTabletToolV2Proxy> tools = new ArrayList<>();
    private final List<ZwpTabletPadV2Proxy> pads = new ArrayList<>();
    private InputClient client;
    private TestWindow window;
    private TabletInput input;
    private ZwpTabletSeatV2Proxy seat;
    private String name;

    @BeforeEach
    void connect() throws IOException {
        client = new InputClient(fixture);
        input = fixture.server().tablets();
        seat = listen(client.bind(ZwpTabletManagerV2Proxy.TYPE).getTabletSeat(client.seat()));
        window = client.window();
        name = InputClient.name(window.surface());
    }

    private ZwpTabletSeatV2Proxy listen(ZwpTabletSeatV2Proxy proxy) {
        proxy.listen(new ZwpTabletSeatV2Proxy.Events() {
            @Override
            public void tabletAdded(ZwpTabletV2Proxy id) {
                tablets.add(id);
            }

            @Override
            public void toolAdded(ZwpTabletToolV2Proxy id) {
                tools.add(id);
            }

            @Override
            public void padAdded(ZwpTabletPadV2Proxy id) {
                pads.add(id);
            }
        });
        return proxy;
    }

    /** What the client was told, without the numbers of objects. */
    private String told() throws IOException {
        return client.told().replaceAll("(zwp_\\w+)#\\d+", "$1").replace("new id ", "")
                .replace("zwp_tablet_v2", "tablet").replace("zwp_tablet_", "")
                .replace("zwp_", "").replace("_v2", "");
    }

    @Test
    void devicesAreDescribed() throws IOException {
        input.addTablet(TABLET);
        input.addTool(PEN);
        String described = """
                seat.tablet_added(tablet)
                tablet.name("Board")
                tablet.id(1386, 890)
                tablet.path("/dev/input/event7")
                tablet.bustype(3)
                tablet.done()
                seat.tool_added(tool)
                tool.type(320)
                tool.hardware_serial(1, 2)
                tool.hardware_id_wacom(0, 2050)
                tool.capability(1)
                tool.capability(2)
                tool.done()""";
        assertEquals(described, told());
        // Whoever comes later hears the same.
        client.bind(ZwpTabletManagerV2Proxy.TYPE).getTabletSeat(client.seat());
        assertEquals(described, told());
    }

    @Test
    void aClientOfVersionOneHearsWhatItKnows() throws IOException {
        ZwpTabletManagerV2Proxy old = client.client().registry().bind(
                client.client().name(ZwpTabletManagerV2Proxy.TYPE), ZwpTabletManagerV2Proxy.TYPE,
                1);
        seat.destroy();
        old.getTabletSeat(client.seat());
        client.forgetTold();
        Tablet tablet = input.addTablet(TABLET);
        input.addPad(new PadInfo(List.of(), 0, List.of(new PadInfo.Group(List.of(), 0, 0, 1, 1))),
                tablet);
        assertEquals("""
                seat.tablet_added(tablet)
                tablet.name("Board")
                tablet.id(1386, 890)
                tablet.path("/dev/input/event7")
                tablet.done()
                seat.pad_added(pad)
                pad.group(pad_group)
                pad_group.buttons(array[0])
                pad_group.done()
                pad.done()
                pad.enter(_, tablet, %s)
                pad_group.mode_switch(0, _, 0)""".formatted(name),
                told().replaceAll("mode_switch\\(\\d+, \\d+", "mode_switch(0, _"));
    }

    @Test
    void aPenDrawsALine() throws IOException {
        Tablet tablet = input.addTablet(TABLET);
        TabletTool pen = input.addTool(PEN);
        client.forgetTold();
        input.move(pen, tablet, 1, 10, 20);
        pen.distance(0.5);
        input.frame(pen, 1);
        input.tip(pen, 2, true);
        pen.pressure(1);
        pen.tilt(3, -4.5);
        input.frame(pen, 2);
        input.move(pen, tablet, 3, 11, 20);
        pen.rotation(90);
        pen.slider(-1);
        pen.wheel(15, 1);
        input.frame(pen, 3);
        input.tip(pen, 4, false);
        input.frame(pen, 4);
        input.proximityOut(pen, 5);
        assertEquals("""
                tool.proximity_in(_, tablet, %s)
                tool.motion(10, 20)
                tool.distance(32768)
                tool.frame(1)
                tool.down(_)
                tool.pressure(65535)
                tool.tilt(3, -4.5)
                tool.frame(2)
                tool.motion(11, 20)
                tool.rotation(90)
                tool.slider(-65535)
                tool.wheel(15, 1)
                tool.frame(3)
                tool.up()
                tool.frame(4)
                tool.proximity_out()
                tool.frame(5)""".formatted(name), told());
    }

    @Test
    void whatIsHeldIsReleasedBeforeTheToolLeaves() throws IOException {
        Tablet tablet = input.addTablet(TABLET);
        TabletTool pen = input.addTool(PEN);
        input.move(pen, tablet, 1, 10, 20);
        input.tip(pen, 2, true);
        input.button(pen, 2, STYLUS_BUTTON, true);
        input.button(pen, 2, STYLUS_BUTTON, true);
        input.frame(pen, 2);
        client.forgetTold();
        input.remove(tablet);
        assertEquals("""
                tool.up()
                tool.button(_, 331, 0)
                tool.proximity_out()
                tool.frame(%d)
                tablet.removed()""".formatted(fixture.clock().nanos() / 1_000_000), told());
        assertEquals(null, pen.tablet());
        input.remove(pen);
        assertEquals("tool.removed()", told());
        tools.get(0).setCursor(0, null, 0, 0);
        tools.get(0).destroy();
        tablets.get(0).destroy();
        assertEquals("", told());
    }

    @Test
    void aToolThatTouchesKeepsItsSurface() throws IOException {
        Tablet tablet = input.addTablet(TABLET);
        TabletTool pen = input.addTool(PEN);
        InputClient other = new InputClient(fixture);
        other.bind(ZwpTabletManagerV2Proxy.TYPE).getTabletSeat(other.seat());
        input.move(pen, tablet, 1, 10, 20);
        input.tip(pen, 2, true);
        input.frame(pen, 2);
        TestWindow theirs = other.window();
        client.forgetTold();
        input.move(pen, tablet, 3, 15, 20);
        input.frame(pen, 3);
        assertEquals("tool.motion(15, 20)\ntool.frame(3)", told());
        assertEquals("", other.told());
        input.tip(pen, 4, false);
        input.frame(pen, 4);
        assertEquals("tool.up()\ntool.frame(4)\ntool.proximity_out()\ntool.frame(4)", told());
        assertEquals("zwp_tablet_tool_v2.proximity_in(_, zwp_tablet_v2, "
                + InputClient.name(theirs.surface()) + ")\nzwp_tablet_tool_v2.motion(15, 20)\n"
                + "zwp_tablet_tool_v2.frame(4)",
                other.told().replaceAll("(zwp_\\w+)#\\d+", "$1"));
    }

    @Test
    void aSurfaceThatIsGoneLosesTheTool() throws IOException {
        Tablet tablet = input.addTablet(TABLET);
        TabletTool pen = input.addTool(PEN);
        input.move(pen, tablet, 1, 10, 20);
        input.tip(pen, 1, true);
        input.frame(pen, 1);
        client.forgetTold();
        window.destroy();
        String told = told();
        assertEquals("tool.up()\ntool.proximity_out()\ntool.frame(1)",
                told.substring(told.indexOf("tool.up")));
        input.move(pen, tablet, 2, 11, 20);
        input.tip(pen, 3, false);
        input.frame(pen, 3);
        input.proximityOut(pen, 4);
        assertEquals("", told());
    }

    @Test
    void aClientThatKnowsNoTabletsGetsThePointer() throws IOException {
        InputClient plain = new InputClient(fixture);
        plain.pointer();
        TestWindow theirs = plain.window();
        Tablet tablet = input.addTablet(TABLET);
        TabletTool pen = input.addTool(PEN);
        input.move(pen, tablet, 1, 10, 20);
        input.frame(pen, 1);
        input.tip(pen, 2, true);
        input.tip(pen, 3, false);
        input.tip(pen, 4, true);
        input.proximityOut(pen, 5);
        assertEquals("wl_pointer.enter(_, " + InputClient.name(theirs.surface()) + ", 10, 20)\n"
                + "wl_pointer.frame()\nwl_pointer.button(_, 2, 272, 1)\nwl_pointer.frame()\n"
                + "wl_pointer.button(_, 3, 272, 0)\nwl_pointer.frame()\n"
                + "wl_pointer.button(_, 4, 272, 1)\nwl_pointer.frame()\n"
                + "wl_pointer.button(_, 5, 272, 0)\nwl_pointer.frame()", plain.told());
    }

    @Test
    void aToolHasACursor() throws IOException {
        Tablet tablet = input.addTablet(TABLET);
        TabletTool pen = input.addTool(PEN);
        WlSurfaceProxy image = client.client().surface();
        image.attach(client.client().buffer(4, 4, WHITE).proxy(), 0, 0);
        image.commit();
        input.move(pen, tablet, 1, 100, 100);
        int serial = client.lastSerial();
        tools.get(0).setCursor(serial - 1, image, 0, 0);
        tools.get(0).setCursor(serial, image, 1, 1);
        assertShows(new Canvas(320, 240, 0xff336699).fill(99, 99, 4, 4, WHITE),
                fixture.picture());
        input.move(pen, tablet, 2, 120, 110);
        assertShows(new Canvas(320, 240, 0xff336699).fill(119, 109, 4, 4, WHITE),
                fixture.picture());
        WpCursorShapeDeviceV1Proxy shapes = client.bind(WpCursorShapeManagerV1Proxy.TYPE)
                .getTabletToolV2(tools.get(0));
        tools.get(0).setCursor(serial, null, 0, 0);
        assertShows(new Canvas(320, 240, 0xff336699), fixture.picture());
        shapes.setShape(serial, WpCursorShapeDeviceV1.Shape.CROSSHAIR.value());
        client.client().roundtrip();
        assertEquals(1, input.textureCount());
        input.proximityOut(pen, 3);
        assertEquals(0, input.textureCount());
        assertShows(new Canvas(320, 240, 0xff336699), fixture.picture());
        tools.get(0).destroy();
        shapes.setShape(serial, WpCursorShapeDeviceV1.Shape.TEXT.value());
        client.client().roundtrip();
    }

    @Test
    void aSurfaceIsTheCursorOfOneTool() throws IOException {
        input.addTool(PEN);
        input.addTool(new ToolInfo(Type.ERASER, 0, 0, EnumSet.noneOf(Capability.class)));
        client.forgetTold();
        WlSurfaceProxy image = client.client().surface();
        tools.get(0).setCursor(0, image, 0, 0);
        client.forgetTold();
        tools.get(1).setCursor(0, image, 0, 0);
        client.client().expectError("zwp_tablet_tool_v2", ZwpTabletToolV2.Error.ROLE.value());
    }

    @Test
    void aWindowIsNoCursor() throws IOException {
        input.addTool(PEN);
        client.forgetTold();
        tools.get(0).setCursor(0, window.surface(), 0, 0);
        client.client().expectError("zwp_tablet_tool_v2", ZwpTabletToolV2.Error.ROLE.value());
    }

    @Test
    void aPadActsOnTheSurfaceWithTheKeyboard() throws IOException {
        Tablet tablet = input.addTablet(TABLET);
        client.forgetTold();
        TabletPad pad = input.addPad(new PadInfo(List.of("/dev/input/event8"), 3, List.of(
                new PadInfo.Group(List.of(0, 2), 1, 1, 0, 3),
                new PadInfo.Group(List.of(1), 0, 0, 1, 1))), tablet);
        assertEquals("""
                seat.pad_added(pad)
                pad.group(pad_group)
                pad_group.buttons(array[8])
                pad_group.ring(pad_ring)
                pad_group.strip(pad_strip)
                pad_group.modes(3)
                pad_group.done()
                pad.group(pad_group)
                pad_group.buttons(array[4])
                pad_group.dial(pad_dial)
                pad_group.done()
                pad.path("/dev/input/event8")
                pad.buttons(3)
                pad.done()
                pad.enter(_, tablet, %s)
                pad_group.mode_switch(_, _, 0)
                pad_group.mode_switch(_, _, 0)""".formatted(name), modes(told()));
        pad.button(1, 2, true);
        pad.button(2, 2, false);
        pad.ring(3, 0, 0, 45.5, true);
        pad.ring(4, 0, 0, -1, true);
        pad.strip(5, 0, 0, 0.5, false);
        pad.strip(6, 0, 0, -1, true);
        pad.dial(7, 1, 0, -120);
        pad.mode(8, 0, 2);
        assertEquals("""
                pad.button(1, 2, 1)
                pad.button(2, 2, 0)
                pad_ring.source(1)
                pad_ring.angle(45.5)
                pad_ring.frame(3)
                pad_ring.source(1)
                pad_ring.stop()
                pad_ring.frame(4)
                pad_strip.position(32768)
                pad_strip.frame(5)
                pad_strip.source(1)
                pad_strip.stop()
                pad_strip.frame(6)
                pad_dial.delta(-120)
                pad_dial.frame(7)
                pad_group.mode_switch(_, _, 2)""",
                modes(told().replace("pad.button(_", "pad.button(1")
                        .replaceFirst("pad.button\\(1(, 2, 0)", "pad.button(2$1")));
        window.destroy();
        client.client().roundtrip();
        pad.button(9, 2, true);
        assertEquals("pad.leave(_, " + name + ")", told());
        input.remove(tablet);
        assertEquals("pad.removed()\ntablet.removed()", told());
        pads.get(0).setFeedback(0, "late", 0);
        pads.get(0).destroy();
        client.client().roundtrip();
    }

    @Test
    void whatIsSaidOfItsPartsIsTaken() throws IOException {
        List<ZwpTabletPadRingV2Proxy> rings = new ArrayList<>();
        Tablet tablet = input.addTablet(TABLET);
        ZwpTabletSeatV2Proxy second = client.bind(ZwpTabletManagerV2Proxy.TYPE)
                .getTabletSeat(client.seat());
        second.listen(new ZwpTabletSeatV2Proxy.Events() {
            @Override
            public void padAdded(ZwpTabletPadV2Proxy id) {
                id.listen(new ZwpTabletPadV2Proxy.Events() {
                    @Override
                    public void group(ZwpTabletPadGroupV2Proxy group) {
                        group.listen(new ZwpTabletPadGroupV2Proxy.Events() {
                            @Override
                            public void ring(ZwpTabletPadRingV2Proxy ring) {
                                rings.add(ring);
                            }
                        });
                    }
                });
            }
        });
        client.forgetTold();
        TabletPad pad = input.addPad(new PadInfo(List.of(), 0,
                List.of(new PadInfo.Group(List.of(), 1, 0, 0, 1))), tablet);
        client.forgetTold();
        assertEquals(1, rings.size());
        rings.get(0).setFeedback("turns the page", 1);
        rings.get(0).destroy();
        second.destroy();
        client.forgetTold();
        pad.ring(1, 0, 0, 10, false);
        assertEquals("pad_ring.angle(10)\npad_ring.frame(1)", told());
        assertSame(tablet, pad.tablet());
    }

    @Test
    void aDeadSeatHasNoTablets() throws IOException {
        input.addTablet(TABLET);
        client.forgetTold();
        fixture.server().seat().setCapabilities(EnumSet.noneOf(WlSeat.Capability.class));
        client.client().roundtrip();
        client.bind(ZwpTabletManagerV2Proxy.TYPE).getTabletSeat(client.seat()).destroy();
        client.client().roundtrip();
    }

    private static String modes(String told) {
        return told.replaceAll("mode_switch\\(\\d+, \\d+", "mode_switch(_, _");
    }
}

package org.breakwater.tests.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.breakwater.compositor.backend.libinput.EventType;
import org.breakwater.compositor.backend.libinput.Libinput.Capability;
import org.breakwater.config.Config;
import org.breakwater.config.ConfigReader;
import org.breakwater.config.ConfigResult;
import org.breakwater.config.OutputMode;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestWindow;
import org.breakwater.tests.input.InputClient;
import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.client.ZwpTabletManagerV2Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of the devices' events on the seat, and what clients hear of it. */
@ExtendWith(FdLeakExtension.class)
class DeviceInputTest {
    private static final int KEY_A = 30;
    private static final int KEY_LEFTCTRL = 29;
    private static final int KEY_LEFTALT = 56;
    private static final int KEY_CAPSLOCK = 58;
    private static final int KEY_F2 = 60;
    private static final int KEY_NUMLOCK = 69;
    private static final int KEY_F12 = 88;
    private static final int BTN_LEFT = 0x110;

    @RegisterExtension
    @Order(1)
    final Fixture fixture = new Fixture(new OutputMode(320, 240, 60_000), new OutputMode(200, 100, 60_000));
    @RegisterExtension
    @Order(2)
    final SeatUnderTest seat = new SeatUnderTest(fixture, config("""
            [[input]]
            name = "Second Screen"
            map-to-output = "HEADLESS-2"
            [[input]]
            name = "Everywhere"
            map-to-output = "*"
            [[input]]
            name = "Nowhere"
            map-to-output = "DP-9"
            """));
    private final FakeDevice keyboard = new FakeDevice("Keys", "event0", Capability.KEYBOARD);
    private final FakeDevice mouse = new FakeDevice("Mouse", "event1", Capability.POINTER);
    private final FakeDevice screen = new FakeDevice("Screen", "event2", Capability.TOUCH);
    private InputClient client;
    private TestWindow window;

    @BeforeEach
    void plug() throws IOException {
        seat.libinput().plug(keyboard);
        seat.libinput().plug(mouse);
        seat.libinput().plug(screen);
        fixture.turn();
        client = new InputClient(fixture);
        client.pointer();
        client.seat().getKeyboard();
        client.seat().getTouch();
        window = client.window();
        seat.libinput().does(mouse, new FakeEvent(EventType.POINTER_MOTION_ABSOLUTE).at(0.5, 0.5));
        fixture.turn();
        client.forgetTold();
    }

    @Test
    void keysAndTheirModifiersReachTheWindow() throws IOException {
        press(42);
        press(KEY_A);
        release(KEY_A);
        release(42);
        assertEquals("""
                wl_keyboard.key(_, 2, 42, 1)
                wl_keyboard.modifiers(_, 1, 0, 0, 0)
                wl_keyboard.key(_, 3, 30, 1)
                wl_keyboard.key(_, 4, 30, 0)
                wl_keyboard.key(_, 5, 42, 0)
                wl_keyboard.modifiers(_, 0, 0, 0, 0)""", client.told());
    }

    @Test
    void scrollingBothWaysIsOneFrame() throws IOException {
        seat.libinput().does(mouse, new FakeEvent(EventType.POINTER_SCROLL_FINGER).at(3, -2).vertically(0)
                .horizontally());
        fixture.turn();
        String told = client.told();
        assertEquals(1, count(told, "wl_pointer.frame"), told);
        assertEquals(2, count(told, "wl_pointer.axis("), told);
        assertEquals(1, count(told, "wl_pointer.axis_source(1)"), told);
    }

    @Test
    void placesAreOnTheFirstOutputOrOnTheOneThatIsAskedFor() {
        assertEquals("160.0 120.0", placeOf(mouse));
        assertEquals("420.0 50.0", placeOf(plugged("Second Screen", Capability.POINTER)));
        assertEquals("260.0 120.0", placeOf(plugged("Everywhere", Capability.POINTER)));
        assertEquals("160.0 120.0", placeOf(plugged("Nowhere", Capability.POINTER)));
        FakeDevice builtIn = new FakeDevice("Built in", "event9", Capability.POINTER);
        builtIn.outputName = "HEADLESS-2";
        seat.libinput().plug(builtIn);
        assertEquals("420.0 50.0", placeOf(builtIn));
    }

    @Test
    void fingersArriveWhereTheyAre() throws IOException {
        seat.libinput().does(screen, new FakeEvent(EventType.TOUCH_DOWN).number(0).at(0.25, 0.5));
        seat.libinput().does(screen, new FakeEvent(EventType.TOUCH_DOWN).number(1).at(0.5, 0.5));
        seat.libinput().does(screen, new FakeEvent(EventType.TOUCH_FRAME));
        seat.libinput().does(screen, new FakeEvent(EventType.TOUCH_MOTION).number(1).at(0.75, 0.5));
        seat.libinput().does(screen, new FakeEvent(EventType.TOUCH_UP).number(0));
        seat.libinput().does(screen, new FakeEvent(EventType.TOUCH_UP).number(1));
        seat.libinput().does(screen, new FakeEvent(EventType.TOUCH_FRAME));
        fixture.turn();
        String told = client.told();
        assertTrue(told.contains(", 0, 80, 120)"), told);
        assertTrue(told.contains(", 1, 240, 120)"), told);
        assertEquals(2, count(told, "wl_touch.frame"), told);
        assertEquals(2, count(told, "wl_touch.up"), told);
    }

    @Test
    void touchIsOfferedWhileThereIsATouchScreen() {
        assertTrue(fixture.server().seat().has(WlSeat.Capability.TOUCH));
        seat.seat().setActive(false);
        assertTrue(fixture.server().seat().has(WlSeat.Capability.TOUCH), "it is only away");
        seat.seat().setActive(true);
        seat.libinput().unplug(screen);
        seat.libinput().unplug(keyboard);
        fixture.turn();
        fixture.clock().advanceMillis(500);
        fixture.turn();
        assertFalse(fixture.server().seat().has(WlSeat.Capability.TOUCH));
        assertTrue(fixture.server().seat().has(WlSeat.Capability.KEYBOARD), "a client may bring one");
        seat.libinput().plug(screen);
        fixture.turn();
        assertTrue(fixture.server().seat().has(WlSeat.Capability.TOUCH));
    }

    @Test
    void otherTerminalsAreShownAndNoClientHearsOfTheKey() throws IOException {
        press(KEY_LEFTCTRL);
        press(KEY_LEFTALT);
        client.forgetTold();
        press(KEY_F2);
        release(KEY_F2);
        press(KEY_F12);
        assertEquals("", client.told());
        assertEquals(List.of(2, 12), seat.seat().terminals());
        release(KEY_LEFTALT);
        release(KEY_LEFTCTRL);
        client.forgetTold();
        release(KEY_F12);
        assertEquals("", client.told());
        press(KEY_F2);
        assertEquals(2, seat.seat().terminals().size());
        assertTrue(client.told().contains("60, 1)"));
    }

    @Test
    void whoHoldsControlAndAltGoesOnToTheNextTerminal() throws IOException {
        press(KEY_LEFTCTRL);
        press(KEY_LEFTALT);
        press(KEY_F2);
        comeBackHolding(KEY_LEFTCTRL, KEY_LEFTALT);
        press(KEY_F12);
        release(KEY_F12);
        assertEquals("", client.told());
        assertEquals(List.of(2, 12), seat.seat().terminals());
        seat.assertNothingIsHeld();
        comeBackHolding(KEY_LEFTCTRL, KEY_LEFTALT);
        keyboard.down.clear();
        press(KEY_F12);
        assertEquals(1, count(client.told(), "88, 1)"));
        release(KEY_F12);
        keyboard.down.set(KEY_LEFTCTRL);
        keyboard.down.set(KEY_LEFTALT);
        press(KEY_F12);
        assertEquals(List.of(2, 12), seat.seat().terminals(), "they were told of, if they were pressed since");
    }

    @Test
    void oneOfThemMayHaveBeenPressedSince() throws IOException {
        comeBackHolding(KEY_LEFTCTRL);
        press(KEY_F12);
        release(KEY_F12);
        assertEquals(List.of(), seat.seat().terminals());
        press(KEY_LEFTALT);
        press(KEY_F12);
        assertEquals(List.of(12), seat.seat().terminals());
    }

    @Test
    void whatIsHeldMeansWhatTheKeymapSays() throws IOException {
        comeBackHolding(KEY_CAPSLOCK, KEY_LEFTALT);
        press(KEY_F12);
        assertEquals(List.of(), seat.seat().terminals());
        assertEquals(1, count(client.told(), "88, 1)"));
    }

    @Test
    void lookingForWhatIsHeldLosesNoKey() throws IOException {
        comeBackHolding(KEY_LEFTCTRL);
        seat.libinput().does(keyboard, new FakeEvent(EventType.KEYBOARD_KEY).number(KEY_F12).on(true));
        seat.libinput().afterDispatch = () -> {
            seat.libinput().does(keyboard, new FakeEvent(EventType.KEYBOARD_KEY).number(KEY_F12));
            seat.libinput().does(keyboard, new FakeEvent(EventType.KEYBOARD_KEY).number(KEY_A).on(true));
        };
        fixture.turn();
        String told = client.told();
        assertEquals(1, count(told, "88, 1)"), told);
        assertEquals(1, count(told, "88, 0)"), told);
        assertEquals(1, count(told, "30, 1)"), told);
    }

    /** The session was left and is back, with keys down that nobody tells of. */
    private void comeBackHolding(int... keys) throws IOException {
        seat.seat().setActive(false);
        keyboard.down.clear();
        for (int key : keys) {
            keyboard.down.set(key);
        }
        seat.seat().setActive(true);
        fixture.turn();
        client.forgetTold();
    }

    @Test
    void keysThatAreDownWhenTheSessionLeavesAreReleased() throws IOException {
        press(KEY_LEFTCTRL);
        press(KEY_A);
        seat.libinput().does(mouse, new FakeEvent(EventType.POINTER_BUTTON).number(BTN_LEFT).on(true));
        seat.libinput().does(screen, new FakeEvent(EventType.TOUCH_DOWN).at(0.5, 0.5));
        fixture.turn();
        client.forgetTold();
        seat.seat().setActive(false);
        seat.assertNothingIsHeld();
        String told = client.told();
        assertEquals(2, count(told, "wl_keyboard.key("), told);
        assertTrue(told.contains("wl_keyboard.modifiers(_, 0, 0, 0, 0)"), told);
        assertEquals(1, count(told, "wl_pointer.button("), told);
        assertEquals(1, count(told, "wl_touch.cancel"), told);
        seat.seat().setActive(true);
        press(KEY_A);
        assertEquals(1, count(client.told(), "wl_keyboard.key("));
    }

    @Test
    void lightsFollowTheLocks() {
        tap(KEY_CAPSLOCK);
        assertEquals(2, keyboard.leds);
        tap(KEY_NUMLOCK);
        assertEquals(3, keyboard.leds);
        FakeDevice second = plugged("Keys 2", Capability.KEYBOARD);
        fixture.turn();
        assertEquals(3, second.leds);
        tap(KEY_CAPSLOCK);
        assertEquals(1, keyboard.leds);
        assertEquals(1, second.leds);
    }

    @Test
    void switchesAreSignalled() {
        List<String> seen = new ArrayList<>();
        seat.input().lidChanged().add(closed -> seen.add("lid " + closed));
        seat.input().tabletModeChanged().add(on -> seen.add("tablet mode " + on));
        FakeDevice lid = plugged("Lid", Capability.SWITCH);
        seat.libinput().does(lid, new FakeEvent(EventType.SWITCH_TOGGLE).number(1).on(true));
        seat.libinput().does(lid, new FakeEvent(EventType.SWITCH_TOGGLE).number(2).on(true));
        seat.libinput().does(lid, new FakeEvent(EventType.SWITCH_TOGGLE).number(1).on(false));
        fixture.turn();
        assertEquals(List.of("lid true", "tablet mode true", "lid false"), seen);
    }

    @Test
    void tabletsHaveToolsAndPads() throws IOException {
        listenToTablets();
        FakeDevice pad = new FakeDevice("Pad", "event8", Capability.TABLET_PAD);
        FakeDevice tablet = new FakeDevice("Board", "event7", Capability.TABLET_TOOL);
        pad.group = tablet.group;
        seat.libinput().plug(pad);
        seat.libinput().plug(tablet);
        fixture.turn();
        String plugged = client.told();
        assertTrue(plugged.contains("zwp_tablet_v2.name(\"Board\")"), plugged);
        assertTrue(plugged.contains("zwp_tablet_v2.path(\"/dev/input/event7\")"), plugged);
        assertTrue(plugged.contains("zwp_tablet_pad_v2.buttons(4)"), plugged);
        seat.libinput().does(tablet, new FakeEvent(EventType.TABLET_TOOL_PROXIMITY).tool(2).on(true)
                .at(0.5, 0.5).raw(0.5, 0));
        fixture.turn();
        client.forgetTold();
        seat.libinput().does(tablet, new FakeEvent(EventType.TABLET_TOOL_TIP).tool(2).on(true).at(0.5, 0.5)
                .raw(1, 0));
        seat.libinput().does(pad, new FakeEvent(EventType.TABLET_PAD_RING).at(90, 0).on(true));
        fixture.turn();
        String used = client.told();
        assertTrue(used.contains("zwp_tablet_tool_v2.motion(160, 120)"), used);
        assertTrue(used.contains("zwp_tablet_tool_v2.pressure(65535)"), used);
        assertTrue(used.contains("zwp_tablet_tool_v2.down("), used);
        seat.libinput().unplug(tablet);
        fixture.turn();
        String gone = client.told();
        assertTrue(gone.contains("zwp_tablet_tool_v2.up("), gone);
        assertTrue(gone.contains("zwp_tablet_tool_v2.proximity_out"), gone);
        assertTrue(gone.contains("zwp_tablet_tool_v2.removed"), gone);
        assertTrue(gone.contains("zwp_tablet_pad_v2.removed"), gone);
        assertTrue(gone.contains("zwp_tablet_v2.removed"), gone);
    }

    @Test
    void aToolThatPressesTheLeftButtonLetsGoOfItWhenItsTabletGoes() throws IOException {
        FakeDevice tablet = plugged("Board", Capability.TABLET_TOOL);
        seat.libinput().does(tablet, new FakeEvent(EventType.TABLET_TOOL_PROXIMITY).tool(1).on(true)
                .at(0.5, 0.5));
        seat.libinput().does(tablet, new FakeEvent(EventType.TABLET_TOOL_TIP).tool(1).on(true).at(0.5, 0.5));
        fixture.turn();
        assertTrue(fixture.server().seat().pointer().isAnyPressed());
        seat.libinput().unplug(tablet);
        fixture.turn();
        assertFalse(fixture.server().seat().pointer().isAnyPressed());
        assertEquals(2, count(client.told(), "wl_pointer.button("));
    }

    @Test
    void aToolThatPressesTheLeftButtonKeepsItWhereverItMoves() throws IOException {
        FakeDevice tablet = plugged("Everywhere", Capability.TABLET_TOOL);
        seat.libinput().does(tablet, new FakeEvent(EventType.TABLET_TOOL_PROXIMITY).tool(1).on(true)
                .at(0.25, 0.5));
        seat.libinput().does(tablet, new FakeEvent(EventType.TABLET_TOOL_TIP).tool(1).on(true).at(0.25, 0.5));
        seat.libinput().does(tablet, new FakeEvent(EventType.TABLET_TOOL_AXIS).tool(1).at(0.9, 0.25));
        fixture.turn();
        assertTrue(fixture.server().seat().pointer().isAnyPressed());
        assertEquals(468, fixture.server().pointer().x());
        seat.libinput().does(tablet, new FakeEvent(EventType.TABLET_TOOL_TIP).tool(1).on(false).at(0.9, 0.25));
        fixture.turn();
        assertFalse(fixture.server().seat().pointer().isAnyPressed());
        assertEquals(2, count(client.told(), "wl_pointer.button("));
    }

    private void listenToTablets() throws IOException {
        client.bind(ZwpTabletManagerV2Proxy.TYPE).getTabletSeat(client.seat());
        client.told();
    }

    private FakeDevice plugged(String name, Capability capability) {
        FakeDevice device = new FakeDevice(name, "event" + name.hashCode(), capability);
        seat.libinput().plug(device);
        return device;
    }

    private String placeOf(FakeDevice device) {
        seat.libinput().does(device, new FakeEvent(EventType.POINTER_MOTION_ABSOLUTE).at(0.5, 0.5));
        fixture.turn();
        return fixture.server().pointer().x() + " " + fixture.server().pointer().y();
    }

    private void tap(int key) {
        press(key);
        release(key);
    }

    private void press(int key) {
        seat.libinput().does(keyboard, new FakeEvent(EventType.KEYBOARD_KEY).number(key).on(true));
        fixture.turn();
    }

    private void release(int key) {
        seat.libinput().does(keyboard, new FakeEvent(EventType.KEYBOARD_KEY).number(key));
        fixture.turn();
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static Config config(String toml) {
        return ((ConfigResult.Loaded) ConfigReader.parse(toml, "test")).config();
    }
}

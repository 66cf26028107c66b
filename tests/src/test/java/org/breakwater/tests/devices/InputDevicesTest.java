package org.breakwater.tests.devices;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.breakwater.compositor.backend.libinput.EventType;
import org.breakwater.compositor.backend.libinput.InputDevices;
import org.breakwater.compositor.backend.libinput.Libinput.Capability;
import org.breakwater.compositor.backend.libinput.Libinput.Setting;
import org.breakwater.config.Config;
import org.breakwater.config.ConfigReader;
import org.breakwater.config.ConfigResult;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.tests.FakeClock;
import org.breakwater.tests.FdLeakExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices that come, are used, and go, and libinput's failures. */
@ExtendWith(FdLeakExtension.class)
class InputDevicesTest {
    private static final int KEY_A = 30;
    private static final int KEY_B = 48;
    private static final int BTN_LEFT = 0x110;
    private static final int EIO = 5;

    private final FakeClock clock = new FakeClock();
    private FakeLibinput libinput;
    private final InputSeat seat = new InputSeat();
    private final List<String> told = new ArrayList<>();
    private final FakeDevice keyboard = new FakeDevice("Keys", "event0", Capability.KEYBOARD);
    private final FakeDevice mouse = new FakeDevice("Mouse", "event1", Capability.POINTER)
            .offers(Setting.ACCEL_PROFILE, Setting.NATURAL_SCROLL, Setting.LEFT_HANDED);
    private final FakeDevice screen = new FakeDevice("Screen", "event2", Capability.TOUCH);
    private final FakeDevice touchpad = new FakeDevice("Pad", "event3", Capability.POINTER, Capability.GESTURE)
            .offers(Setting.TAP, Setting.TAP_DRAG, Setting.ACCEL_PROFILE, Setting.NATURAL_SCROLL,
                    Setting.CLICK_METHOD, Setting.SCROLL_METHOD, Setting.DISABLE_WHILE_TYPING);
    private final FakeDevice tablet = new FakeDevice("Tablet", "event4", Capability.TABLET_TOOL);
    private final FakeDevice pad = new FakeDevice("Tablet Pad", "event5", Capability.TABLET_PAD);
    private final FakeDevice lid = new FakeDevice("Lid", "event6", Capability.SWITCH);
    private EventLoop loop;
    private InputDevices devices;

    @BeforeEach
    void open() {
        loop = new EventLoop(clock);
        libinput = new FakeLibinput();
        for (FakeDevice device : List.of(keyboard, mouse, screen, touchpad, tablet, pad, lid)) {
            libinput.plug(device);
        }
    }

    @AfterEach
    void close() {
        if (devices != null) {
            devices.close();
        } else {
            libinput.close();
        }
        libinput.assertClean();
        assertEquals(0, seat.openCount(), "nodes not given back");
        assertEquals(0, loop.uncaughtCount(), "exceptions that reached the loop");
        loop.close();
    }

    @Test
    void allThatArePluggedInAreToldAtOnce() throws IOException {
        start("");
        assertEquals(7, devices.devices().size());
        assertEquals(7, seat.openCount());
    }

    @Test
    void whatADeviceDoesIsTold() throws IOException {
        start("");
        libinput.does(keyboard, key(KEY_A, true));
        libinput.does(keyboard, key(KEY_A, false));
        libinput.does(mouse, new FakeEvent(EventType.POINTER_MOTION).at(2, -3).raw(4, -6));
        libinput.does(mouse, new FakeEvent(EventType.POINTER_MOTION_ABSOLUTE).at(0.25, 0.5));
        libinput.does(mouse, button(BTN_LEFT, true));
        libinput.does(mouse, button(BTN_LEFT, false));
        libinput.does(mouse, new FakeEvent(EventType.POINTER_SCROLL_WHEEL).at(15, 0).vertically(120));
        libinput.does(touchpad, new FakeEvent(EventType.POINTER_SCROLL_FINGER).at(1.5, 2).vertically(0)
                .horizontally());
        libinput.does(touchpad, new FakeEvent(EventType.POINTER_SCROLL_FINGER).vertically(0));
        libinput.does(lid, new FakeEvent(EventType.SWITCH_TOGGLE).number(1).on(true));
        libinput.does(lid, new FakeEvent(EventType.SWITCH_TOGGLE).number(2).on(false));
        assertTold("""
                key 30 down
                key 30 up
                pointer by 2.00 -3.00 raw 4.00 -6.00
                pointer to 0.250 0.500
                button 0x110 down
                button 0x110 up
                axis VERTICAL_SCROLL 15.00 120 WHEEL IDENTICAL
                pointer frame
                axis VERTICAL_SCROLL 1.50 0 FINGER IDENTICAL
                axis HORIZONTAL_SCROLL 2.00 0 FINGER IDENTICAL
                pointer frame
                axis VERTICAL_SCROLL 0.00 0 FINGER IDENTICAL
                pointer frame
                lid closed
                tablet mode off""");
    }

    @Test
    void gesturesAreMadeOneAtATime() throws IOException {
        FakeDevice other = new FakeDevice("Other", "event9", Capability.POINTER, Capability.GESTURE);
        libinput.plug(other);
        start("");
        libinput.does(touchpad, new FakeEvent(EventType.GESTURE_SWIPE_BEGIN).number(3));
        libinput.does(touchpad, new FakeEvent(EventType.GESTURE_SWIPE_UPDATE).at(1, 2));
        libinput.does(other, new FakeEvent(EventType.GESTURE_PINCH_BEGIN).number(2));
        libinput.does(touchpad, new FakeEvent(EventType.GESTURE_SWIPE_UPDATE).at(7, 7));
        libinput.does(touchpad, new FakeEvent(EventType.GESTURE_SWIPE_END));
        libinput.does(other, new FakeEvent(EventType.GESTURE_PINCH_UPDATE).at(1, 0).raw(1.5, 10));
        libinput.does(other, new FakeEvent(EventType.GESTURE_PINCH_END));
        libinput.does(other, new FakeEvent(EventType.GESTURE_HOLD_BEGIN).number(4));
        libinput.does(other, new FakeEvent(EventType.GESTURE_HOLD_END).on(true));
        assertTold("""
                swipe begins 3
                swipe 1.00 2.00
                swipe cancelled
                pinch begins 2
                pinch 1.00 0.00 scale 1.50 by 10.00
                pinch ends
                hold begins 4
                hold cancelled""");
    }

    @Test
    void padsAreTold() throws IOException {
        pad.padModes = 2;
        start("");
        libinput.does(pad, new FakeEvent(EventType.TABLET_PAD_BUTTON).number(2).on(true).in(0, 1));
        libinput.does(pad, new FakeEvent(EventType.TABLET_PAD_BUTTON).number(2).on(false).in(0, 1));
        libinput.does(pad, new FakeEvent(EventType.TABLET_PAD_RING).at(90, 0).on(true));
        libinput.does(pad, new FakeEvent(EventType.TABLET_PAD_RING).at(-1, 0));
        libinput.does(pad, new FakeEvent(EventType.TABLET_PAD_STRIP).at(0.5, 0));
        libinput.does(pad, new FakeEvent(EventType.TABLET_PAD_DIAL).vertically(-120));
        libinput.does(pad, new FakeEvent(EventType.TABLET_PAD_RING).number(5).at(90, 0));
        libinput.does(pad, new FakeEvent(EventType.TABLET_PAD_BUTTON).number(4).on(true).in(0, 1));
        libinput.does(pad, new FakeEvent(EventType.TABLET_PAD_BUTTON).number(1).on(true).in(1, 0));
        assertTold("""
                pad mode 0.1
                pad button 2 down
                pad button 2 up
                pad ring 0.0 90.0 by finger
                pad ring 0.0 -1.0
                pad strip 0.0 0.500
                pad dial 0.0 -120""");
    }

    @Test
    void aKeyThatIsHeldOnTwoKeyboardsIsDownOnce() throws IOException {
        FakeDevice second = new FakeDevice("Keys 2", "event9", Capability.KEYBOARD);
        libinput.plug(second);
        start("");
        libinput.does(keyboard, key(KEY_A, true));
        libinput.does(second, key(KEY_A, true));
        libinput.does(keyboard, key(KEY_A, false));
        libinput.does(second, key(KEY_B, true));
        libinput.does(second, key(KEY_B, true));
        libinput.unplug(second);
        assertTold("""
                key 30 down
                key 48 down
                key 48 up
                key 30 up
                removed Keys 2""");
    }

    @Test
    void whatADeviceHoldsIsReleasedWhenItIsUnplugged() throws IOException {
        start("");
        libinput.does(keyboard, key(KEY_A, true));
        libinput.does(mouse, button(BTN_LEFT, true));
        libinput.does(screen, touch(EventType.TOUCH_DOWN, 0));
        libinput.does(touchpad, new FakeEvent(EventType.GESTURE_SWIPE_BEGIN).number(3));
        libinput.does(tablet, new FakeEvent(EventType.TABLET_TOOL_PROXIMITY).tool(1).on(true).at(0.5, 0.5));
        libinput.does(tablet, new FakeEvent(EventType.TABLET_TOOL_TIP).tool(1).on(true).at(0.5, 0.5));
        libinput.does(tablet, new FakeEvent(EventType.TABLET_TOOL_BUTTON).tool(1).number(0x14b).on(true));
        libinput.does(pad, new FakeEvent(EventType.TABLET_PAD_BUTTON).number(1).on(true));
        loop.dispatch(0);
        told.clear();
        for (FakeDevice device : List.of(keyboard, mouse, screen, touchpad, tablet, pad)) {
            libinput.unplug(device);
        }
        assertTold("""
                key 30 up
                removed Keys
                button 0x110 up
                removed Mouse
                touch cancelled
                removed Screen
                swipe cancelled
                removed Pad
                tool button 0x14b up
                tool tip up
                tool left
                tool 1 removed
                removed Tablet
                pad button 1 up
                removed Tablet Pad""");
        assertEquals(1, devices.devices().size());
        clock.advanceMillis(500);
        assertTold("devices known");
    }

    @Test
    void whatIsToldOfADeviceThatIsGoneIsPassedOver() throws IOException {
        start("");
        libinput.does(keyboard, key(KEY_A, true));
        libinput.unplug(keyboard, key(KEY_A, false), key(KEY_B, true), new FakeEvent(EventType.DEVICE_REMOVED));
        libinput.does(0, key(KEY_B, true));
        libinput.does(0xdead, new FakeEvent(EventType.POINTER_MOTION).at(1, 1));
        libinput.does(0, new FakeEvent(EventType.DEVICE_ADDED));
        assertTold("""
                key 30 down
                key 30 up
                removed Keys""");
    }

    @Test
    void aToolBelongsToTheTabletThatItIsNear() throws IOException {
        start("");
        libinput.does(tablet, new FakeEvent(EventType.TABLET_TOOL_TIP).tool(1).on(true));
        libinput.does(tablet, new FakeEvent(EventType.TABLET_TOOL_AXIS).tool(1).at(0.1, 0.1));
        libinput.does(keyboard, new FakeEvent(EventType.TABLET_TOOL_PROXIMITY).tool(1).on(true));
        assertTold("");
        libinput.does(tablet, new FakeEvent(EventType.TABLET_TOOL_PROXIMITY).tool(3).on(true).at(0.1, 0.2)
                .raw(0.5, -30));
        libinput.does(tablet, new FakeEvent(EventType.TABLET_TOOL_PROXIMITY).tool(3).on(false));
        libinput.does(tablet, new FakeEvent(EventType.TABLET_TOOL_AXIS).tool(3).at(0.9, 0.9));
        assertTold("""
                tool 3 added
                tool to 0.100 0.200
                tool pressure 0.500
                tool distance 0.500
                tool tilt 0.5 -30.0
                tool rotation 0.5
                tool slider 0.500
                tool wheel -30.0 0
                tool frame
                tool left""");
    }

    @Test
    void aDeviceThatMayNotBeOpenedLeavesTheOthersAlone() throws IOException {
        seat.refuse("/dev/input/event1");
        start("");
        assertEquals(6, devices.devices().size());
        libinput.does(keyboard, key(KEY_A, true));
        assertTold("key 30 down");
        seat.allowAll();
        libinput.unplug(mouse);
        libinput.plug(mouse);
        assertTold("added Mouse [POINTER]\ndevices known");
    }

    @Test
    void devicesThatGoBeforeTheSessionIsLeftAreNotMissed() throws IOException {
        start("");
        loop.dispatch(0);
        told.clear();
        libinput.unplug(screen);    // as the daemon has it, who tells of the leaving last
        assertTold("removed Screen");
        seat.setActive(false);
        clock.advanceMillis(10_000);
        loop.dispatch(0);
        assertFalse(told.contains("devices known"), told.toString());
        libinput.plug(screen);
        seat.setActive(true);
        assertEquals("devices known", told.get(told.size() - 1));
        assertEquals(7, devices.devices().size());
    }

    @Test
    void whileTheSessionIsAwayNothingIsHeld() throws IOException {
        start("");
        libinput.does(keyboard, key(KEY_A, true));
        libinput.does(mouse, button(BTN_LEFT, true));
        libinput.does(screen, touch(EventType.TOUCH_DOWN, 3));
        loop.dispatch(0);
        libinput.does(keyboard, key(KEY_B, true));
        told.clear();
        seat.setActive(false);
        assertEquals(0, seat.openCount());
        assertEquals("""
                key 48 down
                key 48 up
                key 30 up
                removed Keys
                button 0x110 up
                removed Mouse
                touch cancelled
                removed Screen
                removed Pad
                removed Tablet
                removed Tablet Pad
                removed Lid""", String.join("\n", told));
        told.clear();
        libinput.plug(new FakeDevice("Late", "event9", Capability.KEYBOARD));
        loop.dispatch(0);
        assertEquals(List.of(), told);
        seat.setActive(true);
        assertEquals(8, seat.openCount());
        assertEquals(8, devices.devices().size());
        assertEquals("devices known", told.get(told.size() - 1));
        told.clear();
        libinput.does(keyboard, key(KEY_A, true));
        assertTold("key 30 down");
    }

    @Test
    void aSeatThatIsNotActiveYetIsWaitedFor() throws IOException {
        seat.setActive(false);
        start("");
        assertEquals(0, devices.devices().size());
        seat.setActive(true);
        assertEquals(7, devices.devices().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 3, 301, 403, 407, 505, 604, 703, 705, 808, 901, 10_000, Integer.MAX_VALUE})
    void eventsOfUnknownTypesArePassedOver(int type) throws IOException {
        start("");
        for (FakeDevice device : List.of(keyboard, mouse, screen, touchpad, tablet, pad, lid)) {
            libinput.does(device, new FakeEvent(type).number(1).on(true).tool(1));
        }
        assertTold("");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e9, -1e9, 1e300,
            Double.MIN_VALUE})
    void noValueIsMoreThanTheRestCanCountWith(double absurd) throws IOException {
        start("[[input]]\nscroll-factor = 100");
        told.clear();
        for (int type = 400; type < 900; type++) {
            for (FakeDevice device : List.of(mouse, screen, touchpad, tablet, pad)) {
                libinput.does(device, new FakeEvent(type).number(1).on(true).tool(1).at(absurd, absurd)
                        .vertically(Integer.MAX_VALUE).horizontally());
            }
        }
        loop.dispatch(0);
        assertFalse(told.isEmpty());
        for (String line : told) {
            assertFalse(line.contains("NaN") || line.contains("Infinity"), line);
            for (String word : line.split(" ")) {
                if (word.matches("-?[0-9.]+")) {
                    assertTrue(Math.abs(Double.parseDouble(word)) <= 120_000, line);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 0x300, 1_000_000_000})
    void absurdNumbersArePassedOver(int number) throws IOException {
        start("");
        libinput.does(keyboard, key(number, true));
        libinput.does(mouse, button(number, true));
        if (number != 0 && number != -1) {
            libinput.does(screen, touch(EventType.TOUCH_DOWN, number));
            libinput.does(pad, new FakeEvent(EventType.TABLET_PAD_BUTTON).number(number).on(true));
            libinput.does(pad, new FakeEvent(EventType.TABLET_PAD_RING).number(number));
            libinput.does(pad, new FakeEvent(EventType.TABLET_PAD_DIAL).number(1).in(number, number));
        }
        libinput.does(lid, new FakeEvent(EventType.SWITCH_TOGGLE).number(number).on(true));
        assertTold("");
    }

    @Test
    void noMoreFingersAreDownThanHaveNumbers() throws IOException {
        FakeDevice second = new FakeDevice("Screen 2", "event9", Capability.TOUCH);
        libinput.plug(second);
        start("");
        for (int slot = 0; slot < 64; slot++) {
            libinput.does(screen, touch(EventType.TOUCH_DOWN, slot));
            libinput.does(second, touch(EventType.TOUCH_DOWN, slot));
        }
        loop.dispatch(0);
        assertEquals(64, told.stream().filter(line -> line.contains(" down ")).distinct().count());
        told.clear();
        libinput.does(second, touch(EventType.TOUCH_CANCEL, 0));
        libinput.does(screen, touch(EventType.TOUCH_UP, 0));
        libinput.does(second, touch(EventType.TOUCH_DOWN, 40));
        assertTold("touch cancelled\ntouch 0 down 0.500 0.500");
    }

    @Test
    void aThousandHotPlugsLeaveNothing() throws IOException {
        start("");
        for (int i = 0; i < 1000; i++) {
            FakeDevice device = new FakeDevice("Stick " + i, "event" + (20 + i % 7), Capability.KEYBOARD,
                    Capability.POINTER, Capability.TOUCH, Capability.TABLET_TOOL);
            libinput.plug(device);
            libinput.does(device, key(KEY_A, true));
            libinput.does(device, button(BTN_LEFT, true));
            libinput.does(device, touch(EventType.TOUCH_DOWN, i % 5));
            libinput.does(device, new FakeEvent(EventType.TABLET_TOOL_PROXIMITY).tool(1 + i).on(true));
            if (i % 3 == 0) {
                loop.dispatch(0);
            }
            libinput.unplug(device);
            if (i % 2 == 0) {
                loop.dispatch(0);
            }
            if (i % 100 == 99) {
                seat.setActive(false);
                seat.setActive(true);
            }
        }
        loop.dispatch(0);
        assertEquals(7, devices.devices().size());
        assertEquals(7, seat.openCount());
        assertEquals(0, told.stream().mapToInt(line -> line.equals("key 30 down") ? 1
                : line.equals("key 30 up") ? -1 : 0).sum());
        assertTrue(told.stream().filter(line -> line.equals("key 30 down")).count() >= 900);
    }

    @Test
    void devicesAreAskedForWhatTheConfigurationSays() throws IOException {
        start("""
                [[input]]
                type = "touchpad"
                tap = true
                accel-speed = 0.5
                natural-scroll = true
                scroll-method = "two-finger"
                click-method = "clickfinger"
                disable-while-typing = false
                [[input]]
                name = "Mouse"
                accel-profile = "flat"
                left-handed = true
                tap = true
                """);
        assertEquals(Map.of(Setting.TAP, 1, Setting.NATURAL_SCROLL, 1, Setting.SCROLL_METHOD, 1,
                Setting.CLICK_METHOD, 2, Setting.DISABLE_WHILE_TYPING, 0), touchpad.settings);
        assertEquals(0.5, touchpad.speed);
        assertEquals(Map.of(Setting.ACCEL_PROFILE, 1, Setting.LEFT_HANDED, 1), mouse.settings);
        assertNull(mouse.speed);
        assertEquals(Map.of(), keyboard.settings);
        libinput.does(touchpad, new FakeEvent(EventType.POINTER_SCROLL_FINGER).at(-2, 0).vertically(0));
        assertTold("axis VERTICAL_SCROLL -2.00 0 FINGER INVERTED\npointer frame");
    }

    @Test
    void anotherConfigurationIsAskedForAtOnceAndOfDevicesThatCome() throws IOException {
        start("[[input]]\ntap = true\naccel-speed = 0.5\nleft-handed = true\n");
        devices.configure(config("[[input]]\ntype = 'touchpad'\ntap = false\n[[input]]\nscroll-factor = 2\n")
                ::input);
        assertEquals(Map.of(Setting.TAP, 0), touchpad.settings);
        assertEquals(0.0, touchpad.speed, "as the device has it by itself");
        assertEquals(Map.of(Setting.LEFT_HANDED, 0), mouse.settings);
        libinput.unplug(touchpad);
        libinput.plug(touchpad);
        libinput.does(mouse, new FakeEvent(EventType.POINTER_SCROLL_WHEEL).at(15, 0).vertically(120));
        loop.dispatch(0);
        assertEquals(Map.of(Setting.TAP, 0), touchpad.settings);
        assertTrue(told.contains("axis VERTICAL_SCROLL 30.00 240 WHEEL IDENTICAL"), told.toString());
    }

    @Test
    void aDeviceThatRefusesASettingIsUsedAsItIs() throws IOException {
        touchpad.status = 2;
        start("[[input]]\ntap = true\naccel-speed = 1\n");
        libinput.does(touchpad, button(BTN_LEFT, true));
        assertTold("button 0x110 down");
    }

    @Test
    void aTouchScreenIsCalibrated() throws IOException {
        screen.calibrates = true;
        start("[[input]]\ncalibration = [0, 1, 0, -1, 0, 1]\n");
        assertArrayEquals(new float[] {0, 1, 0, -1, 0, 1}, screen.calibration);
        devices.configure(config("")::input);
        assertArrayEquals(new float[] {1, 0, 0, 0, 1, 0}, screen.calibration);
    }

    @Test
    void lightsAreThoseOfAllKeyboardsAlsoOfLateOnes() throws IOException {
        start("");
        devices.setLeds(5);
        assertEquals(5, keyboard.leds);
        assertEquals(-1, mouse.leds);
        FakeDevice late = new FakeDevice("Late", "event9", Capability.KEYBOARD);
        keyboard.leds = 0;
        libinput.plug(late);
        loop.dispatch(0);
        assertEquals(5, late.leds);
        assertEquals(5, keyboard.leds);
    }

    @Test
    void aLibinputThatFailsIsAskedAgainLater() throws IOException {
        start("");
        libinput.dispatchResult = -EIO;
        libinput.does(keyboard, key(KEY_A, true));
        for (int i = 0; i < 40; i++) {
            loop.dispatch(0);
        }
        assertFalse(loop.dispatch(0), "the loop rests");
        libinput.dispatchResult = 0;
        clock.advanceMillis(1000);
        loop.dispatch(0);
        assertTold("key 30 down");
    }

    @Test
    void devicesThatCannotBeOpenedAreTriedAgain() throws IOException {
        libinput.resumes = false;
        start("");
        assertFalse(libinput.isRunning());
        clock.advanceMillis(1000);
        loop.dispatch(0);
        libinput.resumes = true;
        assertFalse(libinput.isRunning());
        clock.advanceMillis(1000);
        loop.dispatch(0);
        assertEquals(7, devices.devices().size());
    }

    @Test
    void theEndReleasesWhatIsHeld() throws IOException {
        start("");
        libinput.does(keyboard, key(KEY_A, true));
        loop.dispatch(0);
        told.clear();
        devices.close();
        devices.close();
        assertEquals("key 30 up", told.get(0));
        assertEquals(8, told.size());
        seat.setActive(false);
        seat.setActive(true);
        assertEquals(8, told.size());
    }

    private void start(String toml) throws IOException {
        devices = InputDevices.open(loop, seat, config(toml)::input, new EventText(told::add), libinput::open);
        told.clear();
    }

    /** What was told since the last time, once the loop has turned. */
    private void assertTold(String lines) {
        loop.dispatch(0);
        assertEquals(lines, String.join("\n", told));
        told.clear();
    }

    private static Config config(String toml) {
        return ((ConfigResult.Loaded) ConfigReader.parse(toml, "test")).config();
    }

    private static FakeEvent key(int key, boolean pressed) {
        return new FakeEvent(EventType.KEYBOARD_KEY).number(key).on(pressed);
    }

    private static FakeEvent button(int button, boolean pressed) {
        return new FakeEvent(EventType.POINTER_BUTTON).number(button).on(pressed);
    }

    private static FakeEvent touch(int type, int slot) {
        return new FakeEvent(type).number(slot).at(0.5, 0.5);
    }
}

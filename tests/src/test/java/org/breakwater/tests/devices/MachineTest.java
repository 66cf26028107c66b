package org.breakwater.tests.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.breakwater.compositor.ServerOptions;
import org.breakwater.compositor.backend.drm.DrmOutput;
import org.breakwater.compositor.backend.drm.KmsMode;
import org.breakwater.compositor.backend.libinput.EventType;
import org.breakwater.compositor.backend.libinput.Libinput.Capability;
import org.breakwater.compositor.backend.libinput.Libinput.Setting;
import org.breakwater.compositor.backend.seat.GraphicsCard;
import org.breakwater.compositor.desktop.Desktop;
import org.breakwater.compositor.desktop.Window;
import org.breakwater.config.Config;
import org.breakwater.config.ConfigReader;
import org.breakwater.render.geometry.Rect;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestWindow;
import org.breakwater.tests.boundary.Control;
import org.breakwater.tests.boundary.Log;
import org.breakwater.tests.drm.FakeKms;
import org.breakwater.tests.drm.FakeSeat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A whole machine that does not exist: screens, a panel with a lid, a keyboard; and its configuration, read again. */
@ExtendWith(FdLeakExtension.class)
final class MachineTest {
    private static final KmsMode SMALL = KmsMode.of(64, 48, 60_000, true);
    private static final KmsMode WIDE = KmsMode.of(80, 48, 60_000, false);
    private static final int LID = 1;
    private static final int KEY_LEFTCTRL = 29;
    private static final int KEY_LEFTALT = 56;
    private static final int KEY_F3 = 61;

    private final FakeDevice keyboard = new FakeDevice("Keys", "event0", Capability.KEYBOARD);
    private final FakeDevice touchpad =
            new FakeDevice("Pad", "event1", Capability.POINTER).offers(Setting.TAP, Setting.NATURAL_SCROLL);
    private final FakeDevice lid = new FakeDevice("Lid", "event2", Capability.SWITCH);
    @TempDir
    private Path directory;
    private FakeLibinput libinput;
    private FakeSeat seat;
    private FakeKms kms;
    private GraphicsCard card;
    private Fixture fixture;
    private int panel;
    private int other;

    @BeforeEach
    void start() {
        libinput = new FakeLibinput();
        seat = new FakeSeat();
        kms = new FakeKms(() -> fixture.clock().nanos()).crtc().crtc();
        panel = kms.connector("eDP-1", SMALL, WIDE);
        other = kms.connector("DP-1");
        card = seat.plug(kms);
        for (FakeDevice each : List.of(keyboard, touchpad, lid)) {
            libinput.plug(each);
        }
        fixture = new Fixture(new ServerOptions(Config.defaults(), List.of(), new ServerOptions.Hardware(
                seat, seat, seat.opener(), libinput::open, seat.probes())));
        fixture.open();
        pass(40);
    }

    @AfterEach
    void end() {
        try {
            assertEquals(List.of(), kms.stalls(), "the loop would have waited");
            fixture.close();
            assertEquals("", kms.leftovers());
            libinput.assertClean();
            assertEquals(0, seat.openDevices());
        } finally {
            kms.end();
        }
    }

    private void pass(int millis) {
        for (int i = 0; i < millis; i++) {
            fixture.clock().advanceMillis(1);
            fixture.turn();
        }
    }

    private void lid(boolean closed) {
        libinput.does(lid, new FakeEvent(EventType.SWITCH_TOGGLE).number(LID).on(closed));
        pass(60);
    }

    private void press(int key, boolean down) {
        libinput.does(keyboard, new FakeEvent(EventType.KEYBOARD_KEY).number(key).on(down));
        fixture.turn();
    }

    private void plugOther(KmsMode... modes) {
        kms.plug(other, modes);
        seat.tellChanged(card);
        pass(60);
    }

    private List<String> names() {
        return fixture.server().outputs().stream().map(o -> o.output().name()).toList();
    }

    private int shown(int connector) {
        return kms.pixel(connector, 5, 5);
    }

    private String reload(String text) throws IOException, InterruptedException {
        Path file = directory.resolve("config.toml");
        Files.writeString(file, text);
        try (Control control = new Control(fixture,
                path -> fixture.server().listenForControl(path, () -> ConfigReader.read(file)))) {
            String answer = control.ask("reload").toString();
            pass(60);
            return answer;
        }
    }

    @Test
    void theOnlyPanelGoesDarkWithItsLidAndComesBack() {
        lid(true);
        assertEquals(List.of("eDP-1"), names(), "windows stay where they are");
        assertEquals(-1, shown(panel));
        lid(false);
        assertEquals(fixture.background(), shown(panel));
    }

    @Test
    void windowsLeaveAPanelWhoseLidIsClosedAndComeBack() throws IOException {
        plugOther(WIDE);
        TestWindow window = new TestWindow(fixture.connect()).map(20, 10, 0xffaa0000);
        Desktop desktop = fixture.server().desktop();
        Window shown = desktop.stacking().get(0);
        desktop.moveTo(shown, 10, 20);
        lid(true);
        assertEquals(List.of("DP-1"), names());
        assertEquals(-1, shown(panel));
        assertEquals(new Rect(10, 20, 20, 10), desktop.boundsOf(shown));
        assertEquals(0xaa0000, kms.pixel(other, 15, 25));
        lid(false);
        assertEquals(List.of("DP-1", "eDP-1"), names());
        assertEquals(fixture.server().outputs().get(1).output().geometry().x() + 10, desktop.boundsOf(shown).x());
        assertEquals(0xaa0000, kms.pixel(panel, 15, 25));
        window.destroy();
    }

    @Test
    void theLastOtherScreenIsPulledOutWhileTheLidIsClosed() {
        plugOther(WIDE);
        lid(true);
        plugOther();
        assertEquals(List.of("eDP-1"), names());
        assertEquals(-1, shown(panel), "lit under its lid");
        plugOther(WIDE);
        assertEquals(List.of("DP-1"), names());
        assertEquals(fixture.background(), shown(other));
        plugOther();
        lid(false);
        assertEquals(fixture.background(), shown(panel));
    }

    @Test
    void aLidOpenedWhileTheSessionIsAwayIsOpenWhenItIsBack() {
        lid(true);
        seat.setActive(false);
        pass(40);
        seat.setActive(true);       // its switch says nothing: it is open
        pass(60);
        assertEquals(fixture.background(), shown(panel));
    }

    @Test
    void aLidThatStaysClosedWhileTheSessionIsAway() {
        lid(true);
        seat.setActive(false);
        pass(40);
        seat.setActive(true);
        libinput.does(lid, new FakeEvent(EventType.SWITCH_TOGGLE).number(LID).on(true));
        pass(60);
        assertEquals(-1, shown(panel));
    }

    @Test
    void anotherSwitchThatGoesSaysNothingOfTheLid() {
        FakeDevice dock = new FakeDevice("Dock", "event3", Capability.SWITCH);
        libinput.plug(dock);
        lid(true);
        libinput.unplug(dock);
        pass(60);
        assertEquals(-1, shown(panel));
    }

    @Test
    void aPanelTurnedOffByHandStaysSoWhenTheConfigurationChanges() throws Exception {
        ((DrmOutput) fixture.output().backend()).setPowered(false);
        pass(40);
        reload("""
                [[output]]
                name = "eDP-1"
                mode = "80x48"
                [switches]
                lid-closed = "true"
                """);
        assertEquals(-1, shown(panel));
    }

    @Test
    void thePanelStaysOnWhereTheConfigurationSaysSo() throws Exception {
        assertEquals("{\"changed\":[\"switches\"],\"needs-restart\":[]}", reload("""
                [switches]
                lid-turns-off-panel = false
                """));
        lid(true);
        assertEquals(fixture.background(), shown(panel));
        reload("");
        assertEquals(-1, shown(panel), "asked for with the lid closed");
        reload("""
                [switches]
                lid-turns-off-panel = false
                """);
        assertEquals(fixture.background(), shown(panel));
    }

    @Test
    void theKeysForAnotherTerminalLeaveTheSession() {
        press(KEY_LEFTCTRL, true);
        press(KEY_LEFTALT, true);
        press(KEY_F3, true);
        pass(20);
        assertFalse(seat.isActive());
        long before = kms.commits();
        fixture.server().outputs().forEach(o -> o.sceneOutput().damageWhole());
        pass(60);
        assertEquals(before, kms.commits(), "frames for a screen that is another session's");
        assertEquals(0, fixture.server().seat().keyboard().device().state().depressed(), "keys are stuck");
        seat.setActive(true);
        pass(60);
        assertTrue(kms.commits() > before);
    }

    @Test
    void screensGetAnotherModeAreTurnedOffAndOn() throws Exception {
        plugOther(WIDE);
        reload("""
                [[output]]
                name = "eDP-1"
                mode = "80x48"
                scale = 2
                max-render-time = 5
                [[output]]
                name = "DP-1"
                enabled = false
                """);
        assertEquals(List.of("eDP-1"), names());
        assertEquals(-1, shown(other));
        assertEquals(new Rect(0, 0, 40, 24), fixture.output().output().geometry());
        assertEquals(fixture.background(), kms.pixel(panel, 79, 5));
        reload("");
        assertEquals(List.of("eDP-1", "DP-1"), names());
        assertEquals(fixture.background(), shown(other));
        assertEquals(new Rect(0, 0, 64, 48), fixture.output().output().geometry());
    }

    /** Milliseconds after a refresh; the frame is shown by the next. */
    private int begunAfter(int sequence) {
        kms.flip(sequence);
        fixture.turn();
        long before = kms.commits();
        fixture.output().sceneOutput().damageWhole();
        int millis = 0;
        for (int i = 0; i < 16; i++) {
            pass(1);
            millis += kms.commits() == before ? 1 : 0;
        }
        assertEquals(before + 1, kms.commits());
        return millis;
    }

    @Test
    void aFrameIsBegunWhenTheConfigurationSays() throws Exception {
        kms.setFlipsAtOnce(false);
        fixture.output().sceneOutput().damageWhole();
        fixture.turn();
        begunAfter(1);
        assertTrue(begunAfter(2) > 5, "drawing takes no time on this clock");
        reload("""
                [[output]]
                name = "eDP-1"
                max-render-time = 12
                """);
        begunAfter(6);      // the first in force
        assertEquals(4, begunAfter(7), "16.7 ms less 12");
        reload("""
                [[output]]
                name = "eDP-1"
                max-render-time = 100
                """);
        begunAfter(12);
        assertEquals(0, begunAfter(13), "at once");
        kms.flip(14);
        kms.setFlipsAtOnce(true);
    }

    @Test
    void aModeThatAScreenDoesNotHaveIsToldOnce() throws Exception {
        String wish = """
                [[output]]
                name = "eDP-1"
                mode = "%s"
                """;
        try (Log log = new Log()) {
            reload(wish.formatted("1920x1080"));
            seat.tellChanged(card);
            pass(40);
            assertEquals(new Rect(0, 0, 64, 48), fixture.output().output().geometry());
            assertEquals(1, log.countContaining("eDP-1 has no mode of 1920x1080, but [64x48@60.0, 80x48@60.0]; it gets "
                    + "64x48@60.0"), log.text());
            reload(wish.formatted("80x48"));
            reload(wish.formatted("1920x1080"));
            assertEquals(2, log.countContaining("has no mode"), log.text());
        }
    }

    @Test
    void adaptiveSyncIsTurnedOnAndOff() throws Exception {
        kms.set(panel, "vrr_capable", 1);
        seat.tellChanged(card);
        plugOther(WIDE);
        int crtc = (int) kms.value(other, "CRTC_ID");
        kms.set(other, "vrr_capable", 1);
        plugOther();
        plugOther(WIDE);
        String on = """
                [[output]]
                name = "DP-1"
                adaptive-sync = true
                """;
        reload(on);
        assertTrue(((DrmOutput) fixture.server().outputs().get(1).backend()).isAdaptive());
        assertEquals(1, kms.value(crtc, "VRR_ENABLED"));
        reload("");
        assertEquals(0, kms.value(crtc, "VRR_ENABLED"));
    }

    @Test
    void devicesAreAskedForWhatHasChanged() throws Exception {
        assertEquals(null, touchpad.settings.get(Setting.TAP));
        assertEquals("{\"changed\":[\"input\"],\"needs-restart\":[]}", reload("""
                [[input]]
                name = "Pad"
                tap = true
                natural-scroll = true
                """));
        assertEquals(1, touchpad.settings.get(Setting.TAP));
        assertEquals(1, touchpad.settings.get(Setting.NATURAL_SCROLL));
        reload("""
                [[input]]
                name = "Pad"
                tap = true
                """);
        assertEquals(1, touchpad.settings.get(Setting.TAP));
        assertEquals(0, touchpad.settings.get(Setting.NATURAL_SCROLL), "as the device has it");
    }

    /** What a user writes a configuration by. */
    @Test
    void screensAndDevicesAreListedByTheNamesThatTheConfigurationHas() throws Exception {
        plugOther(WIDE);
        reload("""
                [[output]]
                name = "DP-1"
                transform = "flipped-90"
                position = [-48, 7]
                """);
        try (Control control = new Control(fixture)) {
            assertEquals("[{\"name\":\"Keys\",\"path\":\"/dev/input/event0\",\"types\":[\"keyboard\"]},"
                    + "{\"name\":\"Pad\",\"path\":\"/dev/input/event1\",\"types\":[\"pointer\",\"touchpad\"]},"
                    + "{\"name\":\"Lid\",\"path\":\"/dev/input/event2\",\"types\":[\"switch\"]}]",
                    control.ask("inputs").toString());
            JsonObject screen = control.ask("outputs").getAsJsonArray().get(1).getAsJsonObject();
            assertEquals("DP-1 at -48 7, flipped-90", screen.get("name").getAsString() + " at " + screen.get("x") + " "
                    + screen.get("y") + ", " + screen.get("transform").getAsString());
        }
    }

    @Test
    void theSessionIsLeftWhenTheConfigurationChanges() throws Exception {
        plugOther(WIDE);
        seat.setActive(false);
        pass(20);
        reload("""
                [[output]]
                name = "DP-1"
                enabled = false
                [[input]]
                tap = true
                """);
        assertEquals(List.of("eDP-1", "DP-1"), names());
        seat.setActive(true);
        pass(60);
        assertEquals(List.of("eDP-1"), names());
        assertEquals(1, touchpad.settings.get(Setting.TAP));
    }
}

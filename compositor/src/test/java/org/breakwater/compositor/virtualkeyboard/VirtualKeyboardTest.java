package org.breakwater.compositor.virtualkeyboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.breakwater.compositor.output.TestClient;
import org.breakwater.compositor.seat.Keyboard;
import org.breakwater.compositor.seat.KeyboardDevice;
import org.breakwater.compositor.seat.KeyboardGrab;
import org.breakwater.compositor.seat.KeyRepeat;
import org.breakwater.compositor.seat.SeatSession;
import org.breakwater.compositor.seat.xkb.Keymap;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.shm.Memfd;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.ZwpVirtualKeyboardManagerV1Proxy;
import org.breakwater.wayland.client.ZwpVirtualKeyboardV1Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VirtualKeyboardTest {
    private static final int XKB_V1 = 1;
    private static final int KEY_A = 30;
    private static final int KEY_B = 48;
    private static final int LEFT_SHIFT = 42;

    private SeatSession s;
    private Keyboard keyboard;
    private TestClient typist;
    private WlSeatProxy seat;
    private ZwpVirtualKeyboardManagerV1Proxy manager;
    private ZwpVirtualKeyboardV1Proxy keys;
    private TestClient reader;
    private Surface focused;
    private boolean authorized = true;

    @BeforeEach
    void setUp() throws Exception {
        s = new SeatSession();
        keyboard = s.seat.keyboard();
        new VirtualKeyboards(s.display(), s.seat, new KeyInput() {
            @Override
            public boolean key(KeyboardDevice device, int timeMs, int key, boolean pressed) {
                return keyboard.press(device, timeMs, key, pressed);
            }

            @Override
            public void modifiers(KeyboardDevice device, int depressed, int latched, int locked,
                    int group) {
                keyboard.setModifiers(device, depressed, latched, locked, group);
            }

            @Override
            public void removed(KeyboardDevice device) {
                keyboard.forget(device);
            }
        }, client -> authorized);
        typist = s.connect();
        seat = s.bindSeat(typist, 9);
        manager = typist.bind(ZwpVirtualKeyboardManagerV1Proxy.TYPE, 1);
        keys = manager.createVirtualKeyboard(seat);
        reader = s.connect();
        s.bindSeat(reader, 9).getKeyboard();
        focused = s.shown(reader);
        keyboard.focus(focused);
        told();
    }

    @AfterEach
    void tearDown() {
        typist.close();
        awaitTurns("its files closed", () -> s.display().account().held(Held.FDS) == 0
                && s.display().account().held(Held.KEYMAPS) == 0);
        s.close();
    }

    private void awaitTurns(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("still not so: " + what);
            }
            s.session.turn();
        }
    }

    private static byte[] german() throws Exception {
        try (Keymap keymap = Keymap.compile("evdev", "pc105", "de", "", "")) {
            return (keymap.text() + '\0').getBytes(StandardCharsets.UTF_8);
        }
    }

    private void give(byte[] text) throws Exception {
        try (Memfd file = Memfd.sealed("keymap", text)) {
            keys.keymap(XKB_V1, file.fd(), text.length);
            typist.sync();
        }
    }

    private String told() throws Exception {
        return SeatSession.told(reader).replace("wl_keyboard.", "");
    }

    /** Collects what the focused client is told until it is told this. */
    private String toldUntil(String last) throws Exception {
        StringBuilder all = new StringBuilder();
        awaitTurns(last, () -> {
            try {
                String more = told();
                all.append(all.length() == 0 || more.isEmpty() ? "" : " ").append(more);
                return all.toString().contains(last);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        return all.toString();
    }

    @Test
    void whoHasTooManyKeymapsEnds() throws Exception {
        byte[] german = german();
        long most = s.display().quotas().limit(Held.KEYMAPS);
        try (Memfd file = Memfd.sealed("keymap", german)) {
            for (int i = 0; i < most; i++) {
                keys.keymap(XKB_V1, file.fd(), german.length);
            }
            typist.sync();
            assertTrue(s.display().account().held(Held.KEYMAPS) > 0);
            for (int i = 0; i < 4 * most; i++) {       // some may be read meanwhile
                keys.keymap(XKB_V1, file.fd(), german.length);
            }
            assertEquals("wl_display 2", typist.error());
        }
    }

    @Test
    void keysGoToTheFocusWithTheirOwnKeymap() throws Exception {
        byte[] german = german();
        give(german);
        keys.modifiers(1, 0, 2, 0);
        keys.key(5, KEY_A, 1);
        keys.key(6, KEY_A, 1);
        keys.key(7, KEY_A, 0);
        keys.key(8, KEY_B, 0);
        typist.sync();
        String expected = "keymap(1, fd, " + german.length + ") modifiers(_, 1, 0, 2, 0) "
                + "key(_, 5, 30, 1) key(_, 7, 30, 0)";
        assertEquals(expected, toldUntil("key(_, 7, 30, 0)"));

        keyboard.key(9, KEY_B, true);
        String back = told();
        assertTrue(back.matches("keymap\\(1, fd, \\d+\\) modifiers\\(_, 0, 0, 0, 0\\) "
                + "key\\(_, 9, 48, 1\\)"), back);
        keyboard.key(9, KEY_B, false);
        keys.key(10, KEY_A, 1);
        typist.sync();
        assertEquals("key(_, 9, 48, 0) keymap(1, fd, " + german.length
                + ") modifiers(_, 1, 0, 2, 0) key(_, 10, 30, 1)", told());
        keys.destroy();
        typist.sync();
        String end = told();
        assertTrue(end.matches("key\\(_, 10, 30, 0\\) keymap\\(1, fd, \\d+\\) "
                + "modifiers\\(_, 0, 0, 0, 0\\)"), end);
    }

    @Test
    void aKeysOwnModifiersAreTheClientsMatter() throws Exception {
        give(german());
        keys.key(1, LEFT_SHIFT, 1);
        keys.key(2, LEFT_SHIFT, 0);
        typist.sync();
        String all = toldUntil("key(_, 2, 42, 0)");
        assertTrue(all.endsWith("key(_, 1, 42, 1) key(_, 2, 42, 0)"), all);
    }

    @Test
    void keysOfAClientThatIsGoneArePressedAndReleased() throws Exception {
        give(german());
        keys.key(1, KEY_A, 1);
        typist.display().flush();
        s.session.turn();
        typist.close();
        String all = toldUntil("key(_, 1, 30, 0)");
        assertTrue(all.contains("key(_, 1, 30, 1) key(_, 1, 30, 0)"), all);
    }

    @Test
    void aFileThatIsNoMemoryIsReadToo() throws Exception {
        byte[] german = german();
        Path file = Files.createTempFile("keymap", null);
        Files.write(file, german);
        try (Fd fd = NativeOpen.toRead(file)) {
            keys.keymap(XKB_V1, fd, german.length);
            keys.key(1, KEY_A, 1);
            typist.sync();
        }
        toldUntil("key(_, 1, 30, 1)");
        Files.delete(file);
    }

    @Test
    void aTruncatedKeymapIsAnErrorAndNoMore() throws Exception {
        byte[] german = german();
        try (Memfd file = Memfd.create("keymap", 100)) {
            keys.keymap(XKB_V1, file.fd(), german.length);
            file.truncate(0);
            typist.display().flush();
            s.session.turn();
        }
        assertEquals("zwp_virtual_keyboard_v1 1", awaitError());
        assertEquals("", told());
    }

    @Test
    void aPipeIsNoKeymap() throws Exception {
        Fd[] pipe = Fd.pipe();
        keys.keymap(XKB_V1, pipe[0], 1000);
        typist.display().flush();
        s.session.turn();
        pipe[0].close();
        pipe[1].close();
        assertEquals("zwp_virtual_keyboard_v1 1", awaitError());
    }

    @Test
    void keysBeforeAKeymapAreAnError() throws Exception {
        keys.key(1, KEY_A, 1);
        assertEquals("zwp_virtual_keyboard_v1 0", typist.error());
    }

    @Test
    void modifiersBeforeAKeymapAreAnError() throws Exception {
        keys.modifiers(0, 0, 0, 0);
        assertEquals("zwp_virtual_keyboard_v1 0", typist.error());
    }

    @Test
    void formatAndSizeAreChecked() throws Exception {
        try (Memfd file = Memfd.sealed("keymap", german())) {
            keys.keymap(0, file.fd(), (int) file.size());
            assertEquals("zwp_virtual_keyboard_v1 1", typist.error());
            for (int size : new int[] {0, -1, Keymap.MAX_BYTES + 1}) {
                TestClient other = s.connect();
                other.bind(ZwpVirtualKeyboardManagerV1Proxy.TYPE, 1)
                        .createVirtualKeyboard(s.bindSeat(other, 9))
                        .keymap(XKB_V1, file.fd(), size);
                assertEquals("zwp_virtual_keyboard_v1 1", other.error());
            }
        }
    }

    @Test
    void whoMayNotHasNoKeyboard() throws Exception {
        authorized = false;
        manager.createVirtualKeyboard(seat);
        assertEquals("zwp_virtual_keyboard_manager_v1 0", typist.error());
    }

    @Test
    void keyboardsHaveALimit() throws Exception {
        for (int i = 0; i < 20; i++) {
            manager.createVirtualKeyboard(seat).destroy();
        }
        typist.sync();
        assertTrue(typist.server().isAlive());
        for (int i = 0; i < 20; i++) {
            manager.createVirtualKeyboard(seat);
        }
        assertEquals("wl_display 2", typist.error());
    }

    @Test
    void aKeyboardOfASeatThatIsGoneDoesNothing() throws Exception {
        s.seat.close();
        ZwpVirtualKeyboardV1Proxy late = manager.createVirtualKeyboard(seat);
        late.key(1, KEY_A, 1);
        typist.sync();
        assertTrue(typist.server().isAlive());
    }

    @Test
    void aGrabTakesTheKeysOfTheUserButNotItsOwnClients() throws Exception {
        StringBuilder taken = new StringBuilder();
        KeyboardGrab grab = new KeyboardGrab() {
            @Override
            public boolean takes(KeyboardDevice device) {
                return device.owner() != typist.server();
            }

            @Override
            public void key(KeyboardDevice device, int timeMs, int key, boolean down) {
                taken.append(key).append(down ? "+" : "-");
            }

            @Override
            public void modifiers(KeyboardDevice device) {
                taken.append('m').append(device.state().effective());
            }

            @Override
            public void repeatChanged(KeyRepeat repeat) {
                taken.append('r');
            }

            @Override
            public void cancelled() {
                taken.append('x');
            }
        };
        give(german());
        keyboard.key(1, KEY_B, true);
        keyboard.startGrab(grab);
        keyboard.key(2, KEY_B, false);
        keyboard.key(3, LEFT_SHIFT, true);
        assertEquals("42+m1", taken.toString());
        assertEquals("key(_, 1, 48, 1) key(_, 2, 48, 0)", told());
        keys.key(4, KEY_A, 1);
        keys.key(5, KEY_A, 0);
        typist.display().flush();
        s.session.turn();
        assertTrue(toldUntil("key(_, 5, 30, 0)").contains("keymap"));
        keyboard.focus(null);
        keyboard.focus(focused);
        assertTrue(told().contains("array[0]"), "the grabbed key is not down for clients");
        keyboard.endGrab(grab);
        keyboard.key(6, LEFT_SHIFT, false);
        assertFalse(told().contains("key(_, 6"));
        assertEquals("42+m1", taken.toString());
        keyboard.startGrab(grab);
        keyboard.setRepeat(new KeyRepeat(10, 300));
        keyboard.startGrab(grab);
        assertEquals("42+m1rx", taken.toString());
        keyboard.endGrab(grab);
    }

    private String awaitError() {
        awaitTurns("an error", () -> !typist.server().isAlive());
        return typist.error();
    }
}

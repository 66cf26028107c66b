package org.breakwater.compositor.seat;

import static org.breakwater.compositor.seat.SeatSession.told;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.breakwater.compositor.output.TestClient;
import org.breakwater.compositor.seat.xkb.Keymap;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.WireArray;
import org.breakwater.shm.Memfd;
import org.breakwater.wayland.client.WlKeyboardProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyboardTest {
    private static final int KEY_Q = 16;
    private static final int KEY_A = 30;
    private static final int LEFT_SHIFT = 42;
    private static final int CAPS_LOCK = 58;

    private SeatSession s;
    private TestClient client;
    private Keyboard keyboard;

    @BeforeEach
    void setUp() throws Exception {
        s = new SeatSession();
        client = s.connect();
        keyboard = s.seat.keyboard();
    }

    @AfterEach
    void tearDown() {
        s.close();
    }

    /** Keeps the keymap files that arrive; a test closes them. */
    private static final class KeymapReader implements WlKeyboardProxy.Events {
        private final List<Fd> files = new ArrayList<>();
        private int size;
        private byte[] keys;

        @Override
        public void keymap(int format, Fd fd, int bytes) {
            assertEquals(1, format);
            files.add(fd);
            size = bytes;
        }

        @Override
        public void enter(int serial, WlSurfaceProxy surface, byte[] pressed) {
            keys = pressed;
        }

        Path path(int i) {
            return Path.of("/proc/self/fd/" + files.get(i).raw());
        }

        String text(int i) throws Exception {
            byte[] bytes = Files.readAllBytes(path(i));
            assertEquals(size, bytes.length);
            assertEquals(0, bytes[size - 1]);
            return new String(bytes, 0, size - 1, StandardCharsets.UTF_8);
        }

        void close() {
            files.forEach(Fd::close);
        }
    }

    @Test
    void theKeymapIsSealedAgainstEverything() throws Exception {
        KeymapReader reader = new KeymapReader();
        s.bindSeat(client, 7).getKeyboard().listen(reader);
        client.sync();
        assertEquals(Memfd.SEAL_SEAL | Memfd.SEAL_SHRINK | Memfd.SEAL_GROW | Memfd.SEAL_WRITE,
                NativeFcntl.seals(reader.files.get(0).raw()));
        String text = reader.text(0);
        assertEquals(keyboard.keymap().text(), text);
        assertTrue(text.startsWith("xkb_keymap {"), text.substring(0, 20));
        assertTrue(text.contains("English (US)"));
        reader.close();
    }

    @Test
    void anOldClientWritesOnItsOwnCopyAlone() throws Exception {
        TestClient other = s.connect();
        KeymapReader mine = new KeymapReader();
        KeymapReader theirs = new KeymapReader();
        s.bindSeat(client, 6).getKeyboard().listen(mine);
        s.bindSeat(client, 6).getKeyboard().listen(mine);
        s.bindSeat(other, 3).getKeyboard().listen(theirs);
        client.sync();
        other.sync();
        assertEquals(Memfd.SEAL_SEAL | Memfd.SEAL_SHRINK | Memfd.SEAL_GROW,
                NativeFcntl.seals(mine.files.get(0).raw()));
        String text = theirs.text(0);
        assertEquals(text, mine.text(1));
        Files.write(mine.path(0), new byte[8], StandardOpenOption.WRITE);
        assertEquals(0, mine.text(1).charAt(0));
        assertEquals(text, theirs.text(0));
        mine.close();
        theirs.close();
    }

    @Test
    void keysAndModifiersGoToTheFocus() throws Exception {
        Surface surface = s.shown(client);
        String name = "wl_surface#" + surface.resource().id();
        keyboard.key(1, KEY_Q, true);
        KeymapReader reader = new KeymapReader();
        s.bindSeat(client, 9).getKeyboard().listen(reader);
        told(client);
        reader.close();
        keyboard.focus(surface);
        assertEquals("wl_keyboard.enter(_, " + name
                + ", array[4]) wl_keyboard.modifiers(_, 0, 0, 0, 0)",
                told(client));
        assertArrayEquals(WireArray.ofInts(KEY_Q), reader.keys);
        keyboard.key(2, LEFT_SHIFT, true);
        keyboard.key(3, KEY_A, true);
        keyboard.key(3, KEY_A, true);
        keyboard.key(4, KEY_A, false);
        keyboard.key(4, KEY_A, false);
        keyboard.key(5, LEFT_SHIFT, false);
        assertEquals("wl_keyboard.key(_, 2, 42, 1) wl_keyboard.modifiers(_, 1, 0, 0, 0) "
                + "wl_keyboard.key(_, 3, 30, 1) wl_keyboard.key(_, 4, 30, 0) "
                + "wl_keyboard.key(_, 5, 42, 0) wl_keyboard.modifiers(_, 0, 0, 0, 0)",
                told(client));
        keyboard.key(6, CAPS_LOCK, true);
        keyboard.key(7, CAPS_LOCK, false);
        assertEquals("wl_keyboard.key(_, 6, 58, 1) wl_keyboard.modifiers(_, 2, 0, 2, 0) "
                + "wl_keyboard.key(_, 7, 58, 0) wl_keyboard.modifiers(_, 0, 0, 2, 0)",
                told(client));
        assertEquals(2, keyboard.modifiers());
    }

    @Test
    void leaveComesBeforeEnter() throws Exception {
        TestClient other = s.connect();
        s.bindSeat(client, 4).getKeyboard();
        s.bindSeat(other, 3).getKeyboard();
        Surface mine = s.shown(client);
        Surface mineToo = s.shown(client);
        Surface theirs = s.shown(other);
        keyboard.focus(mine);
        assertEquals("wl_seat.capabilities(7) wl_seat.name(\"seat0\") wl_keyboard.keymap(1, fd, "
                + keymapBytes()
                + ") wl_keyboard.repeat_info(25, 600) wl_keyboard.enter(_, wl_surface#"
                + mine.resource().id() + ", array[0]) wl_keyboard.modifiers(_, 0, 0, 0, 0)",
                told(client));
        keyboard.focus(mineToo);
        keyboard.focus(mineToo);
        assertEquals("wl_keyboard.leave(_, wl_surface#" + mine.resource().id()
                + ") wl_keyboard.enter(_, wl_surface#" + mineToo.resource().id()
                + ", array[0]) wl_keyboard.modifiers(_, 0, 0, 0, 0)", told(client));
        keyboard.focus(theirs);
        assertEquals("wl_keyboard.leave(_, wl_surface#" + mineToo.resource().id() + ")",
                told(client));
        assertEquals("wl_seat.capabilities(7) wl_seat.name(\"seat0\") wl_keyboard.keymap(1, fd, "
                + keymapBytes() + ") wl_keyboard.enter(_, wl_surface#" + theirs.resource().id()
                + ", array[0]) wl_keyboard.modifiers(_, 0, 0, 0, 0)", told(other));
        other.close();
        s.session.turn();
        assertNull(keyboard.focus());
        assertNull(keyboard.focusedClient());
    }

    private int keymapBytes() {
        return keyboard.keymap().text().getBytes(StandardCharsets.UTF_8).length + 1;
    }

    @Test
    void aPopupHoldsTheKeysUntilItIsUnmapped() throws Exception {
        Surface window = s.shown(client);
        Surface popup = s.shown(client);
        Surface later = s.shown(client);
        keyboard.focus(window);
        keyboard.holdFocus(popup);
        assertSame(popup, keyboard.focus());
        keyboard.focus(later);
        assertSame(popup, keyboard.focus());
        popup.unmap();
        assertSame(later, keyboard.focus());
        later.unmap();
        assertNull(keyboard.focus());
    }

    @Test
    void repeatAndKeymapCanChange() throws Exception {
        s.bindSeat(client, 9).getKeyboard();
        s.bindSeat(client, 3).getKeyboard();
        keyboard.focus(s.shown(client));
        keyboard.key(1, LEFT_SHIFT, true);
        told(client);
        keyboard.setRepeat(KeyRepeat.DEFAULT);
        keyboard.setRepeat(new KeyRepeat(0, 100));
        assertEquals("wl_keyboard.repeat_info(0, 100)", told(client));
        keyboard.setKeymap(Keymap.compile("evdev", "pc105", "de", "", ""));
        String keymap = "wl_keyboard.keymap(1, fd, " + keymapBytes() + ")";
        assertEquals(keymap + " " + keymap + " wl_keyboard.modifiers(_, 1, 0, 0, 0) "
                + "wl_keyboard.modifiers(_, 1, 0, 0, 0)", told(client));
        assertTrue(keyboard.keymap().text().contains("German"));
        keyboard.key(2, LEFT_SHIFT, false);
        assertEquals(0, keyboard.modifiers());
    }

    @Test
    void aKeymapThatCannotBeUsedChangesNothing() throws Exception {
        s.bindSeat(client, 9).getKeyboard();
        keyboard.focus(s.shown(client));
        told(client);
        Keymap before = keyboard.keymap();
        int bytes = keymapBytes();
        Keymap useless = Keymap.compile("evdev", "pc105", "de", "", "");
        useless.close();
        assertThrows(IllegalStateException.class, () -> keyboard.setKeymap(useless));
        assertSame(before, keyboard.keymap());
        assertEquals(bytes, keymapBytes());
        keyboard.key(1, LEFT_SHIFT, true);
        assertEquals("wl_keyboard.key(_, 1, 42, 1) wl_keyboard.modifiers(_, 1, 0, 0, 0)", told(client));
        keyboard.key(2, LEFT_SHIFT, false);
    }

    @Test
    void aHeldKeyIsRepeatedForWhoKnowsOfIt() throws Exception {
        TestClient old = s.connect();
        s.bindSeat(client, 10).getKeyboard();
        s.bindSeat(old, 9).getKeyboard();
        assertTrue(told(client).endsWith("wl_keyboard.repeat_info(0, 600)"));
        assertTrue(told(old).endsWith("wl_keyboard.repeat_info(25, 600)"));
        keyboard.focus(s.shown(client));
        told(client);
        keyboard.key(1000, KEY_A, true);
        keyboard.key(1001, LEFT_SHIFT, true);
        s.session.pass(599);
        assertEquals("wl_keyboard.key(_, 1000, 30, 1) wl_keyboard.key(_, 1001, 42, 1) "
                + "wl_keyboard.modifiers(_, 1, 0, 0, 0)", told(client));
        s.session.pass(1);
        s.session.pass(40);
        assertEquals("wl_keyboard.key(_, 1600, 30, 2) wl_keyboard.key(_, 1640, 30, 2)", told(client));
        s.session.pass(400);
        assertEquals("wl_keyboard.key(_, 2040, 30, 2)", told(client), "one for all that are late");
        keyboard.key(3000, KEY_Q, true);
        s.session.pass(600);
        assertEquals("wl_keyboard.key(_, 3000, 16, 1) wl_keyboard.key(_, 3600, 16, 2)", told(client));
        keyboard.key(3601, KEY_A, false);
        s.session.pass(40);
        keyboard.key(3641, KEY_Q, false);
        s.session.pass(1000);
        assertEquals("wl_keyboard.key(_, 3601, 30, 0) wl_keyboard.key(_, 3640, 16, 2) "
                + "wl_keyboard.key(_, 3641, 16, 0)", told(client));
        assertEquals("", told(old));
    }

    @Test
    void repeatsEndWithTheFocusAndAtTheRateOfNone() throws Exception {
        s.bindSeat(client, 10).getKeyboard();
        keyboard.focus(s.shown(client));
        keyboard.key(1, KEY_A, true);
        s.session.pass(700);
        assertTrue(told(client).contains("30, 2)"));
        keyboard.focus(null);
        keyboard.focus(s.shown(client));
        told(client);
        s.session.pass(700);
        assertEquals("", told(client));
        keyboard.key(2, KEY_Q, true);
        keyboard.setRepeat(new KeyRepeat(0, 100));
        s.session.pass(700);
        keyboard.key(3, KEY_Q, false);
        keyboard.key(4, KEY_Q, true);
        s.session.pass(700);
        assertEquals("wl_keyboard.key(_, 2, 16, 1) wl_keyboard.repeat_info(0, 100) "
                + "wl_keyboard.key(_, 3, 16, 0) wl_keyboard.key(_, 4, 16, 1)", told(client));
    }

    @Test
    void whoDoesNotReadIsToldOfNoRepeats() throws Exception {
        s.bindSeat(client, 10).getKeyboard();
        Surface surface = s.shown(client);
        keyboard.focus(surface);
        keyboard.key(1, KEY_A, true);
        s.session.turn();
        for (int i = 0; !surface.resource().client().isCongested(); i++) {
            keyboard.setModifiers(keyboard.device(), i & 1, 0, 0, 0);
            s.session.turn();
        }
        int waiting = surface.resource().client().pendingOutput();
        s.session.pass(700);
        s.session.pass(40);
        assertEquals(waiting, surface.resource().client().pendingOutput());
        told(client);
        told(client);
        s.session.pass(40);
        assertEquals("wl_keyboard.key(_, 781, 30, 2)", told(client));
    }

    @Test
    void noDescriptorIsLeft() throws Exception {
        useKeymaps();
        long before = openFds();
        for (int i = 0; i < 20; i++) {
            useKeymaps();
        }
        long after = openFds();     // what an earlier test had open may have been closed since
        assertTrue(after <= before, () -> before + " descriptors, and then " + after);
    }

    private static void useKeymaps() throws Exception {
        KeyboardTest run = new KeyboardTest();
        run.setUp();
        run.anOldClientWritesOnItsOwnCopyAlone();
        run.tearDown();
        run.setUp();
        run.repeatAndKeymapCanChange();
        run.tearDown();
    }

    private static long openFds() throws IOException {
        try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
            return fds.count();
        }
    }
}

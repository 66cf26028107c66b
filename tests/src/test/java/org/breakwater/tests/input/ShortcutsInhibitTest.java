package org.breakwater.tests.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.stream.Collectors;
import org.breakwater.compositor.shortcutsinhibit.ShortcutsInhibitors;
import org.breakwater.config.OutputMode;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.ZwpKeyboardShortcutsInhibitManagerV1.Error;
import org.breakwater.wayland.client.ZwpKeyboardShortcutsInhibitManagerV1Proxy;
import org.breakwater.wayland.client.ZwpKeyboardShortcutsInhibitorV1Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code zwp_keyboard_shortcuts_inhibit_manager_v1}. */
@ExtendWith(FdLeakExtension.class)
class ShortcutsInhibitTest {
    private static final String ACTIVE = "zwp_keyboard_shortcuts_inhibitor_v1.active()";
    private static final String INACTIVE = "zwp_keyboard_shortcuts_inhibitor_v1.inactive()";

    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(320, 240, 60_000));
    private InputClient client;
    private TestWindow window;
    private ZwpKeyboardShortcutsInhibitManagerV1Proxy manager;
    private ShortcutsInhibitors shortcuts;

    @BeforeEach
    void connect() throws IOException {
        client = new InputClient(fixture);
        window = client.window();
        manager = client.bind(ZwpKeyboardShortcutsInhibitManagerV1Proxy.TYPE);
        shortcuts = fixture.server().shortcuts();
    }

    @Test
    void itIsActiveWhileTheSurfaceHasTheKeyboard() throws IOException {
        assertFalse(shortcuts.isInhibited());
        ZwpKeyboardShortcutsInhibitorV1Proxy inhibitor =
                manager.inhibitShortcuts(window.surface(), client.seat());
        assertEquals(ACTIVE, client.told());
        assertTrue(shortcuts.isInhibited());
        InputClient other = new InputClient(fixture);
        TestWindow theirs = other.window();
        assertFalse(shortcuts.isInhibited());
        assertFalse(shortcuts.grant(false));
        assertEquals("", client.told());
        theirs.destroy();
        other.client().roundtrip();
        assertEquals(ACTIVE, client.told());
        assertTrue(shortcuts.isInhibited());
        inhibitor.destroy();
        client.client().roundtrip();
        assertFalse(shortcuts.isInhibited());
        manager.inhibitShortcuts(window.surface(), client.seat());
        assertEquals(ACTIVE, client.told());
    }

    @Test
    void theUserHasTheLastWord() throws IOException {
        manager.inhibitShortcuts(window.surface(), client.seat());
        client.forgetTold();
        assertTrue(shortcuts.grant(false));
        assertTrue(shortcuts.grant(false));
        assertEquals(INACTIVE, client.told());
        assertFalse(shortcuts.isInhibited());
        assertTrue(shortcuts.grant(true));
        assertEquals(ACTIVE, client.told());
        assertTrue(shortcuts.isInhibited());
    }

    @Test
    void aSurfaceThatIsGoneWantsNothing() throws IOException {
        ZwpKeyboardShortcutsInhibitorV1Proxy inhibitor =
                manager.inhibitShortcuts(window.surface(), client.seat());
        client.forgetTold();
        window.destroy();
        assertEquals("", client.told().lines().filter(line -> line.startsWith("zwp"))
                .collect(Collectors.joining()));
        assertFalse(shortcuts.isInhibited());
        inhibitor.destroy();
        client.client().roundtrip();
    }

    @Test
    void aSurfaceWithoutTheKeyboardWaits() throws IOException {
        manager.inhibitShortcuts(client.client().surface(), client.seat());
        assertEquals("", client.told());
    }

    @Test
    void aSurfaceHasOne() throws IOException {
        manager.inhibitShortcuts(window.surface(), client.seat());
        manager.inhibitShortcuts(window.surface(), client.seat());
        client.client().expectError("zwp_keyboard_shortcuts_inhibit_manager_v1",
                Error.ALREADY_INHIBITED.value());
    }
}

package org.breakwater.compositor.seat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.breakwater.compositor.seat.xkb.KeyState;
import org.breakwater.compositor.seat.xkb.Keymap;
import org.breakwater.compositor.seat.xkb.KeymapException;
import org.junit.jupiter.api.Test;

class KeymapTest {
    @Test
    void namesThatMeanNothingAreAnError() {
        KeymapException error = assertThrows(KeymapException.class,
                () -> Keymap.compile("evdev", "pc105", "no-such-layout", "", ""));
        assertTrue(error.getMessage().contains("no-such-layout"), error.getMessage());
    }

    @Test
    void aStateOutlivesItsKeymapAndFollowsGroups() throws Exception {
        Keymap keymap = Keymap.compile("evdev", "pc105", "us,de", "", "grp:menu_toggle");
        KeyState state = keymap.newState();
        keymap.close();
        keymap.close();
        assertThrows(IllegalStateException.class, keymap::newState);
        assertFalse(state.update(30, true));
        assertTrue(state.update(29, true));
        assertEquals(KeyState.CONTROL, state.effective());
        assertTrue(state.update(29, false));
        assertEquals(0, state.group());
        assertTrue(state.update(127, true));
        assertEquals(1, state.group());
        state.lock(KeyState.CAPS_LOCK, 0);
        assertEquals(KeyState.CAPS_LOCK, state.locked());
        assertEquals(0, state.latched());
        assertEquals(0, state.depressed());
        state.close();
        state.close();
    }
}

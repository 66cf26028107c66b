package org.breakwater.compositor.glue;

import java.util.BitSet;
import java.util.function.IntConsumer;
import org.breakwater.compositor.seat.xkb.KeyState;

/**
 * The keys that show another virtual terminal: those that the keymap says do so, and Ctrl+Alt with F1 to F12
 * whatever it says, so that a strange keymap locks nobody in. No client hears of them.
 */
final class TerminalKeys {
    private static final int SWITCH_VT_1 = 0x1008fe01;
    private static final int SWITCH_VT_12 = 0x1008fe0c;
    private static final int KEY_F1 = 59;
    private static final int KEY_F10 = 68;
    private static final int KEY_F11 = 87;
    private static final int KEY_F12 = 88;

    private final IntConsumer switchTo;
    private final BitSet taken = new BitSet();

    TerminalKeys(IntConsumer switchTo) {
        this.switchTo = switchTo;
    }

    /** Whether this is such a key, and has done its work. */
    boolean takes(KeyState state, int key, boolean pressed) {
        if (!pressed) {
            boolean ours = taken.get(key);
            taken.clear(key);
            return ours;
        }
        int terminal = terminal(state, key);
        if (terminal == 0) {
            return false;
        }
        taken.set(key);
        switchTo.accept(terminal);
        return true;
    }

    private static int terminal(KeyState state, int key) {
        int keysym = state.keysym(key);
        if (keysym >= SWITCH_VT_1 && keysym <= SWITCH_VT_12) {
            return keysym - SWITCH_VT_1 + 1;
        }
        int both = KeyState.CONTROL | KeyState.ALT;
        return (state.depressed() & both) == both ? functionKey(key) : 0;
    }

    private static int functionKey(int key) {
        if (key >= KEY_F1 && key <= KEY_F10) {
            return key - KEY_F1 + 1;
        }
        return switch (key) {
            case KEY_F11 -> 11;
            case KEY_F12 -> 12;
            default -> 0;
        };
    }
}

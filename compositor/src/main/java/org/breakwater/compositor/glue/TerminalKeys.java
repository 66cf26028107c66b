package org.breakwater.compositor.glue;

import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.breakwater.compositor.seat.xkb.KeyState;

/**
 * The keys that show another virtual terminal: those that the keymap says do so, and Ctrl+Alt with F1 to F12
 * whatever it says, so that a strange keymap locks nobody in. No client hears of them. Ctrl and Alt count that were
 * held when the session came back, and have been since: who goes on to the next terminal need not let go of them.
 */
final class TerminalKeys {
    private static final int SWITCH_VT_1 = 0x1008fe01;
    private static final int SWITCH_VT_12 = 0x1008fe0c;
    private static final int CONTROL_L = 0xffe3;
    private static final int CONTROL_R = 0xffe4;
    private static final int META_L = 0xffe7;
    private static final int META_R = 0xffe8;
    private static final int ALT_L = 0xffe9;
    private static final int ALT_R = 0xffea;
    private static final int KEY_F1 = 59;
    private static final int KEY_F10 = 68;
    private static final int KEY_F11 = 87;
    private static final int KEY_F12 = 88;

    private final IntConsumer switchTo;
    private final BitSet taken = new BitSet();
    private Supplier<BitSet> heldBefore = BitSet::new;

    TerminalKeys(IntConsumer switchTo) {
        this.switchTo = switchTo;
    }

    /** See {@link DeviceInput#setHeldBefore}. */
    void setHeldBefore(Supplier<BitSet> keys) {
        heldBefore = keys;
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

    private int terminal(KeyState state, int key) {
        int keysym = state.keysym(key);
        if (keysym >= SWITCH_VT_1 && keysym <= SWITCH_VT_12) {
            return keysym - SWITCH_VT_1 + 1;
        }
        int terminal = functionKey(key);
        return terminal != 0 && isControlAlt(state) ? terminal : 0;
    }

    private boolean isControlAlt(KeyState state) {
        int both = KeyState.CONTROL | KeyState.ALT;
        int down = state.depressed() & both;
        if (down != both) {
            down |= heldBefore.get().stream().map(key -> modifier(state.keysym(key))).reduce(0, (a, b) -> a | b);
        }
        return (down & both) == both;
    }

    private static int modifier(int keysym) {
        return switch (keysym) {
            case CONTROL_L, CONTROL_R -> KeyState.CONTROL;
            case ALT_L, ALT_R, META_L, META_R -> KeyState.ALT;
            default -> 0;
        };
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

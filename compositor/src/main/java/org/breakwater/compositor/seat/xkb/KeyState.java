package org.breakwater.compositor.seat.xkb;

import jnr.ffi.Pointer;

/**
 * Which modifiers and which layout are in effect, followed key by key. Masks are those of the
 * keymap; bit 0 is Shift, bit 1 Lock, bit 2 Control, bit 3 Mod1 in every keymap. Owns native memory until
 * {@link #close}. Loop thread.
 */
public final class KeyState implements AutoCloseable {
    public static final int SHIFT = 1;
    public static final int CAPS_LOCK = 1 << 1;
    public static final int CONTROL = 1 << 2;
    public static final int ALT = 1 << 3;
    public static final int LED_NUM = 1;
    public static final int LED_CAPS = 1 << 1;
    public static final int LED_SCROLL = 1 << 2;

    /** Linux key codes lie so far below those of XKB. */
    static final int XKB_OFFSET = 8;

    private final int numLed;
    private final int capsLed;
    private final int scrollLed;
    private Pointer state;
    private int depressed;
    private int latched;
    private int locked;
    private int group;

    KeyState(Pointer keymap) {
        state = NativeXkb.Loaded.XKB.xkb_state_new(keymap);
        if (state == null) {
            throw new OutOfMemoryError("xkb_state_new");
        }
        numLed = NativeXkb.Loaded.XKB.xkb_keymap_led_get_index(keymap, "Num Lock");
        capsLed = NativeXkb.Loaded.XKB.xkb_keymap_led_get_index(keymap, "Caps Lock");
        scrollLed = NativeXkb.Loaded.XKB.xkb_keymap_led_get_index(keymap, "Scroll Lock");
    }

    /** Takes note of a key; says whether a mask or the layout changed. */
    public boolean update(int linuxKeycode, boolean pressed) {
        int changed = NativeXkb.Loaded.XKB.xkb_state_update_key(state, linuxKeycode + XKB_OFFSET,
                pressed ? NativeXkb.KEY_DOWN : NativeXkb.KEY_UP);
        return changed != 0 && read();
    }

    /**
     * Locks modifiers and a layout, as another state has them: what survives a change of keymap.
     */
    public void lock(int lockedModifiers, int layout) {
        NativeXkb.Loaded.XKB.xkb_state_update_mask(state, 0, 0, lockedModifiers, 0, 0, layout);
        read();
    }

    /**
     * Sets all of it, as a client does that follows the keys itself. Bits that the keymap has no
     * modifier for are lost.
     */
    public void set(int depressedModifiers, int latchedModifiers, int lockedModifiers, int layout) {
        NativeXkb.Loaded.XKB.xkb_state_update_mask(state, depressedModifiers, latchedModifiers,
                lockedModifiers, 0, 0, layout);
        read();
    }

    /** Modifiers that are held. */
    public int depressed() {
        return depressed;
    }

    /** Modifiers that hold until the next key. */
    public int latched() {
        return latched;
    }

    /** Modifiers that hold until they are pressed again. */
    public int locked() {
        return locked;
    }

    public int effective() {
        return depressed | latched | locked;
    }

    /** The layout in effect, counted from 0. */
    public int group() {
        return group;
    }

    /** What a key would be now, as a number of xkbcommon-keysyms.h; 0: nothing, or several at once. */
    public int keysym(int linuxKeycode) {
        return NativeXkb.Loaded.XKB.xkb_state_key_get_one_sym(state, linuxKeycode + XKB_OFFSET);
    }

    /** The lights that are to be on: LED bits. */
    public int leds() {
        return (isLit(numLed) ? LED_NUM : 0) | (isLit(capsLed) ? LED_CAPS : 0)
                | (isLit(scrollLed) ? LED_SCROLL : 0);
    }

    @Override
    public void close() {
        if (state != null) {
            NativeXkb.Loaded.XKB.xkb_state_unref(state);
            state = null;
        }
    }

    private boolean isLit(int led) {
        return NativeXkb.Loaded.XKB.xkb_state_led_index_is_active(state, led) > 0;
    }

    private boolean read() {
        NativeXkb.Xkb xkb = NativeXkb.Loaded.XKB;
        int nowDepressed = xkb.xkb_state_serialize_mods(state, NativeXkb.STATE_MODS_DEPRESSED);
        int nowLatched = xkb.xkb_state_serialize_mods(state, NativeXkb.STATE_MODS_LATCHED);
        int nowLocked = xkb.xkb_state_serialize_mods(state, NativeXkb.STATE_MODS_LOCKED);
        int nowGroup = xkb.xkb_state_serialize_layout(state, NativeXkb.STATE_LAYOUT_EFFECTIVE);
        boolean changed = nowDepressed != depressed || nowLatched != latched || nowLocked != locked
                || nowGroup != group;
        depressed = nowDepressed;
        latched = nowLatched;
        locked = nowLocked;
        group = nowGroup;
        return changed;
    }
}

package org.breakwater.compositor.seat.xkb;

import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * What the keys of a keyboard mean, compiled from the names of an XKB rule set. Owns native memory
 * until {@link #close}; states made of it stay good. Loop thread.
 */
public final class Keymap implements AutoCloseable {
    /** What {@link #parse} needs of a thread's stack. */
    public static final long STACK_BYTES = 16 << 20;
    /** Of the text of a client's keymap; for {@link #parse}. */
    public static final int MAX_BYTES = KeymapText.MAX_BYTES;
    private static final int MAX_TEXT = 16 << 20;

    private final String text;
    private Pointer keymap;

    private Keymap(Pointer keymap, String text) {
        this.keymap = keymap;
        this.text = text;
    }

    /**
     * Compiles a keymap. Layouts, variants and options are lists separated by commas; an empty name
     * leaves the choice to libxkbcommon: its {@code XKB_DEFAULT_*} variables, then its own default.
     */
    public static Keymap compile(String rules, String model, String layout, String variant,
            String options) throws KeymapException {
        NativeXkb.Xkb xkb = library();
        Pointer context = xkb.xkb_context_new(NativeXkb.CONTEXT_NO_FLAGS);
        if (context == null) {
            throw new KeymapException("libxkbcommon finds no keyboard data (package xkb-data)");
        }
        try {
            xkb.xkb_context_set_log_level(context, NativeXkb.LOG_LEVEL_CRITICAL);
            Names names = new Names(rules, model, layout, variant, options);
            Pointer keymap = xkb.xkb_keymap_new_from_names(context, names.struct,
                    NativeXkb.KEYMAP_COMPILE_NO_FLAGS);
            Reference.reachabilityFence(names);
            if (keymap == null) {
                throw new KeymapException(String.format("no keymap for rules \"%s\", model \"%s\", "
                        + "layout \"%s\", variant \"%s\", options \"%s\"",
                        rules, model, layout, variant, options));
            }
            return new Keymap(keymap, textOf(xkb, keymap));
        } finally {
            xkb.xkb_context_unref(context);
        }
    }

    /**
     * Compiles a keymap that a client wrote. It may include files of the system's own and no
     * others, not even the user's. This takes milliseconds, and longer where the disk does: to be
     * called on any thread that is not the loop's, with a stack of {@link #STACK_BYTES}.
     */
    public static Keymap parse(byte[] text) throws KeymapException {
        byte[] checked = KeymapText.checked(text);
        if (checked.length == 0) {
            throw new KeymapException("the keymap is empty");
        }
        NativeXkb.Xkb xkb = library();
        Pointer context = xkb.xkb_context_new(NativeXkb.CONTEXT_NO_DEFAULT_INCLUDES
                | NativeXkb.CONTEXT_NO_ENVIRONMENT_NAMES);
        if (context == null) {
            throw new OutOfMemoryError("xkb_context_new");
        }
        try {
            xkb.xkb_context_set_log_level(context, NativeXkb.LOG_LEVEL_CRITICAL);
            includeSystemFiles(xkb, context);
            Pointer block = Memory.allocateDirect(NativeXkb.Loaded.RUNTIME, checked.length);
            block.put(0, checked, 0, checked.length);
            Pointer keymap = xkb.xkb_keymap_new_from_buffer(context, block, checked.length,
                    NativeXkb.KEYMAP_FORMAT_TEXT_V1, NativeXkb.KEYMAP_COMPILE_NO_FLAGS);
            Reference.reachabilityFence(block);
            if (keymap == null) {
                throw new KeymapException("libxkbcommon does not understand the keymap");
            }
            return new Keymap(keymap, textOf(xkb, keymap));
        } finally {
            xkb.xkb_context_unref(context);
        }
    }

    /** The last of the default folders is the system's; others are the user's. */
    private static void includeSystemFiles(NativeXkb.Xkb xkb, Pointer context)
            throws KeymapException {
        Pointer usual = xkb.xkb_context_new(NativeXkb.CONTEXT_NO_FLAGS);
        if (usual == null) {
            throw new KeymapException("libxkbcommon finds no keyboard data (package xkb-data)");
        }
        int count = xkb.xkb_context_num_include_paths(usual);
        if (count > 0) {
            xkb.xkb_context_include_path_append(context,
                    xkb.xkb_context_include_path_get(usual, count - 1));
        }
        xkb.xkb_context_unref(usual);
    }

    /** The keymap in the text form {@code xkb_v1} that clients read. */
    public String text() {
        return text;
    }

    /** Whether a key that is held counts as pressed again and again; modifiers, for one, do not. */
    public boolean repeats(int linuxKeycode) {
        return keymap != null && NativeXkb.Loaded.XKB.xkb_keymap_key_repeats(keymap,
                linuxKeycode + KeyState.XKB_OFFSET) != 0;
    }

    /** A keyboard with no key down, to be closed by the caller. */
    public KeyState newState() {
        if (keymap == null) {
            throw new IllegalStateException("the keymap is closed");
        }
        return new KeyState(keymap);
    }

    @Override
    public void close() {
        if (keymap != null) {
            NativeXkb.Loaded.XKB.xkb_keymap_unref(keymap);
            keymap = null;
        }
    }

    private static NativeXkb.Xkb library() throws KeymapException {
        try {
            return NativeXkb.Loaded.XKB;
        } catch (LinkageError missing) {
            throw new KeymapException("libxkbcommon.so.0 cannot be loaded (package libxkbcommon0)",
                    missing);
        }
    }

    private static String textOf(NativeXkb.Xkb xkb, Pointer keymap) throws KeymapException {
        Pointer string = xkb.xkb_keymap_get_as_string(keymap, NativeXkb.KEYMAP_FORMAT_TEXT_V1);
        if (string == null) {
            xkb.xkb_keymap_unref(keymap);
            throw new KeymapException("libxkbcommon cannot write the keymap as text");
        }
        try {
            return string.getString(0, MAX_TEXT, StandardCharsets.UTF_8);
        } finally {
            NativeXkb.Loaded.C.free(string);
        }
    }

    /** struct xkb_rule_names, and the strings it points to. */
    private static final class Names {
        private final Pointer struct;
        private final Pointer[] strings;

        Names(String... names) {
            Runtime runtime = NativeXkb.Loaded.RUNTIME;
            int pointerSize = runtime.addressSize();
            struct = Memory.allocateDirect(runtime, names.length * pointerSize, true);
            strings = new Pointer[names.length];
            for (int i = 0; i < names.length; i++) {
                byte[] bytes = names[i].getBytes(StandardCharsets.UTF_8);
                if (bytes.length > 0) {
                    strings[i] = Memory.allocateDirect(runtime, bytes.length + 1, true);
                    strings[i].put(0, bytes, 0, bytes.length);
                    struct.putPointer((long) i * pointerSize, strings[i]);
                }
            }
        }
    }
}

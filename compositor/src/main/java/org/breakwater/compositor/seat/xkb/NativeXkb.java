package org.breakwater.compositor.seat.xkb;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * The calls of libxkbcommon that this package makes. Every pointer given out must be unreferenced.
 */
final class NativeXkb {
    static final int CONTEXT_NO_FLAGS = 0;
    static final int CONTEXT_NO_DEFAULT_INCLUDES = 1;
    static final int CONTEXT_NO_ENVIRONMENT_NAMES = 1 << 1;
    static final int LOG_LEVEL_CRITICAL = 10;
    static final int KEYMAP_COMPILE_NO_FLAGS = 0;
    static final int KEYMAP_FORMAT_TEXT_V1 = 1;
    static final int KEY_UP = 0;
    static final int KEY_DOWN = 1;
    static final int STATE_MODS_DEPRESSED = 1;
    static final int STATE_MODS_LATCHED = 1 << 1;
    static final int STATE_MODS_LOCKED = 1 << 2;
    static final int STATE_LAYOUT_EFFECTIVE = 1 << 7;

    private NativeXkb() {
    }

    /** JNR-FFI generates the class behind this, in a class loader of its own: hence public. */
    public interface Xkb {
        Pointer xkb_context_new(int flags);

        void xkb_context_set_log_level(Pointer context, int level);

        int xkb_context_num_include_paths(Pointer context);

        /** The string is the context's. */
        Pointer xkb_context_include_path_get(Pointer context, int index);

        /** {@code path}: a string that ends with a zero. */
        int xkb_context_include_path_append(Pointer context, Pointer path);

        void xkb_context_unref(Pointer context);

        /** {@code names}: struct xkb_rule_names, five pointers to strings. */
        Pointer xkb_keymap_new_from_names(Pointer context, Pointer names, int flags);

        Pointer xkb_keymap_new_from_buffer(Pointer context, Pointer text, long length, int format,
                int flags);

        /** The string is the caller's, to be freed. */
        Pointer xkb_keymap_get_as_string(Pointer keymap, int format);

        void xkb_keymap_unref(Pointer keymap);

        Pointer xkb_state_new(Pointer keymap);

        int xkb_state_update_key(Pointer state, int key, int direction);

        int xkb_state_update_mask(Pointer state, int depressed, int latched, int locked,
                int depressedLayout, int latchedLayout, int lockedLayout);

        int xkb_state_serialize_mods(Pointer state, int components);

        int xkb_state_serialize_layout(Pointer state, int components);

        void xkb_state_unref(Pointer state);
    }

    /** Frees what libxkbcommon allocated. */
    public interface LibC {
        void free(Pointer block);
    }

    /**
     * Loads the libraries on first use, so that a machine without them gets an error and no more.
     */
    static final class Loaded {
        static final Xkb XKB = LibraryLoader.create(Xkb.class).load("libxkbcommon.so.0");
        static final LibC C = LibraryLoader.create(LibC.class).load("c");
        static final Runtime RUNTIME = Runtime.getRuntime(XKB);

        private Loaded() {
        }
    }
}

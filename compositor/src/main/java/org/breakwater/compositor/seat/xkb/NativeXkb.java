package org.breakwater.compositor.seat.xkb;

import java.lang.ref.Reference;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.breakwater.protocol.ffi.NativeFunction;
import org.breakwater.protocol.ffi.NativeLibrary;
import org.breakwater.protocol.ffi.NativeText;

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

    static final class Xkb {
        private static final NativeLibrary LIBRARY = NativeLibrary.load("libxkbcommon.so.0");
        private static final NativeFunction CONTEXT_NEW = LIBRARY.function("xkb_context_new");
        private static final NativeFunction CONTEXT_SET_LOG_LEVEL =
                LIBRARY.function("xkb_context_set_log_level");
        private static final NativeFunction CONTEXT_NUM_INCLUDE_PATHS =
                LIBRARY.function("xkb_context_num_include_paths");
        private static final NativeFunction CONTEXT_INCLUDE_PATH_GET =
                LIBRARY.function("xkb_context_include_path_get");
        private static final NativeFunction CONTEXT_INCLUDE_PATH_APPEND =
                LIBRARY.function("xkb_context_include_path_append");
        private static final NativeFunction CONTEXT_UNREF = LIBRARY.function("xkb_context_unref");
        private static final NativeFunction KEYMAP_NEW_FROM_NAMES =
                LIBRARY.function("xkb_keymap_new_from_names");
        private static final NativeFunction KEYMAP_NEW_FROM_BUFFER =
                LIBRARY.function("xkb_keymap_new_from_buffer");
        private static final NativeFunction KEYMAP_GET_AS_STRING =
                LIBRARY.function("xkb_keymap_get_as_string");
        private static final NativeFunction KEYMAP_KEY_REPEATS =
                LIBRARY.function("xkb_keymap_key_repeats");
        private static final NativeFunction KEYMAP_UNREF = LIBRARY.function("xkb_keymap_unref");
        private static final NativeFunction STATE_NEW = LIBRARY.function("xkb_state_new");
        private static final NativeFunction STATE_UPDATE_KEY =
                LIBRARY.function("xkb_state_update_key");
        private static final NativeFunction STATE_UPDATE_MASK =
                LIBRARY.function("xkb_state_update_mask");
        private static final NativeFunction STATE_SERIALIZE_MODS =
                LIBRARY.function("xkb_state_serialize_mods");
        private static final NativeFunction STATE_SERIALIZE_LAYOUT =
                LIBRARY.function("xkb_state_serialize_layout");
        private static final NativeFunction STATE_KEY_GET_ONE_SYM =
                LIBRARY.function("xkb_state_key_get_one_sym");
        private static final NativeFunction STATE_LED_INDEX_IS_ACTIVE =
                LIBRARY.function("xkb_state_led_index_is_active");
        private static final NativeFunction KEYMAP_LED_GET_INDEX =
                LIBRARY.function("xkb_keymap_led_get_index");
        private static final NativeFunction STATE_UNREF = LIBRARY.function("xkb_state_unref");

        private Xkb() {
        }

        Pointer xkb_context_new(int flags) {
            return pointer(CONTEXT_NEW.call(flags));
        }

        void xkb_context_set_log_level(Pointer context, int level) {
            CONTEXT_SET_LOG_LEVEL.call(context.address(), level);
        }

        int xkb_context_num_include_paths(Pointer context) {
            return (int) CONTEXT_NUM_INCLUDE_PATHS.call(context.address());
        }

        /** The string is the context's. */
        Pointer xkb_context_include_path_get(Pointer context, int index) {
            return pointer(CONTEXT_INCLUDE_PATH_GET.call(context.address(), index));
        }

        /** {@code path}: a string that ends with a zero. */
        int xkb_context_include_path_append(Pointer context, Pointer path) {
            int result = (int) CONTEXT_INCLUDE_PATH_APPEND.call(context.address(), path.address());
            Reference.reachabilityFence(path);
            return result;
        }

        void xkb_context_unref(Pointer context) {
            CONTEXT_UNREF.call(context.address());
        }

        /** {@code names}: struct xkb_rule_names, five pointers to strings. */
        Pointer xkb_keymap_new_from_names(Pointer context, Pointer names, int flags) {
            Pointer result = pointer(KEYMAP_NEW_FROM_NAMES.call(context.address(),
                    names.address(), flags));
            Reference.reachabilityFence(names);
            return result;
        }

        Pointer xkb_keymap_new_from_buffer(Pointer context, Pointer text, long length, int format,
                int flags) {
            Pointer result = pointer(KEYMAP_NEW_FROM_BUFFER.call(context.address(),
                    text.address(), length, format, flags));
            Reference.reachabilityFence(text);
            return result;
        }

        /** The string is the caller's, to be freed. */
        Pointer xkb_keymap_get_as_string(Pointer keymap, int format) {
            return pointer(KEYMAP_GET_AS_STRING.call(keymap.address(), format));
        }

        int xkb_keymap_key_repeats(Pointer keymap, int key) {
            return (int) KEYMAP_KEY_REPEATS.call(keymap.address(), key);
        }

        void xkb_keymap_unref(Pointer keymap) {
            KEYMAP_UNREF.call(keymap.address());
        }

        Pointer xkb_state_new(Pointer keymap) {
            return pointer(STATE_NEW.call(keymap.address()));
        }

        int xkb_state_update_key(Pointer state, int key, int direction) {
            return (int) STATE_UPDATE_KEY.call(state.address(), key, direction);
        }

        int xkb_state_update_mask(Pointer state, int depressed, int latched, int locked,
                int depressedLayout, int latchedLayout, int lockedLayout) {
            return (int) STATE_UPDATE_MASK.callWithMany(state.address(), depressed, latched, locked,
                    depressedLayout, latchedLayout, lockedLayout);
        }

        int xkb_state_serialize_mods(Pointer state, int components) {
            return (int) STATE_SERIALIZE_MODS.call(state.address(), components);
        }

        int xkb_state_serialize_layout(Pointer state, int components) {
            return (int) STATE_SERIALIZE_LAYOUT.call(state.address(), components);
        }

        int xkb_state_key_get_one_sym(Pointer state, int key) {
            return (int) STATE_KEY_GET_ONE_SYM.call(state.address(), key);
        }

        /** 1, 0, or -1 where the keymap has no such light. */
        int xkb_state_led_index_is_active(Pointer state, int index) {
            return (int) STATE_LED_INDEX_IS_ACTIVE.call(state.address(), index);
        }

        /** -1 where it has none. */
        int xkb_keymap_led_get_index(Pointer keymap, String name) {
            try (NativeText text = new NativeText(name)) {
                return (int) KEYMAP_LED_GET_INDEX.call(keymap.address(), text.address());
            }
        }

        void xkb_state_unref(Pointer state) {
            STATE_UNREF.call(state.address());
        }
    }

    /** Frees what libxkbcommon allocated. */
    static final class LibC {
        private static final NativeFunction FREE = NativeLibrary.c().function("free");

        private LibC() {
        }

        void free(Pointer block) {
            FREE.call(block.address());
        }
    }

    /**
     * Loads the libraries on first use, so that a machine without them gets an error and no more.
     */
    static final class Loaded {
        static final Runtime RUNTIME = Runtime.getSystemRuntime();
        static final Xkb XKB = new Xkb();
        static final LibC C = new LibC();

        private Loaded() {
        }
    }

    private static Pointer pointer(long address) {
        return address == 0 ? null : Pointer.wrap(Loaded.RUNTIME, address);
    }
}

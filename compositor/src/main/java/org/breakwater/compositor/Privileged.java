package org.breakwater.compositor;

import java.util.Set;

/**
 * The globals through which a client sees what others do, or does it in their place. Clients in a
 * sandbox are not shown them.
 */
final class Privileged {
    private static final Set<String> GLOBALS = Set.of(
            "zwlr_data_control_manager_v1", "ext_data_control_manager_v1",
            "zwp_virtual_keyboard_manager_v1", "zwlr_virtual_pointer_manager_v1",
            "zwp_input_method_manager_v2");

    private Privileged() {
    }

    static boolean contains(String interfaceName) {
        return GLOBALS.contains(interfaceName);
    }
}

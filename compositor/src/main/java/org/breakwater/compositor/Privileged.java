package org.breakwater.compositor;

import java.util.Set;
import org.breakwater.compositor.securitycontext.SecurityContexts;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Global;
import org.breakwater.protocol.server.GlobalFilter;

/**
 * Hides from sandboxed clients the globals by which one client sees or does what is another's: pictures of the
 * screen, the clipboard in the background, input, windows, outputs, locks; and further sandboxes.
 */
final class Privileged implements GlobalFilter {
    /** Also those that are not announced yet. */
    static final Set<String> INTERFACES = Set.of(
            "wp_security_context_manager_v1",
            "ext_data_control_manager_v1",
            "zwlr_data_control_manager_v1",
            "zwp_input_method_manager_v2",
            "zwp_virtual_keyboard_manager_v1",
            "zwlr_virtual_pointer_manager_v1",
            "zwp_xwayland_keyboard_grab_manager_v1",
            "xwayland_shell_v1",
            "ext_image_copy_capture_manager_v1",
            "ext_output_image_capture_source_manager_v1",
            "ext_foreign_toplevel_image_capture_source_manager_v1",
            "zwlr_screencopy_manager_v1",
            "zwlr_export_dmabuf_manager_v1",
            "ext_foreign_toplevel_list_v1",
            "zwlr_foreign_toplevel_manager_v1",
            "ext_workspace_manager_v1",
            "zwlr_layer_shell_v1",
            "ext_session_lock_manager_v1",
            "ext_transient_seat_manager_v1",
            "zwlr_output_manager_v1",
            "zwlr_output_power_manager_v1",
            "zwlr_gamma_control_manager_v1",
            "wp_drm_lease_device_v1");

    private final SecurityContexts contexts;
    private final GlobalFilter others;

    /** {@code others}: what decides for everything else. */
    Privileged(SecurityContexts contexts, GlobalFilter others) {
        this.contexts = contexts;
        this.others = others;
    }

    /** Whether a client sees these globals. */
    boolean trusts(Client client) {
        return contexts.sandboxOf(client) == null;
    }

    @Override
    public int offered(Client client, Global<?> global) {
        boolean hidden = !trusts(client)
                && INTERFACES.contains(global.type().spec().name());
        return hidden ? 0 : others.offered(client, global);
    }
}

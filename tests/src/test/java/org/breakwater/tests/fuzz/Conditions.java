package org.breakwater.tests.fuzz;

import java.util.Random;
import java.util.Set;
import org.breakwater.protocol.scanner.Argument;
import org.breakwater.protocol.scanner.Message;

/**
 * What a careful client would and would not send: the rules of the protocols that their definitions
 * do not state in a form that a program can read. They only steer the drawing, so that a client
 * lives long; a rule forgotten here costs depth and hides nothing.
 */
final class Conditions {
    /** Ending these ends most of what can be played. */
    private static final Set<String> GLOBALS = Set.of("wl_compositor", "wl_subcompositor", "wl_shm",
            "wl_seat", "wl_output", "wl_data_device_manager", "xdg_wm_base", "wp_viewporter",
            "wp_presentation", "zxdg_output_manager_v1", "zxdg_decoration_manager_v1",
            "wp_single_pixel_buffer_manager_v1", "wp_fractional_scale_manager_v1", "wl_fixes",
            "wl_registry", "wl_display", "wl_data_device");

    /** How much a request is wanted now; 0: it would be an error, or end too much. */
    int weight(FuzzClient client, Known target, Message message) {
        if (message.since() > target.version) {
            return 0;
        }
        if (message.destructor()) {
            return GLOBALS.contains(target.type) ? 0 : mayEnd(client, target) ? 1 : 0;
        }
        return switch (target.type + "." + message.name()) {
            case "wl_fixes.destroy_registry", "wl_display.get_registry" -> 0;
            case "wl_registry.bind" -> client.globals().isEmpty() ? 0 : 1;
            case "wl_surface.attach" -> mayAttach(client, target) ? 12 : 0;
            case "wl_surface.commit" -> mayAttach(client, target) || !target.has("attach") ? 20 : 0;
            case "wl_surface.set_buffer_scale", "wl_surface.set_buffer_transform" -> 1;
            case "xdg_surface.get_toplevel" -> isFresh(target) ? 6 : 0;
            case "xdg_surface.get_popup" -> isFresh(target) ? 4 : 0;
            case "xdg_surface.ack_configure" -> target.has("ack_configure")
                    && target.fact("acked") != target.serial && hasRole(client, target) ? 12 : 0;
            case "xdg_surface.set_window_geometry" -> hasRole(client, target) ? 2 : 0;
            case "xdg_wm_base.pong" -> target.serial != 0 ? 1 : 0;
            case "xdg_popup.grab", "xdg_popup.reposition" -> 0;     // recipes do
            case "wp_viewport.set_source" -> 1;
            case "xdg_toplevel.set_min_size", "xdg_toplevel.set_max_size" -> 1;
            case "wl_data_source.set_actions" -> 0;
            case "wl_data_offer.finish", "wl_data_offer.set_actions" -> target.has("dragged") ? 1 : 0;
            case "wl_data_device.start_drag" -> 1;
            case "wp_security_context_manager_v1.create_listener", "xdg_toplevel_icon_v1.add_buffer" -> 0;
            case "zwp_virtual_keyboard_v1.keymap" -> 0;
            case "zwp_virtual_keyboard_v1.key", "zwp_virtual_keyboard_v1.modifiers" ->
                    target.has("keymap") ? 2 : 0;
            case "xdg_toplevel_icon_v1.set_name" -> target.has("set_icon.icon") ? 0 : 2;
            case "wp_commit_timer_v1.set_timestamp" -> target.has("set_timestamp") ? 0 : 2;
            case "xdg_activation_token_v1.set_serial", "xdg_activation_token_v1.set_app_id",
                    "xdg_activation_token_v1.set_surface", "xdg_activation_token_v1.commit" ->
                    target.has("commit") ? 0 : 2;
            default -> 3;
        };
    }

    /** Whether an object may be that argument. */
    boolean fits(FuzzClient client, Known target, Message message, Argument argument, Known known) {
        return switch (target.type + "." + message.name() + "." + argument.name()) {
            case "xdg_wm_base.get_xdg_surface.surface", "wl_subcompositor.get_subsurface.surface" ->
                    !hasSurfaceRole(known) && !known.has("attach") && !known.has("get_xdg_surface.surface");
            case "wl_pointer.set_cursor.surface" -> !hasSurfaceRole(known) || known.has("set_cursor.surface")
                    && !known.has("get_xdg_surface.surface") && !known.has("get_subsurface.surface")
                    && !known.has("start_drag.icon");
            case "wl_data_device.start_drag.icon" -> !hasSurfaceRole(known);
            case "wl_data_device.start_drag.source", "wl_data_device.set_selection.source" ->
                    !(known.has("set_actions") && argument.name().equals("source")
                            && message.name().equals("set_selection"))
                            && !known.has("start_drag.source") && !known.has("set_selection.source");
            case "wl_subcompositor.get_subsurface.parent" -> known.has("attach");
            case "wl_subsurface.place_above.sibling", "wl_subsurface.place_below.sibling" ->
                    isSibling(client, target, known);
            case "wp_viewporter.get_viewport.surface" -> !hasLiving(client, known, "wp_viewport");
            case "wp_fractional_scale_manager_v1.get_fractional_scale.surface" ->
                    !hasLiving(client, known, "wp_fractional_scale_v1");
            case "wp_fifo_manager_v1.get_fifo.surface" -> !hasLiving(client, known, "wp_fifo_v1");
            case "wp_commit_timing_manager_v1.get_timer.surface" ->
                    !hasLiving(client, known, "wp_commit_timer_v1");
            case "wp_tearing_control_manager_v1.get_tearing_control.surface" ->
                    !hasLiving(client, known, "wp_tearing_control_v1");
            case "wp_content_type_manager_v1.get_surface_content_type.surface" ->
                    !hasLiving(client, known, "wp_content_type_v1");
            case "wp_alpha_modifier_v1.get_surface.surface" ->
                    !hasLiving(client, known, "wp_alpha_modifier_surface_v1");
            case "xdg_wm_dialog_v1.get_xdg_dialog.toplevel" -> !hasLiving(client, known, "xdg_dialog_v1");
            case "zxdg_exporter_v2.export_toplevel.surface", "zxdg_imported_v2.set_parent_of.surface" ->
                    isToplevel(client, known);
            case "zxdg_decoration_manager_v1.get_toplevel_decoration.toplevel" ->
                    !hasLiving(client, known, "zxdg_toplevel_decoration_v1")
                            && !known.parent("xdg_surface").parent(1).has("attach");
            case "xdg_toplevel.set_parent.parent" -> known != target && !known.has("set_parent");
            case "xdg_surface.get_popup.positioner" -> known.has("set_size") && known.has("set_anchor_rect");
            case "xdg_surface.get_popup.parent" -> known != target && isShown(known);
            default -> true;
        };
    }

    /** An int or uint that is not an enum's. */
    int number(Random random, String key) {
        String argument = key.substring(key.lastIndexOf('.') + 1);
        if (key.startsWith("wl_surface.attach")) {
            return 0;
        }
        if (key.startsWith("wp_commit_timer_v1.set_timestamp")) {
            return argument.equals("tv_sec_hi") ? 0 : random.nextInt(20);
        }
        if (key.startsWith("wl_surface.set_buffer_scale")) {
            return 1 + random.nextInt(2);
        }
        if (key.startsWith("wp_viewport.set_destination") || argument.equals("width")
                || argument.equals("height") || argument.endsWith("_width") || argument.endsWith("_height")) {
            return 1 + random.nextInt(48);
        }
        return random.nextInt(16) == 0 ? random.nextInt(100_000) - 50_000 : random.nextInt(96) - 16;
    }

    private boolean mayEnd(FuzzClient client, Known target) {
        return switch (target.type) {
            case "wl_surface" -> !hasLiving(client, target, "xdg_surface")
                    && !hasLiving(client, target, "wp_viewport")
                    && !hasLiving(client, target, "wp_fifo_v1")
                    && !hasLiving(client, target, "wp_commit_timer_v1")
                    && !hasLiving(client, target, "wp_alpha_modifier_surface_v1")
                    && !hasLiving(client, target, "wl_subsurface");
            case "xdg_surface" -> !hasLiving(client, target, "xdg_toplevel")
                    && !hasLiving(client, target, "xdg_popup");
            case "xdg_toplevel" -> !hasLiving(client, target, "zxdg_toplevel_decoration_v1");
            case "xdg_popup" -> !hasLiving(client, target.parent("xdg_surface"), "xdg_popup", target);
            default -> true;
        };
    }

    private boolean mayAttach(FuzzClient client, Known surface) {
        if (!surface.has("get_xdg_surface.surface")) {
            return true;
        }
        for (Known known : client.all()) {
            if (known.is("xdg_surface") && known.alive && known.parent(1) == surface) {
                return known.has("ack_configure") && hasRole(client, known);
            }
        }
        return false;
    }

    private static boolean isToplevel(FuzzClient client, Known surface) {
        for (Known known : client.all()) {
            if (known.is("xdg_surface") && known.alive && known.parent(1) == surface) {
                return hasLiving(client, known, "xdg_toplevel");
            }
        }
        return false;
    }

    private boolean isFresh(Known xdgSurface) {
        return !xdgSurface.has("get_toplevel") && !xdgSurface.has("get_popup");
    }

    private boolean hasRole(FuzzClient client, Known xdgSurface) {
        return hasLiving(client, xdgSurface, "xdg_toplevel") || hasLiving(client, xdgSurface, "xdg_popup");
    }

    /** Whether an xdg_surface has content, for all that its client knows. */
    static boolean isShown(Known xdgSurface) {
        return xdgSurface.alive && xdgSurface.has("ack_configure") && xdgSurface.parent(1) != null
                && xdgSurface.parent(1).alive && xdgSurface.parent(1).fact("attach") == 1;
    }

    private static boolean hasSurfaceRole(Known surface) {
        return surface.has("get_xdg_surface.surface") || surface.has("get_subsurface.surface")
                || surface.has("set_cursor.surface") || surface.has("start_drag.icon");
    }

    /** Another child of the same parent, or the parent. */
    private static boolean isSibling(FuzzClient client, Known subsurface, Known surface) {
        Known parent = subsurface.parent(2);
        if (surface == parent) {
            return true;
        }
        for (Known known : client.all()) {
            if (known.is("wl_subsurface") && known.alive && known != subsurface
                    && known.parent(1) == surface) {
                return known.parent(2) == parent;
            }
        }
        return false;
    }

    private static boolean hasLiving(FuzzClient client, Known parent, String type) {
        return hasLiving(client, parent, type, null);
    }

    private static boolean hasLiving(FuzzClient client, Known parent, String type, Known except) {
        for (Known known : client.all()) {
            if (known.alive && known != except && known.is(type)) {
                for (Known one : known.parents) {
                    if (one == parent) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}

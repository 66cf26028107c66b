package org.breakwater.tests.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Steps that only together lead somewhere deep, which chance would not find: a mapped window, a
 * popup with a grab, a subsurface tree, a selection that somebody reads, a drag.
 */
final class Recipes {
    private static final int LEFT_BUTTON = 0x110;

    private final Random random;
    private final Arguments arguments;

    Recipes(Random random, Arguments arguments) {
        this.random = random;
        this.arguments = arguments;
    }

    /** Steps of one recipe for the client of that name. */
    List<String> draw(String name, FuzzClient client) {
        List<String> steps = new ArrayList<>();
        Known window = shown(client, "xdg_toplevel");
        switch (window == null ? 0 : random.nextInt(10)) {
            case 0, 1 -> toplevel(steps, name);
            case 2, 3 -> popup(steps, name, client, window);
            case 4, 5 -> subsurfaces(steps, name, client);
            case 6 -> selection(steps, name, client);
            case 7, 8 -> drag(steps, name, client, window);
            default -> cursor(steps, name, client);
        }
        return steps;
    }

    private void toplevel(List<String> steps, String name) {
        String surface = arguments.label();
        String xdg = arguments.label();
        String toplevel = arguments.label();
        say(steps, name, "wl_compositor#wl_compositor.create_surface n:" + surface);
        say(steps, name, "xdg_wm_base#xdg_wm_base.get_xdg_surface n:" + xdg + " o:" + surface);
        say(steps, name, "xdg_surface#" + xdg + ".get_toplevel n:" + toplevel);
        if (random.nextInt(3) == 0) {
            say(steps, name, "xdg_toplevel#" + toplevel + ".set_max_size i:40 i:30");
        }
        if (random.nextInt(6) == 0) {
            say(steps, name, "xdg_toplevel#" + toplevel + ".set_maximized");
        }
        if (random.nextInt(8) == 0) {
            say(steps, name, "xdg_toplevel#" + toplevel + ".set_fullscreen o:0");
        }
        map(steps, name, surface, xdg);
        steps.add("move " + random.nextInt(World.WIDTH) + " " + random.nextInt(World.HEIGHT));
    }

    private void popup(List<String> steps, String name, FuzzClient client, Known window) {
        Known parent = random.nextInt(3) == 0 ? shown(client, "xdg_popup") : null;
        Known above = (parent == null ? window : parent).parent("xdg_surface");
        String positioner = arguments.label();
        String surface = arguments.label();
        String xdg = arguments.label();
        String popup = arguments.label();
        boolean grabs = random.nextInt(3) > 0;
        if (grabs) {
            press(steps);
        }
        say(steps, name, "xdg_wm_base#xdg_wm_base.create_positioner n:" + positioner);
        say(steps, name, "xdg_positioner#" + positioner + ".set_size i:" + (6 + random.nextInt(30))
                + " i:" + (6 + random.nextInt(30)));
        say(steps, name, "xdg_positioner#" + positioner + ".set_anchor_rect i:"
                + random.nextInt(10) + " i:" + random.nextInt(10) + " i:"
                + (1 + random.nextInt(9)) + " i:" + (1 + random.nextInt(9)));
        say(steps, name, "xdg_positioner#" + positioner + ".set_anchor i:" + random.nextInt(9));
        say(steps, name, "xdg_positioner#" + positioner + ".set_gravity i:" + random.nextInt(9));
        say(steps, name, "xdg_positioner#" + positioner + ".set_constraint_adjustment i:"
                + random.nextInt(64));
        say(steps, name, "wl_compositor#wl_compositor.create_surface n:" + surface);
        say(steps, name, "xdg_wm_base#xdg_wm_base.get_xdg_surface n:" + xdg + " o:" + surface);
        say(steps, name, "xdg_surface#" + xdg + ".get_popup n:" + popup + " o:" + above.label
                + " o:" + positioner);
        if (grabs) {
            say(steps, name, "xdg_popup#" + popup + ".grab o:wl_seat v:input");
        }
        map(steps, name, surface, xdg);
        if (grabs) {
            release(steps);
        }
        if (random.nextBoolean()) {
            say(steps, name, "xdg_popup#" + popup + ".reposition o:" + positioner + " i:7");
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            steps.add("move " + random.nextInt(World.WIDTH) + " " + random.nextInt(World.HEIGHT));
            press(steps);
            release(steps);
        }
    }

    private void subsurfaces(List<String> steps, String name, FuzzClient client) {
        Known parent = any(client, "wl_surface", "attach");
        if (parent == null) {
            toplevel(steps, name);
            return;
        }
        String above = parent.label;
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            String surface = arguments.label();
            String subsurface = arguments.label();
            say(steps, name, "wl_compositor#wl_compositor.create_surface n:" + surface);
            say(steps, name, "wl_subcompositor#wl_subcompositor.get_subsurface n:" + subsurface
                    + " o:" + surface + " o:" + above);
            say(steps, name, "wl_subsurface#" + subsurface + ".set_position i:"
                    + (random.nextInt(20) - 5) + " i:" + (random.nextInt(20) - 5));
            if (random.nextInt(3) == 0) {
                say(steps, name, "wl_subsurface#" + subsurface + ".set_desync");
            }
            draw(steps, name, surface);
            say(steps, name, "wl_surface#" + above + ".commit");
            above = random.nextInt(3) == 0 ? above : surface;
        }
        say(steps, name, "wl_surface#" + parent.label + ".commit");
        steps.add("frame");
    }

    private void selection(List<String> steps, String name, FuzzClient client) {
        String device = device(steps, name, client);
        String source = arguments.label();
        source(steps, name, source);
        press(steps);
        say(steps, name, "wl_data_device#" + device + ".set_selection o:" + source + " v:input");
        steps.add("turn");
        release(steps);
        Known offer = any(client, "wl_data_offer", null);
        if (offer != null) {
            say(steps, name, "wl_data_offer#" + offer.label + ".receive t:text/plain "
                    + arguments.file(client, false, arguments.fileSize()));
        }
    }

    private void drag(List<String> steps, String name, FuzzClient client, Known window) {
        String device = device(steps, name, client);
        String source = arguments.label();
        source(steps, name, source);
        say(steps, name, "wl_data_source#" + source + ".set_actions i:" + random.nextInt(8));
        String icon = "0";
        if (random.nextBoolean()) {
            icon = arguments.label();
            say(steps, name, "wl_compositor#wl_compositor.create_surface n:" + icon);
        }
        Known origin = window.parent("xdg_surface").parent(1);
        steps.add("move " + World.WIDTH / 2 + " " + World.HEIGHT / 2);
        press(steps);
        say(steps, name, "wl_data_device#" + device + ".start_drag o:"
                + (random.nextInt(5) == 0 ? "0" : source) + " o:" + origin.label + " o:" + icon
                + " v:input");
        if (!icon.equals("0")) {
            draw(steps, name, icon);
        }
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            steps.add("move " + random.nextInt(2 * World.WIDTH) + " " + random.nextInt(World.HEIGHT));
            steps.add(random.nextBoolean() ? "turn" : "frame");
        }
        if (random.nextInt(4) > 0) {
            steps.add("move " + World.WIDTH / 2 + " " + World.HEIGHT / 2);
            steps.add("turn");
            say(steps, name, "wl_data_offer#dragged.accept v:dragged t:text/plain");
            say(steps, name, "wl_data_offer#dragged.set_actions i:3 i:" + (1 + random.nextInt(2)));
            steps.add("turn");
        }
        release(steps);
        if (random.nextBoolean()) {
            say(steps, name, "wl_data_offer#dragged.receive t:text/plain "
                    + arguments.file(client, false, arguments.fileSize()));
            say(steps, name, "wl_data_offer#dragged.finish");
        }
    }

    private void cursor(List<String> steps, String name, FuzzClient client) {
        String pointer = arguments.label();
        String surface = arguments.label();
        say(steps, name, "wl_seat#wl_seat.get_pointer n:" + pointer);
        say(steps, name, "wl_seat#wl_seat.get_keyboard n:" + arguments.label());
        say(steps, name, "wl_seat#wl_seat.get_touch n:" + arguments.label());
        steps.add("move " + World.WIDTH / 2 + " " + World.HEIGHT / 2);
        steps.add("turn");
        say(steps, name, "wl_compositor#wl_compositor.create_surface n:" + surface);
        say(steps, name, "wl_pointer#" + pointer + ".set_cursor v:" + pointer + " o:" + surface
                + " i:" + random.nextInt(12) + " i:" + random.nextInt(12));
        draw(steps, name, surface);
        steps.add("frame");
    }

    private void source(List<String> steps, String name, String source) {
        say(steps, name, "wl_data_device_manager#wl_data_device_manager.create_data_source n:"
                + source);
        for (int i = random.nextInt(3); i >= 0; i--) {
            say(steps, name, "wl_data_source#" + source + ".offer t:text/plain");
        }
    }

    private String device(List<String> steps, String name, FuzzClient client) {
        Known device = any(client, "wl_data_device", null);
        if (device != null) {
            return device.label;
        }
        String label = arguments.label();
        say(steps, name, "wl_data_device_manager#wl_data_device_manager.get_data_device n:" + label
                + " o:wl_seat");
        return label;
    }

    /** The first commit, the configure and its acknowledgement, and the first content. */
    private void map(List<String> steps, String name, String surface, String xdg) {
        say(steps, name, "wl_surface#" + surface + ".commit");
        steps.add("turn");
        say(steps, name, "xdg_surface#" + xdg + ".ack_configure v:" + xdg);
        draw(steps, name, surface);
        steps.add("frame");
    }

    private void draw(List<String> steps, String name, String surface) {
        String buffer = arguments.label();
        if (random.nextInt(6) == 0) {
            say(steps, name, "wp_single_pixel_buffer_manager_v1#wp_single_pixel_buffer_manager_v1"
                    + ".create_u32_rgba_buffer n:" + buffer + " i:-1 i:0 i:" + random.nextInt() + " i:-1");
        } else {
            String pool = arguments.label();
            int width = 12 * (1 + random.nextInt(3));
            int height = 12 * (1 + random.nextInt(3));
            int size = width * height * 4;
            say(steps, name, "wl_shm#wl_shm.create_pool n:" + pool + " h:f" + pool + ":"
                    + ClientFile.KINDS.get(random.nextInt(4)) + ":"
                    + (random.nextInt(6) == 0 ? arguments.fileSize() : size) + " i:" + size);
            say(steps, name, "wl_shm_pool#" + pool + ".create_buffer n:" + buffer + " i:0 i:" + width
                    + " i:" + height + " i:" + width * 4 + " i:" + random.nextInt(2));
            if (random.nextBoolean()) {
                say(steps, name, "wl_shm_pool#" + pool + ".destroy");
            }
            if (random.nextInt(5) == 0) {
                steps.add("truncate " + name + " f" + pool + " " + random.nextInt(size));
            }
        }
        say(steps, name, "wl_surface#" + surface + ".attach o:" + buffer + " i:0 i:0");
        say(steps, name, "wl_surface#" + surface + ".damage i:0 i:0 i:100 i:100");
        if (random.nextBoolean()) {
            say(steps, name, "wl_surface#" + surface + ".frame n:" + arguments.label());
        }
        say(steps, name, "wl_surface#" + surface + ".commit");
    }

    private static void press(List<String> steps) {
        steps.add("button " + LEFT_BUTTON + " 1");
        steps.add("turn");
    }

    private static void release(List<String> steps) {
        steps.add("button " + LEFT_BUTTON + " 0");
        steps.add("turn");
    }

    private static void say(List<String> steps, String name, String request) {
        steps.add(name + " " + request);
    }

    /** A toplevel or popup with content, or null. */
    private Known shown(FuzzClient client, String type) {
        List<Known> found = new ArrayList<>();
        for (Known known : client.all()) {
            if (known.is(type) && known.alive && Conditions.isShown(known.parent("xdg_surface"))) {
                found.add(known);
            }
        }
        return found.isEmpty() ? null : found.get(random.nextInt(found.size()));
    }

    private Known any(FuzzClient client, String type, String fact) {
        List<Known> found = new ArrayList<>();
        for (Known known : client.all()) {
            if (known.is(type) && known.alive && (fact == null || known.fact(fact) != 0)) {
                found.add(known);
            }
        }
        return found.isEmpty() ? null : found.get(random.nextInt(found.size()));
    }
}

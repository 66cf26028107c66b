/*
 * A client that prints, one line each, every event of the seat that it hears.
 *
 *   seat-events [--window] [--title TITLE]
 *
 * It is fullscreen, or with --window as large as it likes (320x240). SIGUSR1 makes it draw each frame,
 * a square that changes its colour, and SIGUSR2 stand still; "frames N" tells now and then how many it
 * has drawn. It ends when its window is closed. Needs a seat of version 5; hears of version 8.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <wayland-client.h>
#include "pointer-gestures-unstable-v1.h"
#include "relative-pointer-unstable-v1.h"
#include "tablet-unstable-v2.h"
#include "xdg-shell.h"

enum { SQUARE = 64, BACK = 0xff202020, TELL_EVERY = 20 };

static struct wl_compositor *compositor;
static struct wl_shm *shm;
static struct wl_seat *seat;
static struct xdg_wm_base *shell;
static struct zwp_pointer_gestures_v1 *gestures;
static struct zwp_relative_pointer_manager_v1 *relatives;
static struct zwp_tablet_manager_v2 *tablets;
static struct wl_surface *surface;
static struct wl_pointer *pointer;
static struct wl_keyboard *keyboard;
static struct wl_touch *touch;
static int width = 320, height = 240, wanted_width, wanted_height, animated, frame_asked, owing;
static unsigned frames;

/* Two buffers side by side in one pool, of the size of the window. */
static struct buffer { struct wl_buffer *buffer; uint32_t *pixels; int busy; } buffers[2];

static double fixed(wl_fixed_t value)
{
    return wl_fixed_to_double(value);
}

static void fail(const char *what)
{
    fprintf(stderr, "seat-events: %s\n", what);
    exit(1);
}

/* Drawing. */

static void released(void *data, struct wl_buffer *buffer)
{
    (void) buffer;
    ((struct buffer *) data)->busy = 0;
}

static const struct wl_buffer_listener buffer_listener = {released};

static void make_buffers(void)
{
    static void *mapped;
    static size_t mapped_size;
    size_t each = (size_t) width * height * 4;
    int fd = memfd_create("seat-events", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    for (int i = 0; i < 2; i++)
        if (buffers[i].buffer)
            wl_buffer_destroy(buffers[i].buffer);
    if (mapped)
        munmap(mapped, mapped_size);
    mapped_size = each * 2;
    if (fd < 0 || ftruncate(fd, (off_t) mapped_size) < 0)
        fail("no memory");
    mapped = mmap(NULL, mapped_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (mapped == MAP_FAILED)
        fail("no memory");
    struct wl_shm_pool *pool = wl_shm_create_pool(shm, fd, (int32_t) mapped_size);
    for (int i = 0; i < 2; i++) {
        buffers[i].busy = 0;
        buffers[i].pixels = (uint32_t *) mapped + (size_t) width * height * i;
        buffers[i].buffer = wl_shm_pool_create_buffer(pool, (int32_t) (each * i), width, height, width * 4,
                WL_SHM_FORMAT_XRGB8888);
        wl_buffer_add_listener(buffers[i].buffer, &buffer_listener, &buffers[i]);
        for (size_t p = 0; p < (size_t) width * height; p++)
            buffers[i].pixels[p] = BACK;
    }
    wl_shm_pool_destroy(pool);
    close(fd);
}

static void draw(int whole);

static void frame_done(void *data, struct wl_callback *callback, uint32_t time)
{
    (void) data;
    (void) time;
    wl_callback_destroy(callback);
    frame_asked = 0;
    if (animated || owing)
        draw(owing);
}

static const struct wl_callback_listener frame_listener = {frame_done};

static void draw(int whole)
{
    struct buffer *free = !buffers[0].busy ? &buffers[0] : !buffers[1].busy ? &buffers[1] : NULL;
    int left = (width - SQUARE) / 2, top = (height - SQUARE) / 2;
    uint32_t colour = animated ? 0xff000000 | (frames * 0x2b4d1f & 0xffffff) : 0xff4080c0;
    owing = !free;      /* both are still shown or about to be */
    if (free) {
        for (int y = top; y < top + SQUARE; y++)
            for (int x = left; x < left + SQUARE; x++)
                free->pixels[(size_t) y * width + x] = colour;
        free->busy = 1;
        wl_surface_attach(surface, free->buffer, 0, 0);
        if (whole)
            wl_surface_damage_buffer(surface, 0, 0, width, height);
        else
            wl_surface_damage_buffer(surface, left, top, SQUARE, SQUARE);
    }
    if (!frame_asked) {
        frame_asked = 1;
        wl_callback_add_listener(wl_surface_frame(surface), &frame_listener, NULL);
    }
    wl_surface_commit(surface);
    if (++frames % TELL_EVERY == 0)
        printf("frames %u\n", frames);
}

static void pinged(void *data, struct xdg_wm_base *base, uint32_t serial)
{
    (void) data;
    xdg_wm_base_pong(base, serial);
}

static const struct xdg_wm_base_listener shell_listener = {pinged};

static void surface_configured(void *data, struct xdg_surface *xdg, uint32_t serial)
{
    (void) data;
    xdg_surface_ack_configure(xdg, serial);
    if (!buffers[0].buffer || (wanted_width && (wanted_width != width || wanted_height != height))) {
        width = wanted_width ? wanted_width : width;
        height = wanted_height ? wanted_height : height;
        make_buffers();
        printf("size %d %d\n", width, height);
    }
    draw(1);
}

static const struct xdg_surface_listener surface_listener = {surface_configured};

static void toplevel_configured(void *data, struct xdg_toplevel *toplevel, int32_t w, int32_t h,
        struct wl_array *states)
{
    (void) data;
    (void) toplevel;
    (void) states;
    wanted_width = w;
    wanted_height = h;
}

static void toplevel_closed(void *data, struct xdg_toplevel *toplevel)
{
    (void) data;
    (void) toplevel;
    exit(0);
}

static const struct xdg_toplevel_listener toplevel_listener = {
    .configure = toplevel_configured, .close = toplevel_closed,
};

/* The pointer. The surface entered is always the one there is. */

#define UNUSED(a) (void) (a)

static void pointer_enter(void *d, struct wl_pointer *p, uint32_t serial, struct wl_surface *s, wl_fixed_t x,
        wl_fixed_t y)
{
    UNUSED(d), UNUSED(s);
    wl_pointer_set_cursor(p, serial, NULL, 0, 0);
    printf("pointer enter %.1f %.1f\n", fixed(x), fixed(y));
}

static void pointer_leave(void *d, struct wl_pointer *p, uint32_t serial, struct wl_surface *s)
{
    UNUSED(d), UNUSED(p), UNUSED(serial), UNUSED(s);
    printf("pointer leave\n");
}

static void pointer_motion(void *d, struct wl_pointer *p, uint32_t time, wl_fixed_t x, wl_fixed_t y)
{
    UNUSED(d), UNUSED(p), UNUSED(time);
    printf("pointer motion %.1f %.1f\n", fixed(x), fixed(y));
}

static void pointer_button(void *d, struct wl_pointer *p, uint32_t serial, uint32_t time, uint32_t button,
        uint32_t state)
{
    UNUSED(d), UNUSED(p), UNUSED(serial), UNUSED(time);
    printf("button %u %s\n", button, state ? "down" : "up");
}

static void pointer_axis(void *d, struct wl_pointer *p, uint32_t time, uint32_t axis, wl_fixed_t value)
{
    UNUSED(d), UNUSED(p), UNUSED(time);
    printf("axis %u %.2f\n", axis, fixed(value));
}

static void pointer_frame(void *d, struct wl_pointer *p)
{
    UNUSED(d), UNUSED(p);
}

static void pointer_source(void *d, struct wl_pointer *p, uint32_t source)
{
    static const char *const names[] = {"wheel", "finger", "continuous", "tilt"};
    UNUSED(d), UNUSED(p);
    printf("axis source %s\n", source < 4 ? names[source] : "?");
}

static void pointer_stop(void *d, struct wl_pointer *p, uint32_t time, uint32_t axis)
{
    UNUSED(d), UNUSED(p), UNUSED(time);
    printf("axis stop %u\n", axis);
}

static void pointer_discrete(void *d, struct wl_pointer *p, uint32_t axis, int32_t steps)
{
    UNUSED(d), UNUSED(p);
    printf("axis discrete %u %d\n", axis, steps);
}

static void pointer_value120(void *d, struct wl_pointer *p, uint32_t axis, int32_t value)
{
    UNUSED(d), UNUSED(p);
    printf("axis value120 %u %d\n", axis, value);
}

static const struct wl_pointer_listener pointer_listener = {
    .enter = pointer_enter, .leave = pointer_leave, .motion = pointer_motion, .button = pointer_button,
    .axis = pointer_axis, .frame = pointer_frame, .axis_source = pointer_source, .axis_stop = pointer_stop,
    .axis_discrete = pointer_discrete, .axis_value120 = pointer_value120,
};

static void relative_motion(void *d, struct zwp_relative_pointer_v1 *p, uint32_t high, uint32_t low,
        wl_fixed_t dx, wl_fixed_t dy, wl_fixed_t raw_dx, wl_fixed_t raw_dy)
{
    UNUSED(d), UNUSED(p), UNUSED(high), UNUSED(low), UNUSED(dx), UNUSED(dy);
    printf("relative %.1f %.1f\n", fixed(raw_dx), fixed(raw_dy));
}

static const struct zwp_relative_pointer_v1_listener relative_listener = {relative_motion};

static void swipe_begin(void *d, struct zwp_pointer_gesture_swipe_v1 *g, uint32_t serial, uint32_t time,
        struct wl_surface *s, uint32_t fingers)
{
    UNUSED(d), UNUSED(g), UNUSED(serial), UNUSED(time), UNUSED(s);
    printf("swipe begin %u\n", fingers);
}

static void swipe_update(void *d, struct zwp_pointer_gesture_swipe_v1 *g, uint32_t time, wl_fixed_t dx,
        wl_fixed_t dy)
{
    UNUSED(d), UNUSED(g), UNUSED(time);
    printf("swipe by %.1f %.1f\n", fixed(dx), fixed(dy));
}

static void swipe_end(void *d, struct zwp_pointer_gesture_swipe_v1 *g, uint32_t serial, uint32_t time,
        int32_t cancelled)
{
    UNUSED(d), UNUSED(g), UNUSED(serial), UNUSED(time);
    printf("swipe %s\n", cancelled ? "cancelled" : "end");
}

static const struct zwp_pointer_gesture_swipe_v1_listener swipe_listener = {
    swipe_begin, swipe_update, swipe_end,
};

static void pinch_begin(void *d, struct zwp_pointer_gesture_pinch_v1 *g, uint32_t serial, uint32_t time,
        struct wl_surface *s, uint32_t fingers)
{
    UNUSED(d), UNUSED(g), UNUSED(serial), UNUSED(time), UNUSED(s);
    printf("pinch begin %u\n", fingers);
}

static void pinch_update(void *d, struct zwp_pointer_gesture_pinch_v1 *g, uint32_t time, wl_fixed_t dx,
        wl_fixed_t dy, wl_fixed_t scale, wl_fixed_t rotation)
{
    UNUSED(d), UNUSED(g), UNUSED(time), UNUSED(dx), UNUSED(dy), UNUSED(rotation);
    printf("pinch scale %.2f\n", fixed(scale));
}

static void pinch_end(void *d, struct zwp_pointer_gesture_pinch_v1 *g, uint32_t serial, uint32_t time,
        int32_t cancelled)
{
    UNUSED(d), UNUSED(g), UNUSED(serial), UNUSED(time);
    printf("pinch %s\n", cancelled ? "cancelled" : "end");
}

static const struct zwp_pointer_gesture_pinch_v1_listener pinch_listener = {
    pinch_begin, pinch_update, pinch_end,
};

static void hold_begin(void *d, struct zwp_pointer_gesture_hold_v1 *g, uint32_t serial, uint32_t time,
        struct wl_surface *s, uint32_t fingers)
{
    UNUSED(d), UNUSED(g), UNUSED(serial), UNUSED(time), UNUSED(s);
    printf("hold begin %u\n", fingers);
}

static void hold_end(void *d, struct zwp_pointer_gesture_hold_v1 *g, uint32_t serial, uint32_t time,
        int32_t cancelled)
{
    UNUSED(d), UNUSED(g), UNUSED(serial), UNUSED(time);
    printf("hold %s\n", cancelled ? "cancelled" : "end");
}

static const struct zwp_pointer_gesture_hold_v1_listener hold_listener = {hold_begin, hold_end};

/* The keyboard. */

static void keymap(void *d, struct wl_keyboard *k, uint32_t format, int32_t fd, uint32_t size)
{
    UNUSED(d), UNUSED(k);
    char *text = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
    printf("keymap %u %s\n", format, text != MAP_FAILED && strstr(text, "xkb_symbols") ? "good" : "bad");
    if (text != MAP_FAILED)
        munmap(text, size);
    close(fd);
}

static void keyboard_enter(void *d, struct wl_keyboard *k, uint32_t serial, struct wl_surface *s,
        struct wl_array *keys)
{
    uint32_t *key;
    UNUSED(d), UNUSED(k), UNUSED(serial), UNUSED(s);
    printf("keyboard enter");
    wl_array_for_each(key, keys)
        printf(" %u", *key);
    printf("\n");
}

static void keyboard_leave(void *d, struct wl_keyboard *k, uint32_t serial, struct wl_surface *s)
{
    UNUSED(d), UNUSED(k), UNUSED(serial), UNUSED(s);
    printf("keyboard leave\n");
}

static void keyboard_key(void *d, struct wl_keyboard *k, uint32_t serial, uint32_t time, uint32_t key,
        uint32_t state)
{
    UNUSED(d), UNUSED(k), UNUSED(serial), UNUSED(time);
    printf("key %u %s\n", key, state ? "down" : "up");
}

static void keyboard_modifiers(void *d, struct wl_keyboard *k, uint32_t serial, uint32_t depressed,
        uint32_t latched, uint32_t locked, uint32_t group)
{
    UNUSED(d), UNUSED(k), UNUSED(serial);
    printf("modifiers %u %u %u %u\n", depressed, latched, locked, group);
}

static void keyboard_repeat(void *d, struct wl_keyboard *k, int32_t rate, int32_t delay)
{
    UNUSED(d), UNUSED(k);
    printf("repeat %d %d\n", rate, delay);
}

static const struct wl_keyboard_listener keyboard_listener = {
    keymap, keyboard_enter, keyboard_leave, keyboard_key, keyboard_modifiers, keyboard_repeat,
};

/* Touch. */

static void touch_down(void *d, struct wl_touch *t, uint32_t serial, uint32_t time, struct wl_surface *s,
        int32_t id, wl_fixed_t x, wl_fixed_t y)
{
    UNUSED(d), UNUSED(t), UNUSED(serial), UNUSED(time), UNUSED(s);
    printf("touch %d down %.1f %.1f\n", id, fixed(x), fixed(y));
}

static void touch_up(void *d, struct wl_touch *t, uint32_t serial, uint32_t time, int32_t id)
{
    UNUSED(d), UNUSED(t), UNUSED(serial), UNUSED(time);
    printf("touch %d up\n", id);
}

static void touch_motion(void *d, struct wl_touch *t, uint32_t time, int32_t id, wl_fixed_t x, wl_fixed_t y)
{
    UNUSED(d), UNUSED(t), UNUSED(time);
    printf("touch %d motion %.1f %.1f\n", id, fixed(x), fixed(y));
}

static void touch_frame(void *d, struct wl_touch *t)
{
    UNUSED(d), UNUSED(t);
    printf("touch frame\n");
}

static void touch_cancel(void *d, struct wl_touch *t)
{
    UNUSED(d), UNUSED(t);
    printf("touch cancel\n");
}

static void touch_shape(void *d, struct wl_touch *t, int32_t id, wl_fixed_t major, wl_fixed_t minor)
{
    UNUSED(d), UNUSED(t), UNUSED(id), UNUSED(major), UNUSED(minor);
}

static void touch_orientation(void *d, struct wl_touch *t, int32_t id, wl_fixed_t degrees)
{
    UNUSED(d), UNUSED(t), UNUSED(id), UNUSED(degrees);
}

static const struct wl_touch_listener touch_listener = {
    touch_down, touch_up, touch_motion, touch_frame, touch_cancel, touch_shape, touch_orientation,
};

/* Drawing tablets. */

static void tool_type(void *d, struct zwp_tablet_tool_v2 *t, uint32_t type)
{
    UNUSED(d), UNUSED(t);
    printf("tool type %#x\n", type);
}

static void tool_serial(void *d, struct zwp_tablet_tool_v2 *t, uint32_t high, uint32_t low)
{
    UNUSED(d), UNUSED(t), UNUSED(high), UNUSED(low);
}

static void tool_capability(void *d, struct zwp_tablet_tool_v2 *t, uint32_t capability)
{
    UNUSED(d), UNUSED(t);
    printf("tool can %u\n", capability);
}

static void tool_done(void *d, struct zwp_tablet_tool_v2 *t)
{
    UNUSED(d), UNUSED(t);
    printf("tool done\n");
}

static void tool_removed(void *d, struct zwp_tablet_tool_v2 *t)
{
    UNUSED(d);
    printf("tool removed\n");
    zwp_tablet_tool_v2_destroy(t);
}

static void tool_in(void *d, struct zwp_tablet_tool_v2 *t, uint32_t serial, struct zwp_tablet_v2 *tablet,
        struct wl_surface *s)
{
    UNUSED(d), UNUSED(t), UNUSED(serial), UNUSED(tablet), UNUSED(s);
    printf("tool in\n");
}

static void tool_out(void *d, struct zwp_tablet_tool_v2 *t)
{
    UNUSED(d), UNUSED(t);
    printf("tool out\n");
}

static void tool_down(void *d, struct zwp_tablet_tool_v2 *t, uint32_t serial)
{
    UNUSED(d), UNUSED(t), UNUSED(serial);
    printf("tool down\n");
}

static void tool_up(void *d, struct zwp_tablet_tool_v2 *t)
{
    UNUSED(d), UNUSED(t);
    printf("tool up\n");
}

static void tool_motion(void *d, struct zwp_tablet_tool_v2 *t, wl_fixed_t x, wl_fixed_t y)
{
    UNUSED(d), UNUSED(t);
    printf("tool motion %.1f %.1f\n", fixed(x), fixed(y));
}

static void tool_pressure(void *d, struct zwp_tablet_tool_v2 *t, uint32_t pressure)
{
    UNUSED(d), UNUSED(t);
    printf("tool pressure %u\n", pressure);
}

static void tool_distance(void *d, struct zwp_tablet_tool_v2 *t, uint32_t distance)
{
    UNUSED(d), UNUSED(t);
    printf("tool distance %u\n", distance);
}

static void tool_tilt(void *d, struct zwp_tablet_tool_v2 *t, wl_fixed_t x, wl_fixed_t y)
{
    UNUSED(d), UNUSED(t);
    printf("tool tilt %.1f %.1f\n", fixed(x), fixed(y));
}

static void tool_rotation(void *d, struct zwp_tablet_tool_v2 *t, wl_fixed_t degrees)
{
    UNUSED(d), UNUSED(t), UNUSED(degrees);
}

static void tool_slider(void *d, struct zwp_tablet_tool_v2 *t, int32_t place)
{
    UNUSED(d), UNUSED(t), UNUSED(place);
}

static void tool_wheel(void *d, struct zwp_tablet_tool_v2 *t, wl_fixed_t degrees, int32_t clicks)
{
    UNUSED(d), UNUSED(t), UNUSED(degrees), UNUSED(clicks);
}

static void tool_button(void *d, struct zwp_tablet_tool_v2 *t, uint32_t serial, uint32_t button,
        uint32_t state)
{
    UNUSED(d), UNUSED(t), UNUSED(serial);
    printf("tool button %u %s\n", button, state ? "down" : "up");
}

static void tool_frame(void *d, struct zwp_tablet_tool_v2 *t, uint32_t time)
{
    UNUSED(d), UNUSED(t), UNUSED(time);
    printf("tool frame\n");
}

static const struct zwp_tablet_tool_v2_listener tool_listener = {
    tool_type, tool_serial, tool_serial, tool_capability, tool_done, tool_removed, tool_in, tool_out,
    tool_down, tool_up, tool_motion, tool_pressure, tool_distance, tool_tilt, tool_rotation, tool_slider,
    tool_wheel, tool_button, tool_frame,
};

static void tablet_name(void *d, struct zwp_tablet_v2 *t, const char *name)
{
    UNUSED(d), UNUSED(t);
    printf("tablet %s\n", name);
}

static void tablet_id(void *d, struct zwp_tablet_v2 *t, uint32_t vendor, uint32_t product)
{
    UNUSED(d), UNUSED(t), UNUSED(vendor), UNUSED(product);
}

static void tablet_path(void *d, struct zwp_tablet_v2 *t, const char *path)
{
    UNUSED(d), UNUSED(t), UNUSED(path);
}

static void tablet_done(void *d, struct zwp_tablet_v2 *t)
{
    UNUSED(d), UNUSED(t);
}

static void tablet_removed(void *d, struct zwp_tablet_v2 *t)
{
    UNUSED(d);
    printf("tablet removed\n");
    zwp_tablet_v2_destroy(t);
}

static const struct zwp_tablet_v2_listener tablet_listener = {
    tablet_name, tablet_id, tablet_path, tablet_done, tablet_removed,
};

static void tablet_added(void *d, struct zwp_tablet_seat_v2 *s, struct zwp_tablet_v2 *tablet)
{
    UNUSED(d), UNUSED(s);
    zwp_tablet_v2_add_listener(tablet, &tablet_listener, NULL);
}

static void tool_added(void *d, struct zwp_tablet_seat_v2 *s, struct zwp_tablet_tool_v2 *tool)
{
    UNUSED(d), UNUSED(s);
    zwp_tablet_tool_v2_add_listener(tool, &tool_listener, NULL);
}

static void pad_added(void *d, struct zwp_tablet_seat_v2 *s, struct zwp_tablet_pad_v2 *pad)
{
    UNUSED(d), UNUSED(s);
    printf("pad\n");
    zwp_tablet_pad_v2_destroy(pad);
}

static const struct zwp_tablet_seat_v2_listener tablet_seat_listener = {tablet_added, tool_added, pad_added};

/* The seat. */

static void take_pointer(void)
{
    pointer = wl_seat_get_pointer(seat);
    wl_pointer_add_listener(pointer, &pointer_listener, NULL);
    if (relatives)
        zwp_relative_pointer_v1_add_listener(
                zwp_relative_pointer_manager_v1_get_relative_pointer(relatives, pointer),
                &relative_listener, NULL);
    if (gestures) {
        zwp_pointer_gesture_swipe_v1_add_listener(
                zwp_pointer_gestures_v1_get_swipe_gesture(gestures, pointer), &swipe_listener, NULL);
        zwp_pointer_gesture_pinch_v1_add_listener(
                zwp_pointer_gestures_v1_get_pinch_gesture(gestures, pointer), &pinch_listener, NULL);
        if (zwp_pointer_gestures_v1_get_version(gestures) >= 3)
            zwp_pointer_gesture_hold_v1_add_listener(
                    zwp_pointer_gestures_v1_get_hold_gesture(gestures, pointer), &hold_listener, NULL);
    }
}

static void capable(void *d, struct wl_seat *s, uint32_t capabilities)
{
    UNUSED(d);
    printf("seat %u\n", capabilities);
    if ((capabilities & WL_SEAT_CAPABILITY_POINTER) && !pointer)
        take_pointer();
    if ((capabilities & WL_SEAT_CAPABILITY_KEYBOARD) && !keyboard) {
        keyboard = wl_seat_get_keyboard(s);
        wl_keyboard_add_listener(keyboard, &keyboard_listener, NULL);
    }
    if ((capabilities & WL_SEAT_CAPABILITY_TOUCH) && !touch) {
        touch = wl_seat_get_touch(s);
        wl_touch_add_listener(touch, &touch_listener, NULL);
    } else if (!(capabilities & WL_SEAT_CAPABILITY_TOUCH) && touch) {
        wl_touch_release(touch);
        touch = NULL;
    }
}

static void seat_name(void *d, struct wl_seat *s, const char *name)
{
    UNUSED(d), UNUSED(s), UNUSED(name);
}

static const struct wl_seat_listener seat_listener = {capable, seat_name};

static void *bind(struct wl_registry *registry, uint32_t name, const struct wl_interface *interface,
        uint32_t offered, uint32_t known)
{
    return wl_registry_bind(registry, name, interface, offered < known ? offered : known);
}

static void global(void *d, struct wl_registry *r, uint32_t name, const char *interface, uint32_t version)
{
    UNUSED(d);
    if (!strcmp(interface, wl_compositor_interface.name))
        compositor = bind(r, name, &wl_compositor_interface, version, 4);
    else if (!strcmp(interface, wl_shm_interface.name))
        shm = bind(r, name, &wl_shm_interface, version, 1);
    else if (!strcmp(interface, wl_seat_interface.name))
        seat = bind(r, name, &wl_seat_interface, version, 8);
    else if (!strcmp(interface, xdg_wm_base_interface.name))
        shell = bind(r, name, &xdg_wm_base_interface, version, 1);
    else if (!strcmp(interface, zwp_pointer_gestures_v1_interface.name))
        gestures = bind(r, name, &zwp_pointer_gestures_v1_interface, version, 3);
    else if (!strcmp(interface, zwp_relative_pointer_manager_v1_interface.name))
        relatives = bind(r, name, &zwp_relative_pointer_manager_v1_interface, version, 1);
    else if (!strcmp(interface, zwp_tablet_manager_v2_interface.name))
        tablets = bind(r, name, &zwp_tablet_manager_v2_interface, version, 1);
}

static void global_removed(void *d, struct wl_registry *r, uint32_t name)
{
    UNUSED(d), UNUSED(r), UNUSED(name);
}

static const struct wl_registry_listener registry_listener = {global, global_removed};

static void take_signal(int signals)
{
    struct signalfd_siginfo info;
    if (read(signals, &info, sizeof info) != sizeof info)
        return;
    animated = info.ssi_signo == SIGUSR1;
    draw(0);
    printf("%s after %u frames%s\n", animated ? "animated" : "still", frames, owing ? ", late" : "");
}

static void run(struct wl_display *display, int signals)
{
    for (;;) {
        struct pollfd fds[2] = {{wl_display_get_fd(display), POLLIN, 0}, {signals, POLLIN, 0}};
        while (wl_display_prepare_read(display) != 0)
            if (wl_display_dispatch_pending(display) < 0)
                fail("the display is gone");
        wl_display_flush(display);
        if (poll(fds, 2, -1) < 0 && errno != EINTR)
            fail("poll");
        if (fds[0].revents) {
            if (wl_display_read_events(display) < 0)
                fail("the display is gone");
        } else {
            wl_display_cancel_read(display);
        }
        if (wl_display_dispatch_pending(display) < 0)
            fail("the display is gone");
        if (fds[1].revents)
            take_signal(signals);
    }
}

int main(int count, char **arguments)
{
    int window = 0;
    const char *title = "seat-events";
    for (int i = 1; i < count; i++) {
        if (!strcmp(arguments[i], "--window"))
            window = 1;
        else if (!strcmp(arguments[i], "--title") && i + 1 < count)
            title = arguments[++i];
        else
            fail("usage: seat-events [--window] [--title TITLE]");
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, SIGUSR1);
    sigaddset(&mask, SIGUSR2);
    sigprocmask(SIG_BLOCK, &mask, NULL);
    int signals = signalfd(-1, &mask, SFD_CLOEXEC);
    struct wl_display *display = wl_display_connect(NULL);
    if (!display || signals < 0)
        fail("no display");
    wl_registry_add_listener(wl_display_get_registry(display), &registry_listener, NULL);
    wl_display_roundtrip(display);
    if (!compositor || !shm || !seat || !shell)
        fail("something is not offered");
    wl_seat_add_listener(seat, &seat_listener, NULL);
    if (tablets)
        zwp_tablet_seat_v2_add_listener(zwp_tablet_manager_v2_get_tablet_seat(tablets, seat),
                &tablet_seat_listener, NULL);
    xdg_wm_base_add_listener(shell, &shell_listener, NULL);
    surface = wl_compositor_create_surface(compositor);
    struct xdg_surface *xdg = xdg_wm_base_get_xdg_surface(shell, surface);
    struct xdg_toplevel *toplevel = xdg_surface_get_toplevel(xdg);
    xdg_surface_add_listener(xdg, &surface_listener, NULL);
    xdg_toplevel_add_listener(toplevel, &toplevel_listener, NULL);
    xdg_toplevel_set_title(toplevel, title);
    if (!window)
        xdg_toplevel_set_fullscreen(toplevel, NULL);
    wl_surface_commit(surface);
    run(display, signals);
    return 0;
}

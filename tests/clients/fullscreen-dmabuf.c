/*
 * fullscreen-dmabuf virtio|udmabuf [FRAMES]: a fullscreen window of dmabufs that the processor draws into.
 *
 * "virtio": in a virtual GPU's memory, made by way of its render node and handed to the host's side as its driver does,
 * so that the card which shows the screen knows it. "udmabuf": in a memfd, which no card made. Each of two buffers is
 * of one colour, with a white square in its middle. Prints what it is told: "size W H", "offered FORMATS" for each
 * tranche to be scanned out, "presented N FLAGS" for each frame, "released N" for each buffer. After FRAMES (60) frames
 * it shows the last one for ever.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/udmabuf.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wayland-client.h>

#include "linux-dmabuf-unstable-v1.h"
#include "presentation-time.h"
#include "xdg-shell.h"

#define XRGB8888 0x34325258
#define SCANOUT 1

/* The kernel's, as in drm.h and virtgpu_drm.h. */
struct gem_map { uint64_t offset; uint32_t handle, pad; };
struct resource_create {
    uint32_t target, format, bind, width, height, depth, array_size, last_level, nr_samples, flags;
    uint32_t bo_handle, res_handle, size, stride;
};
struct transfer {
    uint32_t bo_handle, x, y, z, w, h, d, level, offset, stride, layer_stride;
};
struct gem_wait { uint32_t handle, flags; };
struct prime { uint32_t handle, flags; int32_t fd; };
#define PRIME_HANDLE_TO_FD _IOWR('d', 0x2d, struct prime)
#define GEM_MAP _IOWR('d', 0x41, struct gem_map)
#define RESOURCE_CREATE _IOWR('d', 0x44, struct resource_create)
#define TRANSFER_TO_HOST _IOWR('d', 0x47, struct transfer)
#define GEM_WAIT _IOWR('d', 0x48, struct gem_wait)
#define TEXTURE_2D 2
#define B8G8R8X8 2

static struct wl_compositor *compositor;
static struct xdg_wm_base *shell;
static struct zwp_linux_dmabuf_v1 *dmabufs;
static struct wp_presentation *presentation;
static struct wl_surface *surface;
static int32_t width, height;
static uint32_t *table;
static uint32_t tranche_flags;
static int frames, wanted = 60;
static bool virtual_gpu;
static bool waiting;     /* for a buffer */

struct buffer {
    int number, file;
    uint32_t handle;
    uint32_t *pixels;
    size_t size;
    bool busy;
    struct wl_buffer *object;
};
static struct buffer buffers[2];
static int device = -1;

static void die(const char *what) {
    fprintf(stderr, "fullscreen-dmabuf: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void say(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    fflush(stdout);
}

static void make_virtio(struct buffer *buffer) {
    struct resource_create made = {.target = TEXTURE_2D, .format = B8G8R8X8, .width = width, .height = height,
        .depth = 1, .array_size = 1, .size = buffer->size, .stride = 4 * width};
    if (ioctl(device, RESOURCE_CREATE, &made) != 0) {
        die("making memory of the virtual GPU's");
    }
    struct gem_map map = {.handle = made.bo_handle};
    struct prime file = {.handle = made.bo_handle, .flags = O_CLOEXEC | O_RDWR};
    if (ioctl(device, GEM_MAP, &map) != 0 || ioctl(device, PRIME_HANDLE_TO_FD, &file) != 0) {
        die("taking it out");
    }
    buffer->handle = made.bo_handle;
    buffer->file = file.fd;
    buffer->pixels = mmap(NULL, buffer->size, PROT_READ | PROT_WRITE, MAP_SHARED, device, map.offset);
}

static void make_udmabuf(struct buffer *buffer) {
    int memory = memfd_create("picture", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (memory == -1 || ftruncate(memory, buffer->size) != 0 || fcntl(memory, F_ADD_SEALS, F_SEAL_SHRINK) != 0) {
        die("making a memfd");
    }
    struct udmabuf_create create = {.memfd = memory, .flags = UDMABUF_FLAGS_CLOEXEC, .size = buffer->size};
    buffer->file = ioctl(device, UDMABUF_CREATE, &create);
    if (buffer->file == -1) {
        die("making a udmabuf");
    }
    buffer->pixels = mmap(NULL, buffer->size, PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0);
    close(memory);
}

static void paint(struct buffer *buffer, uint32_t colour) {
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            bool inside = abs(x - width / 2) < 50 && abs(y - height / 2) < 50;
            buffer->pixels[y * width + x] = inside ? 0xffffff : colour;
        }
    }
    if (virtual_gpu) {
        struct transfer all = {.bo_handle = buffer->handle, .w = width, .h = height, .d = 1};
        struct gem_wait done = {.handle = buffer->handle};
        if (ioctl(device, TRANSFER_TO_HOST, &all) != 0 || ioctl(device, GEM_WAIT, &done) != 0) {
            die("handing pixels to the host");
        }
    }
}

static void show(void);

static void on_release(void *data, struct wl_buffer *object) {
    (void) object;
    struct buffer *buffer = data;
    buffer->busy = false;
    say("released %d\n", buffer->number);
    if (waiting) {
        show();
    }
}

static const struct wl_buffer_listener buffer_listener = {.release = on_release};

static void make(struct buffer *buffer, int number) {
    buffer->number = number;
    buffer->size = ((size_t) 4 * width * height + 4095) & ~(size_t) 4095;
    if (virtual_gpu) {
        make_virtio(buffer);
    } else {
        make_udmabuf(buffer);
    }
    if (buffer->pixels == MAP_FAILED) {
        die("mapping");
    }
    paint(buffer, number == 0 ? 0xcc2200 : 0x0022cc);
    struct zwp_linux_buffer_params_v1 *params = zwp_linux_dmabuf_v1_create_params(dmabufs);
    zwp_linux_buffer_params_v1_add(params, buffer->file, 0, 0, 4 * width, 0, 0);
    buffer->object = zwp_linux_buffer_params_v1_create_immed(params, width, height, XRGB8888, 0);
    zwp_linux_buffer_params_v1_destroy(params);
    wl_buffer_add_listener(buffer->object, &buffer_listener, buffer);
}

static void on_sync(void *data, struct wp_presentation_feedback *feedback, struct wl_output *output) {
    (void) data, (void) feedback, (void) output;
}

static void on_presented(void *data, struct wp_presentation_feedback *feedback, uint32_t high, uint32_t low,
        uint32_t nanos, uint32_t refresh, uint32_t sequence_high, uint32_t sequence_low, uint32_t flags) {
    (void) data, (void) high, (void) low, (void) nanos, (void) refresh, (void) sequence_high, (void) sequence_low;
    say("presented %d %u\n", frames, flags);
    wp_presentation_feedback_destroy(feedback);
    show();
}

static void on_discarded(void *data, struct wp_presentation_feedback *feedback) {
    (void) data;
    say("discarded %d\n", frames);
    wp_presentation_feedback_destroy(feedback);
    show();
}

static const struct wp_presentation_feedback_listener feedback_listener = {
    .sync_output = on_sync, .presented = on_presented, .discarded = on_discarded};

/* The other buffer, once the last frame has been told of. */
static void show(void) {
    struct buffer *buffer = &buffers[frames % 2];
    waiting = frames < wanted && buffer->busy;
    if (frames == wanted || waiting) {
        return;
    }
    frames++;
    buffer->busy = true;
    wp_presentation_feedback_add_listener(wp_presentation_feedback(presentation, surface), &feedback_listener, NULL);
    wl_surface_attach(surface, buffer->object, 0, 0);
    wl_surface_damage_buffer(surface, 0, 0, width, height);
    wl_surface_commit(surface);
}

static void on_configure(void *data, struct xdg_surface *object, uint32_t serial) {
    (void) data;
    xdg_surface_ack_configure(object, serial);
    if (buffers[0].object == NULL) {
        say("size %d %d\n", width, height);
        struct wl_region *all = wl_compositor_create_region(compositor);
        wl_region_add(all, 0, 0, width, height);
        wl_surface_set_opaque_region(surface, all);
        make(&buffers[0], 0);
        make(&buffers[1], 1);
        show();
    }
}

static const struct xdg_surface_listener surface_listener = {.configure = on_configure};

static void on_size(void *data, struct xdg_toplevel *toplevel, int32_t w, int32_t h, struct wl_array *states) {
    (void) data, (void) toplevel, (void) states;
    width = w;
    height = h;
}

static void on_close(void *data, struct xdg_toplevel *toplevel) {
    (void) data, (void) toplevel;
    exit(0);
}

static const struct xdg_toplevel_listener toplevel_listener = {.configure = on_size, .close = on_close};

static void on_ping(void *data, struct xdg_wm_base *base, uint32_t serial) {
    (void) data;
    xdg_wm_base_pong(base, serial);
}

static const struct xdg_wm_base_listener shell_listener = {.ping = on_ping};

static void on_table(void *data, struct zwp_linux_dmabuf_feedback_v1 *feedback, int32_t fd, uint32_t size) {
    (void) data, (void) feedback;
    table = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
}

static void on_device(void *data, struct zwp_linux_dmabuf_feedback_v1 *feedback, struct wl_array *number) {
    (void) data, (void) feedback, (void) number;
}

static void on_done(void *data, struct zwp_linux_dmabuf_feedback_v1 *feedback) {
    (void) data, (void) feedback;
    say("feedback\n");
}

static void on_tranche(void *data, struct zwp_linux_dmabuf_feedback_v1 *feedback) {
    (void) data, (void) feedback;
}

static void on_flags(void *data, struct zwp_linux_dmabuf_feedback_v1 *feedback, uint32_t flags) {
    (void) data, (void) feedback;
    tranche_flags = flags;
}

static void on_formats(void *data, struct zwp_linux_dmabuf_feedback_v1 *feedback, struct wl_array *indices) {
    (void) data, (void) feedback;
    if (tranche_flags & SCANOUT) {
        say("offered");
        uint16_t *index;
        wl_array_for_each(index, indices) {
            say(" %.4s", (const char *) &table[4 * *index]);
        }
        say("\n");
    }
}

static const struct zwp_linux_dmabuf_feedback_v1_listener dmabuf_listener = {.done = on_done,
    .format_table = on_table, .main_device = on_device, .tranche_done = on_tranche, .tranche_target_device = on_device,
    .tranche_formats = on_formats, .tranche_flags = on_flags};

static void on_global(void *data, struct wl_registry *registry, uint32_t name, const char *interface,
        uint32_t version) {
    (void) data;
    if (strcmp(interface, wl_compositor_interface.name) == 0) {
        compositor = wl_registry_bind(registry, name, &wl_compositor_interface, 4);
    } else if (strcmp(interface, xdg_wm_base_interface.name) == 0) {
        shell = wl_registry_bind(registry, name, &xdg_wm_base_interface, 1);
        xdg_wm_base_add_listener(shell, &shell_listener, NULL);
    } else if (strcmp(interface, wp_presentation_interface.name) == 0) {
        presentation = wl_registry_bind(registry, name, &wp_presentation_interface, 1);
    } else if (strcmp(interface, zwp_linux_dmabuf_v1_interface.name) == 0) {
        dmabufs = wl_registry_bind(registry, name, &zwp_linux_dmabuf_v1_interface, version < 4 ? version : 4);
    }
}

static void on_gone(void *data, struct wl_registry *registry, uint32_t name) {
    (void) data, (void) registry, (void) name;
}

static const struct wl_registry_listener registry_listener = {.global = on_global, .global_remove = on_gone};

int main(int count, char **arguments) {
    virtual_gpu = count > 1 && strcmp(arguments[1], "virtio") == 0;
    wanted = count > 2 ? atoi(arguments[2]) : wanted;
    device = open(virtual_gpu ? "/dev/dri/renderD128" : "/dev/udmabuf", O_RDWR | O_CLOEXEC);
    if (device == -1) {
        die("opening the device");
    }
    struct wl_display *display = wl_display_connect(NULL);
    if (display == NULL) {
        die("connecting");
    }
    wl_registry_add_listener(wl_display_get_registry(display), &registry_listener, NULL);
    wl_display_roundtrip(display);
    if (compositor == NULL || shell == NULL || presentation == NULL || dmabufs == NULL) {
        fprintf(stderr, "fullscreen-dmabuf: a global is missing%s\n", dmabufs == NULL ? ": dmabufs" : "");
        return 1;
    }
    surface = wl_compositor_create_surface(compositor);
    if (zwp_linux_dmabuf_v1_get_version(dmabufs) >= 4) {
        zwp_linux_dmabuf_feedback_v1_add_listener(
                zwp_linux_dmabuf_v1_get_surface_feedback(dmabufs, surface), &dmabuf_listener, NULL);
    }
    struct xdg_surface *window = xdg_wm_base_get_xdg_surface(shell, surface);
    xdg_surface_add_listener(window, &surface_listener, NULL);
    struct xdg_toplevel *toplevel = xdg_surface_get_toplevel(window);
    xdg_toplevel_add_listener(toplevel, &toplevel_listener, NULL);
    xdg_toplevel_set_title(toplevel, "dmabufs");
    xdg_toplevel_set_fullscreen(toplevel, NULL);
    wl_surface_commit(surface);
    while (wl_display_dispatch(display) != -1) {
    }
    fprintf(stderr, "fullscreen-dmabuf: the compositor ended the connection\n");
    return 1;
}

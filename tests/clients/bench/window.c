/* Connections and windows. */
#define _GNU_SOURCE
#include "bench.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

void die(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("bench-client: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

int64_t now_nanos(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

int64_t processor_nanos(pid_t pid) {
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &time) != 0) {
        die("the compositor, process %d, has gone", pid);
    }
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

void sleep_seconds(double seconds) {
    struct timespec time = {(time_t) seconds, (long) ((seconds - floor(seconds)) * 1e9)};
    while (nanosleep(&time, &time) == -1 && errno == EINTR) {
    }
}

int compare_int64(const void *left, const void *right) {
    int64_t a = *(const int64_t *) left;
    int64_t b = *(const int64_t *) right;
    return (a > b) - (a < b);
}

static void on_ping(void *data, struct xdg_wm_base *shell, uint32_t serial) {
    (void) data;
    xdg_wm_base_pong(shell, serial);
}

static const struct xdg_wm_base_listener shell_listener = {.ping = on_ping};

static void on_global(void *data, struct wl_registry *registry, uint32_t name,
        const char *interface, uint32_t version) {
    struct connection *connection = data;
    if (strcmp(interface, "wl_compositor") == 0) {
        connection->compositor = wl_registry_bind(registry, name, &wl_compositor_interface,
                version < 4 ? version : 4);
    } else if (strcmp(interface, "wl_shm") == 0) {
        connection->shm = wl_registry_bind(registry, name, &wl_shm_interface, 1);
    } else if (strcmp(interface, "xdg_wm_base") == 0) {
        connection->shell = wl_registry_bind(registry, name, &xdg_wm_base_interface, 1);
        xdg_wm_base_add_listener(connection->shell, &shell_listener, NULL);
    }
}

static void on_global_remove(void *data, struct wl_registry *registry, uint32_t name) {
    (void) data;
    (void) registry;
    (void) name;
}

static const struct wl_registry_listener registry_listener = {
    .global = on_global,
    .global_remove = on_global_remove,
};

void connection_bind(struct connection *connection) {
    connection->registry = wl_display_get_registry(connection->display);
    wl_registry_add_listener(connection->registry, &registry_listener, connection);
    while (connection->compositor == NULL || connection->shm == NULL || connection->shell == NULL) {
        if (wl_display_roundtrip(connection->display) < 0) {
            die("the compositor closed the connection");
        }
    }
}

void connection_open(struct connection *connection, const char *socket) {
    memset(connection, 0, sizeof *connection);
    connection->display = wl_display_connect(socket);
    if (connection->display == NULL) {
        die("cannot connect: %s", strerror(errno));
    }
    connection_bind(connection);
}

void connection_close(struct connection *connection) {
    if (connection->shell != NULL) {
        xdg_wm_base_destroy(connection->shell);
        wl_shm_destroy(connection->shm);
        wl_compositor_destroy(connection->compositor);
        wl_registry_destroy(connection->registry);
    }
    wl_display_disconnect(connection->display);
}

void connection_pump(struct connection *connection) {
    struct wl_display *display = connection->display;
    while (wl_display_prepare_read(display) != 0) {
        wl_display_dispatch_pending(display);
    }
    if (wl_display_read_events(display) < 0 || wl_display_dispatch_pending(display) < 0) {
        die("the compositor ended a connection: %s", strerror(wl_display_get_error(display)));
    }
    if (wl_display_flush(display) < 0 && errno != EAGAIN) {
        die("cannot write: %s", strerror(errno));
    }
}

static void commit_frame(struct window *window);

static void on_release(void *data, struct wl_buffer *object) {
    struct buffer *buffer = data;
    (void) object;
    buffer->busy = false;
    if (buffer->window->waiting) {
        commit_frame(buffer->window);
    }
}

static const struct wl_buffer_listener buffer_listener = {.release = on_release};

static size_t buffer_bytes(const struct window *window) {
    return (size_t) window->look.width * window->look.height * 4;
}

/* The next buffer that the compositor does not hold, the longest unused first; at least two take turns. */
static struct buffer *free_buffer(struct window *window) {
    for (int i = 0; i < MAX_BUFFERS; i++) {
        struct buffer *buffer = &window->buffers[(window->next + i) % MAX_BUFFERS];
        if (buffer->object != NULL && !buffer->busy && i < MAX_BUFFERS - 1) {
            window->next = (window->next + i + 1) % MAX_BUFFERS;
            return buffer;
        }
    }
    for (int index = 0; index < MAX_BUFFERS; index++) {
        struct buffer *buffer = &window->buffers[index];
        if (buffer->object != NULL) {
            continue;
        }
        size_t bytes = buffer_bytes(window);
        uint32_t *pixel = (uint32_t *) (window->pixels + index * bytes);
        uint32_t seed = 0x203040u * (index + 1);
        for (size_t i = 0; i < bytes / 4; i++) {
            pixel[i] = seed + (uint32_t) i;
        }
        buffer->window = window;
        buffer->object = wl_shm_pool_create_buffer(window->pool, (int32_t) (index * bytes),
                window->look.width, window->look.height, window->look.width * 4,
                WL_SHM_FORMAT_XRGB8888);
        wl_buffer_add_listener(buffer->object, &buffer_listener, buffer);
        window->next = (index + 1) % MAX_BUFFERS;
        return buffer;
    }
    return NULL;
}

static void on_frame_done(void *data, struct wl_callback *callback, uint32_t time) {
    struct window *window = data;
    (void) time;
    wl_callback_destroy(callback);
    int64_t now = now_nanos();
    window->frames++;
    if (window->on_frame != NULL) {
        window->on_frame(window, now);
    }
    window->last_frame = now;
    commit_frame(window);
}

static const struct wl_callback_listener frame_listener = {.done = on_frame_done};

static void damage(struct window *window) {
    const struct look *look = &window->look;
    if (look->damage_percent >= 100) {
        wl_surface_damage_buffer(window->surface, 0, 0, look->width, look->height);
        return;
    }
    double side = sqrt(look->damage_percent / 100.0);
    int width = (int) (look->width * side);
    int height = (int) (look->height * side);
    int x = (int) (window->frames * 37 % (uint64_t) (look->width - width));
    int y = (int) (window->frames * 23 % (uint64_t) (look->height - height));
    wl_surface_damage_buffer(window->surface, x, y, width, height);
}

static void commit_frame(struct window *window) {
    struct buffer *buffer = free_buffer(window);
    window->waiting = buffer == NULL;
    if (window->waiting) {
        return;
    }
    buffer->busy = true;
    wl_surface_attach(window->surface, buffer->object, 0, 0);
    damage(window);
    struct wl_callback *callback = wl_surface_frame(window->surface);
    wl_callback_add_listener(callback, &frame_listener, window);
    wl_surface_commit(window->surface);
}

static void on_configure(void *data, struct xdg_surface *surface, uint32_t serial) {
    struct window *window = data;
    xdg_surface_ack_configure(surface, serial);
    window->configured = true;
}

static const struct xdg_surface_listener surface_listener = {.configure = on_configure};

static void on_size(void *data, struct xdg_toplevel *toplevel, int32_t width, int32_t height,
        struct wl_array *states) {
    struct window *window = data;
    uint32_t *state;
    (void) toplevel;
    if (!window->look.fullscreen) {
        return;
    }
    /* sway asks for nothing before the first frame, and for fullscreen then. */
    wl_array_for_each(state, states) {
        if (*state != XDG_TOPLEVEL_STATE_FULLSCREEN) {
            continue;
        }
        if (width == 0 && height == 0) {
            return;     /* sway, before its first frame: what is drawn is not asked for yet */
        }
        if (width != window->look.width || height != window->look.height) {
            die("fullscreen is %d x %d, not %d x %d", width, height, window->look.width,
                    window->look.height);
        }
        window->placed = true;
    }
}

static void on_close(void *data, struct xdg_toplevel *toplevel) {
    (void) data;
    (void) toplevel;
    die("the compositor asked a window to close");
}

static const struct xdg_toplevel_listener toplevel_listener = {
    .configure = on_size,
    .close = on_close,
};

static void make_pool(struct window *window) {
    size_t bytes = buffer_bytes(window) * MAX_BUFFERS;
    int fd = memfd_create("bench", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd == -1 || ftruncate(fd, (off_t) bytes) == -1) {
        die("memfd: %s", strerror(errno));
    }
    if (window->look.sealed && fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK) == -1) {
        die("F_ADD_SEALS: %s", strerror(errno));
    }
    window->pixels = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (window->pixels == MAP_FAILED) {
        die("mmap: %s", strerror(errno));
    }
    window->pool = wl_shm_create_pool(window->connection.shm, fd, (int32_t) bytes);
    close(fd);
}

void window_open(struct window *window, const struct look *look, const char *app_id) {
    window->look = *look;
    window->placed = !look->fullscreen;
    window->surface = wl_compositor_create_surface(window->connection.compositor);
    window->shell_surface = xdg_wm_base_get_xdg_surface(window->connection.shell, window->surface);
    xdg_surface_add_listener(window->shell_surface, &surface_listener, window);
    window->toplevel = xdg_surface_get_toplevel(window->shell_surface);
    xdg_toplevel_add_listener(window->toplevel, &toplevel_listener, window);
    xdg_toplevel_set_app_id(window->toplevel, app_id);
    xdg_toplevel_set_title(window->toplevel, app_id);
    if (look->fullscreen) {
        xdg_toplevel_set_fullscreen(window->toplevel, NULL);
    }
    wl_surface_commit(window->surface);
    make_pool(window);
    while (!window->configured) {
        if (wl_display_dispatch(window->connection.display) < 0) {
            die("the compositor ended a connection");
        }
    }
    commit_frame(window);
    wl_display_flush(window->connection.display);
}

void window_close(struct window *window) {
    munmap(window->pixels, buffer_bytes(window) * MAX_BUFFERS);
    connection_close(&window->connection);
}

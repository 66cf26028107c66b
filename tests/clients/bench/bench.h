/*
 * The client of tests/bench/compare: the same program, on libwayland, for every compositor. It measures what a
 * client can see, and reads the compositor's processor time from the kernel's clock of that process.
 */
#ifndef BENCH_H
#define BENCH_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <wayland-client.h>

#include "xdg-shell.h"

#define MAX_BUFFERS 4

/* One client: a connection with what it binds. */
struct connection {
    struct wl_display *display;
    struct wl_registry *registry;
    struct wl_compositor *compositor;
    struct wl_shm *shm;
    struct xdg_wm_base *shell;
};

struct window;

/* One of a window's buffers; drawn once, when it is first used. */
struct buffer {
    struct window *window;
    struct wl_buffer *object;
    bool busy;
};

struct look {
    int width;              /* with fullscreen: what the compositor is expected to configure */
    int height;
    bool fullscreen;
    bool sealed;            /* F_SEAL_SHRINK on the file of the pool */
    int damage_percent;     /* of the area, as one rectangle that moves with each frame */
};

/* A toplevel whose frames are driven by its frame callbacks. */
struct window {
    struct connection connection;
    struct look look;
    struct wl_surface *surface;
    struct xdg_surface *shell_surface;
    struct xdg_toplevel *toplevel;
    struct wl_shm_pool *pool;
    unsigned char *pixels;
    struct buffer buffers[MAX_BUFFERS];
    int next;               /* the buffer to try first */
    bool configured;
    bool placed;            /* fullscreen, if it is to be that */
    bool counted;           /* among those that are shown */
    bool waiting;           /* a frame is due, and no buffer was free */
    uint64_t frames;
    int64_t last_frame;     /* nanoseconds, CLOCK_MONOTONIC; 0 before the first */
    void (*on_frame)(struct window *window, int64_t now);
    void *user;
};

_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

int64_t now_nanos(void);

/* What the threads of that process have used, in nanoseconds. */
int64_t processor_nanos(pid_t pid);

void sleep_seconds(double seconds);

void connection_bind(struct connection *connection);
void connection_open(struct connection *connection, const char *socket);
void connection_close(struct connection *connection);

/* Reads what has arrived, dispatches it and flushes; the descriptor is readable. */
void connection_pump(struct connection *connection);

/* The window is there, configured, and its first frame is committed. The connection is open. */
void window_open(struct window *window, const struct look *look, const char *app_id);
void window_close(struct window *window);

int compare_int64(const void *left, const void *right);

/* Modes; the arguments follow the mode's name. */
int animate(pid_t server, char **arguments);

#endif

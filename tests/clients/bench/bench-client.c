/* bench-client SERVER-PID MODE ARGUMENT...; prints "name value" lines. */
#define _GNU_SOURCE
#include "bench.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char *argument(char **arguments, int index) {
    for (int i = 0; i <= index; i++) {
        if (arguments[i] == NULL) {
            die("argument %d is missing", index + 1);
        }
    }
    return arguments[index];
}

static struct wl_display *await_socket(const char *name) {
    const char *directory = getenv("XDG_RUNTIME_DIR");
    int watch = inotify_init1(IN_CLOEXEC);
    if (directory == NULL || watch == -1
            || inotify_add_watch(watch, directory, IN_CREATE | IN_ATTRIB) == -1) {
        die("cannot watch XDG_RUNTIME_DIR");
    }
    puts("watching");
    fflush(stdout);
    int64_t deadline = now_nanos() + INT64_C(120000000000);
    while (now_nanos() < deadline) {
        struct wl_display *display = wl_display_connect(name);
        if (display != NULL) {
            close(watch);
            return display;
        }
        /* Refused: it is bound, and listens in a moment. */
        struct pollfd readable = {.fd = watch, .events = POLLIN};
        if (poll(&readable, 1, errno == ECONNREFUSED ? 1 : 1000) > 0) {
            char events[4096];
            if (read(watch, events, sizeof events) == -1) {
                die("inotify: %s", strerror(errno));
            }
        }
    }
    die("there is no socket %s after two minutes", name);
}

/* start SOCKET: when the socket accepted, and when the first frame of a client was shown. */
static int await_start(char **arguments) {
    static struct window window;
    const struct look look = {.width = 256, .height = 256, .sealed = true, .damage_percent = 100};
    window.connection.display = await_socket(argument(arguments, 0));
    printf("socket-at %lld\n", (long long) now_nanos());
    connection_bind(&window.connection);
    window_open(&window, &look, "bench-start");
    while (window.frames == 0) {
        if (wl_display_dispatch(window.connection.display) < 0) {
            die("the compositor ended the connection");
        }
    }
    printf("frame-at %lld\n", (long long) now_nanos());
    window_close(&window);
    return 0;
}

/* windows COUNT SIDE: shows them, each on a connection of its own, says so, and waits for the end of stdin. */
static int hold_windows(char **arguments) {
    int count = atoi(argument(arguments, 0));
    int side = atoi(argument(arguments, 1));
    struct look look = {.width = side, .height = side, .sealed = true, .damage_percent = 100};
    struct window *windows = calloc((size_t) count, sizeof *windows);
    for (int i = 0; i < count; i++) {
        char name[32];
        snprintf(name, sizeof name, "bench-%d", i % 100);
        connection_open(&windows[i].connection, NULL);
        window_open(&windows[i], &look, name);
        while (windows[i].frames == 0) {
            if (wl_display_dispatch(windows[i].connection.display) < 0) {
                die("the compositor ended a connection");
            }
        }
        /* The frame that was committed in reply is the last: from now on nothing is read. */
    }
    puts("shown");
    fflush(stdout);
    char byte;
    return read(STDIN_FILENO, &byte, 1) == 0 ? 0 : 1;
}

static void allow(pid_t thread, unsigned long processors) {
    if (syscall(SYS_sched_setaffinity, thread, sizeof processors, &processors) == -1) {
        die("sched_setaffinity: %s", strerror(errno));
    }
}

/* All threads of that process, from now on. */
static void allow_all(pid_t process, unsigned long processors) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/task", process);
    DIR *threads = opendir(path);
    if (threads == NULL) {
        die("the compositor has gone");
    }
    for (struct dirent *entry = readdir(threads); entry != NULL; entry = readdir(threads)) {
        if (entry->d_name[0] != '.') {
            allow(atoi(entry->d_name), processors);
        }
    }
    closedir(threads);
}

/*
 * roundtrip free|one|two WARM-UP SECONDS: one wl_display.sync at a time, with both processes where the kernel puts
 * them, on one core, or on a core each; what the kernel chooses decides between times that are five apart.
 */
static int measure_roundtrips(pid_t server, char **arguments) {
    const char *placed = argument(arguments, 0);
    double warm_up = atof(argument(arguments, 1));
    double seconds = atof(argument(arguments, 2));
    struct connection connection;
    if (strcmp(placed, "free") != 0) {
        allow_all(server, 1);
        allow(0, strcmp(placed, "one") == 0 ? 1 : 2);
    }
    connection_open(&connection, NULL);
    size_t capacity = (size_t) (seconds * 500000);
    int64_t *times = malloc(capacity * sizeof *times);
    int64_t end = now_nanos() + (int64_t) (warm_up * 1e9);
    while (now_nanos() < end) {
        wl_display_roundtrip(connection.display);
    }
    size_t count = 0;
    int64_t processor = processor_nanos(server);
    int64_t last = now_nanos();
    end = last + (int64_t) (seconds * 1e9);
    while (last < end && count < capacity) {
        if (wl_display_roundtrip(connection.display) < 0) {
            die("the compositor ended the connection");
        }
        int64_t now = now_nanos();
        times[count++] = now - last;
        last = now;
    }
    processor = processor_nanos(server) - processor;
    allow_all(server, ~0ul);
    qsort(times, count, sizeof *times, compare_int64);
    printf("median-us %f\n", times[count / 2] / 1e3);
    printf("p99-us %f\n", times[count * 99 / 100] / 1e3);
    printf("processor-us %f\n", (double) processor / 1e3 / (double) count);
    connection_close(&connection);
    return 0;
}

static void on_done(void *data, struct wl_callback *callback, uint32_t serial) {
    (void) serial;
    wl_callback_destroy(callback);
    (*(int *) data)--;
}

static const struct wl_callback_listener done_listener = {.done = on_done};

/* A thousand requests of nine kinds, the last of them a sync. */
static void send_batch(struct connection *connection, struct wl_surface *surface, int *pending) {
    for (int i = 0; i < 111; i++) {
        struct wl_region *region = wl_compositor_create_region(connection->compositor);
        wl_region_add(region, 0, 0, 64, 64);
        wl_region_subtract(region, 8, 8, 16, 16);
        wl_surface_set_opaque_region(surface, region);
        wl_surface_set_input_region(surface, region);
        wl_region_destroy(region);
        wl_surface_damage_buffer(surface, i, i, 16, 16);
        wl_surface_set_buffer_scale(surface, 1);
        wl_surface_commit(surface);
    }
    struct wl_callback *callback = wl_display_sync(connection->display);
    wl_callback_add_listener(callback, &done_listener, pending);
    (*pending)++;
}

/* requests WARM-UP SECONDS: as many as the compositor takes, at most two batches on their way. */
static int measure_requests(pid_t server, char **arguments) {
    double warm_up = atof(argument(arguments, 0));
    double seconds = atof(argument(arguments, 1));
    struct connection connection;
    connection_open(&connection, NULL);
    struct wl_surface *surface = wl_compositor_create_surface(connection.compositor);
    int pending = 0;
    int64_t started = now_nanos();
    int64_t processor = 0;
    uint64_t batches = 0;
    bool measuring = false;
    for (;;) {
        send_batch(&connection, surface, &pending);
        wl_display_flush(connection.display);
        batches++;
        while (pending > 1) {
            if (wl_display_dispatch(connection.display) < 0) {
                die("the compositor ended the connection");
            }
        }
        double elapsed = (double) (now_nanos() - started) / 1e9;
        if (!measuring && elapsed >= warm_up) {
            measuring = true;
            batches = 0;
            processor = processor_nanos(server);
            started = now_nanos();
        } else if (measuring && elapsed >= seconds) {
            break;
        }
    }
    double elapsed = (double) (now_nanos() - started) / 1e9;
    processor = processor_nanos(server) - processor;
    printf("per-second %f\n", (double) batches * 1000 / elapsed);
    printf("processor-ms-per-million %f\n", (double) processor / 1e6 / (double) batches * 1000);
    connection_close(&connection);
    return 0;
}

/* connects WARM-UP SECONDS: connect, see the globals, bind three, make a surface, roundtrip, leave. */
static int measure_connects(pid_t server, char **arguments) {
    double warm_up = atof(argument(arguments, 0));
    double seconds = atof(argument(arguments, 1));
    int64_t started = now_nanos();
    int64_t processor = 0;
    uint64_t count = 0;
    bool measuring = false;
    for (;;) {
        struct connection connection;
        connection_open(&connection, NULL);
        struct wl_surface *surface = wl_compositor_create_surface(connection.compositor);
        if (wl_display_roundtrip(connection.display) < 0) {
            die("the compositor ended the connection");
        }
        wl_surface_destroy(surface);
        connection_close(&connection);
        count++;
        double elapsed = (double) (now_nanos() - started) / 1e9;
        if (!measuring && elapsed >= warm_up) {
            measuring = true;
            count = 0;
            processor = processor_nanos(server);
            started = now_nanos();
        } else if (measuring && elapsed >= seconds) {
            processor = processor_nanos(server) - processor;
            printf("per-second %f\n", (double) count / elapsed);
            printf("processor-us %f\n", (double) processor / 1e3 / (double) count);
            return 0;
        }
    }
}

int main(int count, char **arguments) {
    if (count < 3) {
        die("SERVER-PID MODE ARGUMENT...");
    }
    pid_t server = atoi(arguments[1]);
    const char *mode = arguments[2];
    if (strcmp(mode, "start") == 0) {
        return await_start(arguments + 3);
    } else if (strcmp(mode, "windows") == 0) {
        return hold_windows(arguments + 3);
    } else if (strcmp(mode, "roundtrip") == 0) {
        return measure_roundtrips(server, arguments + 3);
    } else if (strcmp(mode, "requests") == 0) {
        return measure_requests(server, arguments + 3);
    } else if (strcmp(mode, "connects") == 0) {
        return measure_connects(server, arguments + 3);
    } else if (strcmp(mode, "frames") == 0) {
        return animate(server, arguments + 3);
    }
    die("there is no mode %s", mode);
}

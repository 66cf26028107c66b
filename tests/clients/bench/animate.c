/*
 * Animated windows, each with a connection of its own, in a few processes: how many frames the compositor showed,
 * what it used for them, and how long apart they were. A frame counts when its frame callback has come.
 *
 *   frames WIDTH HEIGHT fullscreen|floating sealed|unsealed DAMAGE-PERCENT CLIENTS PROCESSES WARM-UP SECONDS
 */
#define _GNU_SOURCE
#include "bench.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum phase { WARMING, MEASURING, OVER };

/* Shared by the parent, which keeps the time, and its children. */
struct shared {
    _Atomic int phase;
    _Atomic int shown;          /* windows that have had a frame where they are to be */
    _Atomic uint64_t frames;    /* while measuring */
    _Atomic uint64_t gaps;      /* of which so many are written below */
    uint64_t capacity;
    _Atomic uint32_t counts[4096];
    int64_t gap[];
};

static struct shared *shared;

static void on_frame(struct window *window, int64_t now) {
    int index = (int) (intptr_t) window->user;
    if (window->placed && !window->counted) {
        window->counted = true;
        atomic_fetch_add(&shared->shown, 1);
    }
    if (atomic_load_explicit(&shared->phase, memory_order_relaxed) != MEASURING) {
        window->last_frame = 0;
        return;
    }
    atomic_fetch_add_explicit(&shared->frames, 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&shared->counts[index], 1, memory_order_relaxed);
    if (window->last_frame != 0) {
        uint64_t slot = atomic_fetch_add_explicit(&shared->gaps, 1, memory_order_relaxed);
        if (slot < shared->capacity) {
            shared->gap[slot] = now - window->last_frame;
        }
    }
}

_Noreturn static void child(const struct look *look, int first, int count) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    struct window *windows = calloc((size_t) count, sizeof *windows);
    for (int i = 0; i < count; i++) {
        struct window *window = &windows[i];
        char name[32];
        snprintf(name, sizeof name, "bench-%d", (first + i) % 100);
        connection_open(&window->connection, NULL);
        window->on_frame = on_frame;
        window->user = (void *) (intptr_t) (first + i);
        window_open(window, look, name);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = window};
        epoll_ctl(epoll, EPOLL_CTL_ADD, wl_display_get_fd(window->connection.display), &event);
    }
    while (atomic_load(&shared->phase) != OVER) {
        struct epoll_event events[64];
        int ready = epoll_wait(epoll, events, 64, 100);
        for (int i = 0; i < ready; i++) {
            struct window *window = events[i].data.ptr;
            connection_pump(&window->connection);
        }
    }
    _exit(0);
}

static void print_gaps(const char *name, int64_t *gaps, uint64_t count) {
    if (count == 0) {
        return;
    }
    qsort(gaps, count, sizeof *gaps, compare_int64);
    printf("%s-p50-ms %f\n", name, gaps[count / 2] / 1e6);
    printf("%s-p99-ms %f\n", name, gaps[count * 99 / 100] / 1e6);
    printf("%s-p999-ms %f\n", name, gaps[count * 999 / 1000] / 1e6);
    printf("%s-max-ms %f\n", name, gaps[count - 1] / 1e6);
}

/*
 * Sleeps, and wakes 60 times a second: how long apart that really was is what the machine alone does to who wants
 * to be on time. Returns how many were written. Goes on for longer, ten times at most, if there are too few frames.
 */
static uint64_t sleep_and_watch(double seconds, uint64_t frames, int64_t *gaps,
        uint64_t capacity) {
    const int64_t period = 1000000000 / 60;
    int64_t due = now_nanos();
    int64_t end = due + (int64_t) (seconds * 1e9);
    int64_t deadline = due + (int64_t) (seconds * 1e10);
    int64_t last = due;
    uint64_t count = 0;
    while (last < end || (atomic_load(&shared->frames) < frames && last < deadline)) {
        due = due + period > last ? due + period : last + period;
        struct timespec until = {due / 1000000000, due % 1000000000};
        while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR) {
        }
        int64_t now = now_nanos();
        if (count < capacity) {
            gaps[count++] = now - last;
        }
        last = now;
    }
    return count;
}

static void await_shown(int clients, pid_t *children, int processes) {
    int64_t deadline = now_nanos() + INT64_C(60000000000);
    while (atomic_load(&shared->shown) < clients) {
        if (now_nanos() > deadline) {
            die("only %d of %d windows were shown within a minute", atomic_load(&shared->shown),
                    clients);
        }
        for (int i = 0; i < processes; i++) {
            if (waitpid(children[i], NULL, WNOHANG) != 0) {
                die("a process of clients has ended");
            }
        }
        sleep_seconds(0.005);
    }
}

int animate(pid_t server, char **arguments) {
    for (int i = 0; i < 9; i++) {
        if (arguments[i] == NULL) {
            die("frames WIDTH HEIGHT fullscreen|floating sealed|unsealed DAMAGE-PERCENT CLIENTS "
                    "PROCESSES WARM-UP SECONDS");
        }
    }
    struct look look = {
        .width = atoi(arguments[0]),
        .height = atoi(arguments[1]),
        .fullscreen = strcmp(arguments[2], "fullscreen") == 0,
        .sealed = strcmp(arguments[3], "sealed") == 0,
        .damage_percent = atoi(arguments[4]),
    };
    int clients = atoi(arguments[5]);
    int processes = atoi(arguments[6]);
    double warm_up = atof(arguments[7]);
    double seconds = atof(arguments[8]);
    uint64_t capacity = (uint64_t) (clients * (seconds + 1) * 100);
    if (clients > 4096 || clients % processes != 0) {
        die("at most 4096 clients, as many in each process");
    }
    shared = mmap(NULL, sizeof *shared + capacity * sizeof(int64_t), PROT_READ | PROT_WRITE,
            MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    shared->capacity = capacity;
    pid_t children[processes];
    for (int i = 0; i < processes; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            child(&look, i * (clients / processes), clients / processes);
        }
    }
    uint64_t sleeper_capacity = (uint64_t) ((seconds + 1) * 60);
    int64_t *sleeper = malloc(sleeper_capacity * sizeof *sleeper);
    await_shown(clients, children, processes);
    sleep_seconds(warm_up);
    int64_t started = now_nanos();
    int64_t processor = processor_nanos(server);
    atomic_store(&shared->phase, MEASURING);
    uint64_t watched = sleep_and_watch(seconds, (uint64_t) clients * 5, sleeper,
            sleeper_capacity);
    atomic_store(&shared->phase, OVER);
    processor = processor_nanos(server) - processor;
    double elapsed = (double) (now_nanos() - started) / 1e9;
    for (int i = 0; i < processes; i++) {
        waitpid(children[i], NULL, 0);
    }
    uint32_t least = UINT32_MAX;
    for (int i = 0; i < clients; i++) {
        least = shared->counts[i] < least ? shared->counts[i] : least;
    }
    uint64_t frames = shared->frames;
    if (frames == 0) {
        die("no frame was shown");
    }
    printf("frames %llu\n", (unsigned long long) frames);
    printf("rate %f\n", (double) frames / clients / elapsed);
    printf("least-rate %f\n", least / elapsed);
    printf("processor-percent %f\n", (double) processor / 1e7 / elapsed);
    printf("processor-ms-per-frame %f\n", (double) processor / 1e6 / (double) frames);
    print_gaps("gap", shared->gap,
            shared->gaps < shared->capacity ? shared->gaps : shared->capacity);
    print_gaps("sleeper", sleeper, watched);
    return 0;
}

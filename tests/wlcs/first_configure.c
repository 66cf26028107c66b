/*
 * Mends a mistake of WLCS 1.5 that later releases of it have mended too: most of its windows get their
 * buffer at once, without the initial commit, without a wait for the first configure, or without an
 * acknowledgement. To xdg_surface that is the error unconfigured_buffer, and few of the suite's tests
 * would come to what they test.
 *
 * Preloaded, this stands between libwayland and the kernel. When a client attaches a buffer to an
 * xdg_surface with a role that has not acknowledged a configure since it was last without content, what
 * precedes the attach is sent, an initial commit is put in if there was none, the configure is awaited
 * (and left in the socket), and its acknowledgement is put in; the client's own acknowledgement, if
 * it comes after all, is left out, for a configure may be acknowledged once. Everything else passes as
 * it is: a buffer on an xdg_surface that has no role is no concern of this, and the test of the error
 * provokes it so.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "first_configure.h"

#define MOST_FDS 4096
#define MOST_WINDOWS 64
#define MOST_WM_BASES 8
#define WAIT_MS 5000
#define QUEUE_BYTES 65536
#define EVENT_BYTES 12

enum {
    DISPLAY = 1,
    DISPLAY_GET_REGISTRY = 1,
    REGISTRY_BIND = 0,
    WM_BASE_DESTROY = 0,
    WM_BASE_GET_XDG_SURFACE = 2,
    XDG_SURFACE_DESTROY = 0,
    XDG_SURFACE_GET_TOPLEVEL = 1,
    XDG_SURFACE_GET_POPUP = 2,
    XDG_SURFACE_ACK_CONFIGURE = 4,
    XDG_SURFACE_CONFIGURE = 0,
    SURFACE_ATTACH = 1,
    SURFACE_COMMIT = 6,
};

/* An xdg_surface; 0: none. */
struct window {
    uint32_t xdg_surface;
    uint32_t surface;
    bool has_role;
    bool attached;              /* pending: a buffer, or none, is attached */
    bool attached_buffer;
    bool has_content;
    bool committed;             /* an initial commit was made */
    uint32_t serial_before;     /* the newest configure then */
    bool acknowledged;
    uint32_t put_in;            /* the serial that was acknowledged here */
    uint32_t serial;            /* the newest configure that the client has received */
};

/* Where in the stream of events the client's reading is: what it has of the current one. */
struct reading {
    char bytes[EVENT_BYTES];
    size_t have;
    size_t left;
};

/* A connection of the suite's. */
struct peer {
    bool known;
    uint32_t registry;
    uint32_t wm_bases[MOST_WM_BASES];
    struct window windows[MOST_WINDOWS];
    struct reading reading;
};

/* What is to be sent, and not yet is; descriptors go with the first of it. */
struct output {
    char bytes[QUEUE_BYTES];
    size_t length;
    const struct msghdr *rights;
};

enum fate { PASS, DROP, CONFIGURE_FIRST };

static struct peer peers[MOST_FDS];

void watch_connection(int fd)
{
    if (fd >= 0 && fd < MOST_FDS) {
        memset(&peers[fd], 0, sizeof(peers[fd]));
        peers[fd].known = true;
    }
}

static struct peer *peer_of(int fd)
{
    return fd >= 0 && fd < MOST_FDS && peers[fd].known ? &peers[fd] : NULL;
}

static struct window *window_of_xdg_surface(struct peer *peer, uint32_t id)
{
    for (int i = 0; i < MOST_WINDOWS; i++) {
        if (peer->windows[i].xdg_surface == id && id != 0) {
            return &peer->windows[i];
        }
    }
    return NULL;
}

static struct window *window_of_surface(struct peer *peer, uint32_t id)
{
    for (int i = 0; i < MOST_WINDOWS; i++) {
        if (peer->windows[i].xdg_surface != 0 && peer->windows[i].surface == id) {
            return &peer->windows[i];
        }
    }
    return NULL;
}

/* Its place in the list; 0 finds a free one. */
static uint32_t *find_wm_base(struct peer *peer, uint32_t id)
{
    for (int i = 0; i < MOST_WM_BASES; i++) {
        if (peer->wm_bases[i] == id) {
            return &peer->wm_bases[i];
        }
    }
    return NULL;
}

static void add_window(struct peer *peer, uint32_t xdg_surface, uint32_t surface)
{
    for (int i = 0; i < MOST_WINDOWS; i++) {
        if (peer->windows[i].xdg_surface == 0) {
            peer->windows[i] = (struct window) {.xdg_surface = xdg_surface, .surface = surface};
            return;
        }
    }
}

/* Follows the stream of events; serials of configures go to the windows of a peer. */
static void read_events(struct reading *reading, const char *bytes, size_t length,
    struct window *windows)
{
    for (size_t at = 0; at < length; at++) {
        uint32_t words[3] = {0};
        if (reading->left > 0 && reading->have >= EVENT_BYTES) {
            reading->left--;
        } else {
            reading->bytes[reading->have++] = bytes[at];
            memcpy(words, reading->bytes, reading->have);
            if (reading->have == 8) {
                reading->left = (words[1] >> 16) - 8;
            } else if (reading->have > 8) {
                reading->left--;
            }
            for (int i = 0; reading->have == EVENT_BYTES && i < MOST_WINDOWS; i++) {
                if (windows[i].xdg_surface == words[0]
                        && (words[1] & 0xffff) == XDG_SURFACE_CONFIGURE) {
                    windows[i].serial = words[2];
                }
            }
        }
        if (reading->have >= 8 && reading->left == 0) {
            reading->have = 0;
        }
    }
}

/*
 * The newest configure of a window, those among them that wait in the socket. One peek ends at a
 * descriptor, so there may be several.
 */
static uint32_t newest_configure(const struct peer *peer, int fd, const struct window *window)
{
    static char queue[QUEUE_BYTES];
    static struct window windows[MOST_WINDOWS];
    struct reading reading = peer->reading;
    ssize_t length;
    memcpy(windows, peer->windows, sizeof(windows));
    setsockopt(fd, SOL_SOCKET, SO_PEEK_OFF, &(int) {0}, sizeof(int));
    while ((length = recv(fd, queue, sizeof(queue), MSG_PEEK | MSG_DONTWAIT)) > 0) {
        read_events(&reading, queue, length, windows);
    }
    setsockopt(fd, SOL_SOCKET, SO_PEEK_OFF, &(int) {-1}, sizeof(int));
    return windows[window - peer->windows].serial;
}

static void note_commit(const struct peer *peer, int fd, struct window *window)
{
    if (window->attached) {
        if (window->has_content && !window->attached_buffer) {
            window->committed = false;
            window->acknowledged = false;
        }
        window->has_content = window->attached_buffer;
        window->attached = false;
    } else if (window->has_role && !window->has_content && !window->committed) {
        window->committed = true;
        window->serial_before = newest_configure(peer, fd, window);
    }
}

static enum fate note_of_window(struct window *window, uint32_t opcode, uint32_t argument)
{
    switch (opcode) {
    case XDG_SURFACE_DESTROY:
        window->xdg_surface = 0;
        return PASS;
    case XDG_SURFACE_GET_TOPLEVEL:
    case XDG_SURFACE_GET_POPUP:
        window->has_role = true;
        return PASS;
    case XDG_SURFACE_ACK_CONFIGURE:
        if (window->put_in != 0 && argument == window->put_in) {
            return DROP;
        }
        window->acknowledged = true;
        return PASS;
    default:
        return PASS;
    }
}

/* Takes note of a request, and says what is to become of it. */
static enum fate note(struct peer *peer, int fd, const uint32_t *request, size_t words)
{
    uint32_t object = request[0];
    uint32_t opcode = request[1] & 0xffff;
    struct window *window;
    uint32_t *wm_base;
    if (object == DISPLAY && opcode == DISPLAY_GET_REGISTRY && words == 3) {
        peer->registry = request[2];
    } else if (object == peer->registry && opcode == REGISTRY_BIND && words >= 7) {
        /* name, interface, version, id */
        if (!strncmp((const char *)(request + 4), "xdg_wm_base", request[3])
                && (wm_base = find_wm_base(peer, 0))) {
            *wm_base = request[words - 1];
        }
    } else if ((wm_base = find_wm_base(peer, object))) {
        if (opcode == WM_BASE_GET_XDG_SURFACE && words == 4) {
            add_window(peer, request[2], request[3]);
        } else if (opcode == WM_BASE_DESTROY) {
            *wm_base = 0;
        }
    } else if ((window = window_of_xdg_surface(peer, object))) {
        return note_of_window(window, opcode, words >= 3 ? request[2] : 0);
    } else if ((window = window_of_surface(peer, object))) {
        if (opcode == SURFACE_COMMIT) {
            note_commit(peer, fd, window);
        } else if (opcode == SURFACE_ATTACH && words == 5) {
            window->attached = true;
            window->attached_buffer = request[2] != 0;
            if (window->attached_buffer && window->has_role && !window->acknowledged) {
                return CONFIGURE_FIRST;
            }
        }
    }
    return PASS;
}

static ssize_t send_to_kernel(int fd, const struct msghdr *message, int flags)
{
    static ssize_t (*real)(int, const struct msghdr *, int);
    if (!real) {
        real = (ssize_t (*)(int, const struct msghdr *, int))dlsym(RTLD_NEXT, "sendmsg");
    }
    return real(fd, message, flags);
}

/* Sends to the last byte, however long it takes. */
static bool flush(int fd, struct output *out)
{
    size_t sent = 0;
    while (sent < out->length) {
        struct iovec part = {.iov_base = out->bytes + sent, .iov_len = out->length - sent};
        struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
        if (out->rights) {
            message.msg_control = out->rights->msg_control;
            message.msg_controllen = out->rights->msg_controllen;
        }
        ssize_t count = send_to_kernel(fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0 && errno == EAGAIN) {
            poll(&(struct pollfd) {.fd = fd, .events = POLLOUT}, 1, -1);
        } else if (count < 0 && errno != EINTR) {
            return false;
        } else if (count >= 0) {
            sent += count;
            out->rights = NULL;
        }
    }
    out->length = 0;
    return true;
}

static void append(struct output *out, const void *bytes, size_t length)
{
    memcpy(out->bytes + out->length, bytes, length);
    out->length += length;
}

static bool configure(struct peer *peer, int fd, struct window *window, struct output *out)
{
    uint32_t ack[3] = {window->xdg_surface, sizeof(ack) << 16 | XDG_SURFACE_ACK_CONFIGURE};
    if (!window->committed) {
        uint32_t commit[2] = {window->surface, sizeof(commit) << 16 | SURFACE_COMMIT};
        window->committed = true;
        window->serial_before = newest_configure(peer, fd, window);
        append(out, commit, sizeof(commit));
    }
    if (!flush(fd, out)) {
        return false;
    }
    for (int waited = 0; waited < WAIT_MS; waited++) {
        ack[2] = newest_configure(peer, fd, window);
        if (ack[2] != window->serial_before) {
            append(out, ack, sizeof(ack));
            window->acknowledged = true;
            window->put_in = ack[2];
            return true;
        }
        usleep(1000);       /* poll() would not wait: other events are there */
    }
    fprintf(stderr, "first_configure: none came\n");
    return true;
}

/* libwayland hands over whole messages. */
ssize_t sendmsg(int fd, const struct msghdr *message, int flags)
{
    static char bytes[QUEUE_BYTES / 4];
    static struct output out;
    struct peer *peer = peer_of(fd);
    size_t total = 0;
    if (!peer) {
        return send_to_kernel(fd, message, flags);
    }
    for (size_t i = 0; i < message->msg_iovlen; i++) {
        const struct iovec *part = &message->msg_iov[i];
        if (part->iov_len > sizeof(bytes) - total) {
            return send_to_kernel(fd, message, flags);
        }
        memcpy(bytes + total, part->iov_base, part->iov_len);
        total += part->iov_len;
    }
    out.length = 0;
    out.rights = message->msg_controllen > 0 ? message : NULL;
    for (size_t at = 0; at + 8 <= total;) {
        uint32_t request[1024];
        size_t length;
        memcpy(request, bytes + at, 8);
        length = request[1] >> 16;
        if (length < 8 || length > sizeof(request) || at + length > total) {
            append(&out, bytes + at, total - at);
            break;
        }
        memcpy(request, bytes + at, length);
        enum fate fate = note(peer, fd, request, length / 4);
        if (fate == CONFIGURE_FIRST
                && !configure(peer, fd, window_of_surface(peer, request[0]), &out)) {
            return -1;
        }
        if (fate != DROP) {
            append(&out, request, length);
        }
        at += length;
    }
    return flush(fd, &out) ? (ssize_t)total : -1;
}

/* Keeps count of what the client has read. */
ssize_t recvmsg(int fd, struct msghdr *message, int flags)
{
    static ssize_t (*real)(int, struct msghdr *, int);
    struct peer *peer = peer_of(fd);
    if (!real) {
        real = (ssize_t (*)(int, struct msghdr *, int))dlsym(RTLD_NEXT, "recvmsg");
    }
    ssize_t received = real(fd, message, flags);
    ssize_t left = peer && received > 0 ? received : 0;
    for (size_t i = 0; left > 0 && i < message->msg_iovlen; i++) {
        size_t length = message->msg_iov[i].iov_len;
        length = length < (size_t)left ? length : (size_t)left;
        read_events(&peer->reading, message->msg_iov[i].iov_base, length, peer->windows);
        left -= length;
    }
    return received;
}

/*
 * What the suite loads: it stands for a display server, and passes everything on to a Breakwater in
 * a process of its own, which it starts when it is first needed and resets after each test.
 *
 * BREAKWATER_WLCS_SERVER is the shell command that starts that process; its descriptor 3 is the
 * control socket. A command goes out as a message with the framing of the Wayland wire (a device's
 * number, size << 16 | opcode, arguments of 32 bits); each is answered, once all that follows from
 * it has happened, by a message (0, or 1 where it was refused; size << 16 | opcode; a string).
 * ControlConnection.java is the other end.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <wlcs/display_server.h>
#include <wlcs/pointer.h>
#include <wlcs/touch.h>

#include "first_configure.h"

#define CONTROL_FD 3
#define START_MS 60000
#define ANSWER_MS 20000
#define MOST_ARGUMENTS 4
#define LONGEST_MESSAGE 4096
#define MOST_FDS 4096
#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum command {
    COMMAND_GLOBAL,             /* index; answers "NAME VERSION", or nothing past the last */
    COMMAND_CLIENT,             /* with a socket; answers the client's number */
    COMMAND_PLACE,              /* client, surface, x, y */
    COMMAND_POINTER,            /* answers the device's number */
    COMMAND_POINTER_MOVE_TO,    /* x, y in 1/256 */
    COMMAND_POINTER_MOVE_BY,    /* dx, dy in 1/256 */
    COMMAND_POINTER_BUTTON,     /* button, whether it is down */
    COMMAND_TOUCH,              /* answers the device's number */
    COMMAND_TOUCH_DOWN,         /* x, y in 1/256 */
    COMMAND_TOUCH_MOVE,         /* x, y in 1/256 */
    COMMAND_TOUCH_UP,
    COMMAND_REMOVE,             /* the device is unplugged */
    COMMAND_RESET,              /* the test is over */
};

struct server {
    WlcsDisplayServer base;
};

struct pointer {
    WlcsPointer base;
    uint32_t device;
};

struct touch {
    WlcsTouch base;
    uint32_t device;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int control = -1;
static pid_t process;
static uint32_t client_of_fd[MOST_FDS];
static WlcsExtensionDescriptor *extensions;
static WlcsIntegrationDescriptor descriptor = {.version = WLCS_INTEGRATION_DESCRIPTOR_VERSION};

static void complain(const char *what)
{
    fprintf(stderr, "breakwater: %s\n", what);
}

/* The compositor is of no use any more; the next test gets another. */
static void give_up(const char *why)
{
    complain(why);
    close(control);
    control = -1;
    kill(-process, SIGKILL);
    waitpid(process, NULL, 0);
}

static bool start_process(void)
{
    const char *program = getenv("BREAKWATER_WLCS_SERVER");
    int pair[2];
    if (!program) {
        complain("BREAKWATER_WLCS_SERVER does not say how to start the compositor");
        return false;
    }
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0) {
        complain(strerror(errno));
        return false;
    }
    process = fork();
    if (process == 0) {
        setpgid(0, 0);
        prctl(PR_SET_PDEATHSIG, SIGKILL);       /* however the suite ends */
        /* Not dup2(3, 3), which would keep close-on-exec. */
        int theirs = fcntl(pair[1], F_DUPFD_CLOEXEC, CONTROL_FD + 1);
        dup2(theirs, CONTROL_FD);
        unsetenv("LD_PRELOAD");     /* meant for the suite */
        execl("/bin/sh", "sh", "-c", program, (char *)NULL);
        _exit(127);
    }
    close(pair[1]);
    if (process < 0) {
        complain(strerror(errno));
        close(pair[0]);
        return false;
    }
    setpgid(process, process);
    control = pair[0];
    return true;
}

static bool send_all(const void *bytes, size_t length, int fd)
{
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(int))];
    } rights = {.header = {
        .cmsg_len = CMSG_LEN(sizeof(int)), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS}};
    struct iovec part = {.iov_base = (void *)bytes, .iov_len = length};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (fd >= 0) {
        memcpy(CMSG_DATA(&rights.header), &fd, sizeof(fd));
        message.msg_control = rights.bytes;
        message.msg_controllen = sizeof(rights.bytes);
    }
    /* Commands are short, and one is on its way at a time: it is sent whole. */
    return sendmsg(control, &message, MSG_NOSIGNAL) == (ssize_t)length;
}

static bool receive_all(void *bytes, size_t length, int timeout_ms)
{
    char *at = bytes;
    while (length > 0) {
        struct pollfd ready = {.fd = control, .events = POLLIN};
        int count = poll(&ready, 1, timeout_ms);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        ssize_t received = count > 0 ? recv(control, at, length, 0) : -1;
        if (received <= 0) {
            return false;
        }
        at += received;
        length -= received;
    }
    return true;
}

/* Under the lock. Waits for the answer; false when there is none, or the command was refused. */
static bool converse(uint32_t device, enum command command, const int32_t *arguments, size_t count,
    int fd, char *answer, int timeout_ms)
{
    uint32_t message[2 + MOST_ARGUMENTS] = {device, (8 + 4 * count) << 16 | command};
    uint32_t head[2];
    char body[LONGEST_MESSAGE] = "";
    if (control < 0) {
        return false;
    }
    memcpy(message + 2, arguments, 4 * count);
    if (!send_all(message, 8 + 4 * count, fd)) {
        give_up("the compositor is gone");
        return false;
    }
    if (!receive_all(head, sizeof(head), timeout_ms) || head[1] >> 16 < 12
            || head[1] >> 16 > sizeof(body) || !receive_all(body, (head[1] >> 16) - 8, timeout_ms)) {
        give_up("the compositor does not answer");
        return false;
    }
    if (answer) {
        strcpy(answer, body + 4);       /* behind its length */
    }
    if (head[0] != 0) {
        complain(body + 4);
    }
    return head[0] == 0;
}

static bool command(uint32_t device, enum command command, const int32_t *arguments, size_t count,
    int fd, char *answer)
{
    pthread_mutex_lock(&lock);
    bool done = converse(device, command, arguments, count, fd, answer, ANSWER_MS);
    pthread_mutex_unlock(&lock);
    return done;
}

static void move(uint32_t device, enum command how, wl_fixed_t x, wl_fixed_t y)
{
    command(device, how, (int32_t[]) {x, y}, 2, -1, NULL);
}

/* What the registry of the compositor holds. */
static bool learn_globals(void)
{
    char answer[LONGEST_MESSAGE];
    char name[LONGEST_MESSAGE];
    for (int32_t i = 0;; i++) {
        WlcsExtensionDescriptor *grown;
        unsigned version;
        if (!converse(0, COMMAND_GLOBAL, &i, 1, -1, answer, START_MS)) {
            return false;
        }
        if (sscanf(answer, "%s %u", name, &version) != 2) {
            descriptor.supported_extensions = extensions;
            return true;
        }
        if ((size_t)i < descriptor.num_extensions) {
            continue;       /* of a compositor started anew */
        }
        grown = realloc(extensions, (i + 1) * sizeof(*grown));
        if (!grown) {
            return false;
        }
        extensions = grown;
        extensions[i] = (WlcsExtensionDescriptor) {.name = strdup(name), .version = version};
        descriptor.num_extensions = i + 1;
    }
}

static void pointer_move_absolute(WlcsPointer *base, wl_fixed_t x, wl_fixed_t y)
{
    move(((struct pointer *)base)->device, COMMAND_POINTER_MOVE_TO, x, y);
}

static void pointer_move_relative(WlcsPointer *base, wl_fixed_t dx, wl_fixed_t dy)
{
    move(((struct pointer *)base)->device, COMMAND_POINTER_MOVE_BY, dx, dy);
}

static void pointer_button(WlcsPointer *base, int button, bool down)
{
    command(((struct pointer *)base)->device, COMMAND_POINTER_BUTTON, (int32_t[]) {button, down}, 2,
        -1, NULL);
}

static void pointer_button_up(WlcsPointer *base, int button)
{
    pointer_button(base, button, false);
}

static void pointer_button_down(WlcsPointer *base, int button)
{
    pointer_button(base, button, true);
}

static void pointer_destroy(WlcsPointer *base)
{
    command(((struct pointer *)base)->device, COMMAND_REMOVE, NULL, 0, -1, NULL);
    free(base);
}

/* What WLCS 1.5 hands over as wl_fixed_t are whole pixels. */
static void touch_down(WlcsTouch *base, int x, int y)
{
    move(((struct touch *)base)->device, COMMAND_TOUCH_DOWN, wl_fixed_from_int(x),
        wl_fixed_from_int(y));
}

static void touch_move(WlcsTouch *base, int x, int y)
{
    move(((struct touch *)base)->device, COMMAND_TOUCH_MOVE, wl_fixed_from_int(x),
        wl_fixed_from_int(y));
}

static void touch_up(WlcsTouch *base)
{
    command(((struct touch *)base)->device, COMMAND_TOUCH_UP, NULL, 0, -1, NULL);
}

static void touch_destroy(WlcsTouch *base)
{
    command(((struct touch *)base)->device, COMMAND_REMOVE, NULL, 0, -1, NULL);
    free(base);
}

static void server_start(WlcsDisplayServer *server)
{
    (void)server;       /* it runs since it was created */
}

static void server_stop(WlcsDisplayServer *server)
{
    char answer[LONGEST_MESSAGE];
    (void)server;
    if (!command(0, COMMAND_RESET, NULL, 0, -1, answer)) {
        /* A test cannot fail from here; who reads this line counts it as failed. */
        printf("[ RESIDUE  ] %s\n", control < 0 ? "the compositor has failed" : answer);
        fflush(stdout);
    }
}

static int server_create_client_socket(WlcsDisplayServer *server)
{
    char answer[LONGEST_MESSAGE];
    int pair[2];
    (void)server;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0) {
        return -1;
    }
    bool served = command(0, COMMAND_CLIENT, NULL, 0, pair[1], answer);
    close(pair[1]);
    if (!served || pair[0] >= MOST_FDS) {
        close(pair[0]);
        errno = ECONNREFUSED;
        return -1;
    }
    client_of_fd[pair[0]] = strtoul(answer, NULL, 10);
    watch_connection(pair[0]);
    return pair[0];
}

static void server_position_window_absolute(WlcsDisplayServer *server, wl_display *client,
    wl_surface *surface, int x, int y)
{
    int fd = wl_display_get_fd(client);
    (void)server;
    if (fd < 0 || fd >= MOST_FDS) {
        complain("a surface of a client that is not connected cannot be placed");
        return;
    }
    command(0, COMMAND_PLACE, (int32_t[]) {client_of_fd[fd],
        wl_proxy_get_id((struct wl_proxy *)surface), x, y}, 4, -1, NULL);
}

static WlcsPointer *server_create_pointer(WlcsDisplayServer *server)
{
    char answer[LONGEST_MESSAGE] = "";
    struct pointer *pointer = calloc(1, sizeof(*pointer));
    (void)server;
    if (!pointer) {
        return NULL;
    }
    command(0, COMMAND_POINTER, NULL, 0, -1, answer);
    *pointer = (struct pointer) {
        .base = {.version = WLCS_POINTER_VERSION, .move_absolute = pointer_move_absolute,
            .move_relative = pointer_move_relative, .button_up = pointer_button_up,
            .button_down = pointer_button_down, .destroy = pointer_destroy},
        .device = strtoul(answer, NULL, 10)};
    return &pointer->base;
}

static WlcsTouch *server_create_touch(WlcsDisplayServer *server)
{
    char answer[LONGEST_MESSAGE] = "";
    struct touch *touch = calloc(1, sizeof(*touch));
    (void)server;
    if (!touch) {
        return NULL;
    }
    command(0, COMMAND_TOUCH, NULL, 0, -1, answer);
    *touch = (struct touch) {
        .base = {.version = WLCS_TOUCH_VERSION, .touch_down = touch_down, .touch_move = touch_move,
            .touch_up = touch_up, .destroy = touch_destroy},
        .device = strtoul(answer, NULL, 10)};
    return &touch->base;
}

static WlcsIntegrationDescriptor const *server_get_descriptor(WlcsDisplayServer const *server)
{
    (void)server;
    return &descriptor;
}

static WlcsDisplayServer *create_server(int argc, char const **argv)
{
    struct server *server = calloc(1, sizeof(*server));
    (void)argc;
    (void)argv;
    if (!server) {
        return NULL;
    }
    pthread_mutex_lock(&lock);
    if (control < 0 && start_process() && !learn_globals() && control >= 0) {
        give_up("the compositor does not tell its globals");
    }
    pthread_mutex_unlock(&lock);
    server->base = (WlcsDisplayServer) {
        .version = WLCS_DISPLAY_SERVER_VERSION, .start = server_start, .stop = server_stop,
        .create_client_socket = server_create_client_socket,
        .position_window_absolute = server_position_window_absolute,
        .create_pointer = server_create_pointer, .create_touch = server_create_touch,
        .get_descriptor = server_get_descriptor};
    return &server->base;
}

static void destroy_server(WlcsDisplayServer *server)
{
    free((struct server *)server);
}

WlcsServerIntegration const wlcs_server_integration = {
    .version = WLCS_SERVER_INTEGRATION_VERSION,
    .create_server = create_server,
    .destroy_server = destroy_server,
};

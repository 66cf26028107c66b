/*
 * A file system with one file, "pool", that stops answering when it is told to.
 *
 *   stalling-fuse MOUNTPOINT SIZE [OPERATION=BEHAVIOUR]...
 *
 * OPERATION:  getattr statfs read flush lseek release
 * BEHAVIOUR:  hang (never answers), delay:MILLISECONDS, error (EIO), short (read: one byte at a time)
 *
 * It prints "mounted", and begins to behave as told at the line "arm" on its standard input, which it
 * answers with "armed". Each operation that it does not answer at once is printed as "asked OPERATION".
 * It ends with its standard input. Byte N of the file is N modulo 251.
 */
#define FUSE_USE_VERSION 35
#include <errno.h>
#include <fuse3/fuse_lowlevel.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum operation { GETATTR, STATFS, READ, FLUSH, LSEEK, RELEASE, OPERATIONS };
static const char *const names[OPERATIONS] = {"getattr", "statfs", "read", "flush", "lseek", "release"};

enum behaviour { ANSWER, HANG, DELAY, ERROR, SHORT };

static struct { enum behaviour behaviour; int delay_ms; } rules[OPERATIONS];
static int armed;
static off_t file_size;

struct answer {
    fuse_req_t req;
    enum operation operation;
    size_t size;
    off_t offset;
};

static void attributes(fuse_ino_t ino, struct stat *st)
{
    memset(st, 0, sizeof *st);
    st->st_ino = ino;
    st->st_uid = getuid();
    st->st_gid = getgid();
    st->st_mode = ino == FUSE_ROOT_ID ? S_IFDIR | 0755 : S_IFREG | 0666;
    st->st_nlink = 1;
    st->st_size = ino == FUSE_ROOT_ID ? 0 : file_size;
}

static void reply(const struct answer *a, int one_byte)
{
    switch (a->operation) {
    case GETATTR: {
        struct stat st;
        attributes(2, &st);
        fuse_reply_attr(a->req, &st, 0);
        break;
    }
    case STATFS: {
        struct statvfs st = {.f_bsize = 4096, .f_frsize = 4096, .f_namemax = 255};
        fuse_reply_statfs(a->req, &st);
        break;
    }
    case READ: {
        size_t left = a->offset < file_size ? (size_t) (file_size - a->offset) : 0;
        size_t length = a->size < left ? a->size : left;
        if (one_byte && length > 1)
            length = 1;
        char *bytes = malloc(length ? length : 1);
        for (size_t i = 0; i < length; i++)
            bytes[i] = (char) ((a->offset + (off_t) i) % 251);
        fuse_reply_buf(a->req, bytes, length);
        free(bytes);
        break;
    }
    case LSEEK:
        fuse_reply_lseek(a->req, a->offset);
        break;
    default:
        fuse_reply_err(a->req, 0);
    }
}

static void *reply_late(void *argument)
{
    struct answer *a = argument;
    usleep(rules[a->operation].delay_ms * 1000);
    reply(a, 0);
    free(a);
    return NULL;
}

static void serve(struct answer a)
{
    enum behaviour behaviour = armed ? rules[a.operation].behaviour : ANSWER;
    if (behaviour == HANG || behaviour == DELAY) {
        printf("asked %s\n", names[a.operation]);
        fflush(stdout);
    }
    switch (behaviour) {
    case HANG:
        return;
    case DELAY: {
        pthread_t thread;
        struct answer *kept = malloc(sizeof *kept);
        *kept = a;
        pthread_create(&thread, NULL, reply_late, kept);
        pthread_detach(thread);
        return;
    }
    case ERROR:
        fuse_reply_err(a.req, EIO);
        return;
    default:
        reply(&a, behaviour == SHORT);
    }
}

static void do_lookup(fuse_req_t req, fuse_ino_t parent, const char *name)
{
    struct fuse_entry_param entry = {.ino = 2};
    if (parent != FUSE_ROOT_ID || strcmp(name, "pool") != 0) {
        fuse_reply_err(req, ENOENT);
        return;
    }
    attributes(2, &entry.attr);
    fuse_reply_entry(req, &entry);
}

static void do_getattr(fuse_req_t req, fuse_ino_t ino, struct fuse_file_info *file)
{
    (void) file;
    if (ino == FUSE_ROOT_ID) {
        struct stat st;
        attributes(ino, &st);
        fuse_reply_attr(req, &st, 0);
        return;
    }
    serve((struct answer) {.req = req, .operation = GETATTR});
}

static void do_open(fuse_req_t req, fuse_ino_t ino, struct fuse_file_info *file)
{
    (void) ino;
    fuse_reply_open(req, file);
}

static void do_read(fuse_req_t req, fuse_ino_t ino, size_t size, off_t offset,
        struct fuse_file_info *file)
{
    (void) ino, (void) file;
    serve((struct answer) {.req = req, .operation = READ, .size = size, .offset = offset});
}

static void do_statfs(fuse_req_t req, fuse_ino_t ino)
{
    (void) ino;
    serve((struct answer) {.req = req, .operation = STATFS});
}

static void do_flush(fuse_req_t req, fuse_ino_t ino, struct fuse_file_info *file)
{
    (void) ino, (void) file;
    serve((struct answer) {.req = req, .operation = FLUSH});
}

static void do_release(fuse_req_t req, fuse_ino_t ino, struct fuse_file_info *file)
{
    (void) ino, (void) file;
    serve((struct answer) {.req = req, .operation = RELEASE});
}

static void do_lseek(fuse_req_t req, fuse_ino_t ino, off_t offset, int whence,
        struct fuse_file_info *file)
{
    (void) ino, (void) whence, (void) file;
    serve((struct answer) {.req = req, .operation = LSEEK, .offset = offset});
}

static const struct fuse_lowlevel_ops operations = {
    .lookup = do_lookup, .getattr = do_getattr, .open = do_open, .read = do_read,
    .statfs = do_statfs, .flush = do_flush, .release = do_release, .lseek = do_lseek,
};

static int parse_rule(const char *text)
{
    for (int i = 0; i < OPERATIONS; i++) {
        size_t length = strlen(names[i]);
        if (strncmp(text, names[i], length) != 0 || text[length] != '=')
            continue;
        const char *what = text + length + 1;
        if (strcmp(what, "hang") == 0)
            rules[i].behaviour = HANG;
        else if (sscanf(what, "delay:%d", &rules[i].delay_ms) == 1)
            rules[i].behaviour = DELAY;
        else if (strcmp(what, "error") == 0)
            rules[i].behaviour = ERROR;
        else if (strcmp(what, "short") == 0)
            rules[i].behaviour = SHORT;
        else
            return -1;
        return 0;
    }
    return -1;
}

/* One thread serves the kernel and the standard input, so that nothing is served between "arm" and "armed". */
static void serve_both(struct fuse_session *session)
{
    struct pollfd waits[] = {{.fd = fuse_session_fd(session), .events = POLLIN},
            {.fd = STDIN_FILENO, .events = POLLIN}};
    struct fuse_buf buffer = {.mem = NULL};
    while (!fuse_session_exited(session)) {
        if (poll(waits, 2, -1) < 0 && errno != EINTR)
            break;
        if (waits[1].revents) {
            char line[16];
            ssize_t got = read(STDIN_FILENO, line, sizeof line);
            if (got <= 0)
                break;
            armed = 1;
            printf("armed\n");
            fflush(stdout);
        }
        if (waits[0].revents) {
            int got = fuse_session_receive_buf(session, &buffer);
            if (got == -EINTR)
                continue;
            if (got <= 0)
                break;
            fuse_session_process_buf(session, &buffer);
        }
    }
    free(buffer.mem);
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: %s MOUNTPOINT SIZE [OPERATION=BEHAVIOUR]...\n", argv[0]);
        return 2;
    }
    file_size = atoll(argv[2]);
    for (int i = 3; i < argc; i++) {
        if (parse_rule(argv[i]) != 0) {
            fprintf(stderr, "%s: not a rule\n", argv[i]);
            return 2;
        }
    }
    struct fuse_args args = FUSE_ARGS_INIT(1, argv);
    struct fuse_session *session = fuse_session_new(&args, &operations, sizeof operations, NULL);
    if (session == NULL || fuse_session_mount(session, argv[1]) != 0)
        return 1;
    printf("mounted\n");
    fflush(stdout);
    serve_both(session);
    fuse_session_unmount(session);
    fuse_session_destroy(session);
    return 0;
}

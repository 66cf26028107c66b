/*
 * Input devices that are not there: makes them through /dev/uinput and works them as it is told.
 *
 *   guest-devices FILE
 *
 * It reads lines from FILE, now and as they are appended, until "end":
 *   create KIND             keyboard, mouse, touchpad, touchscreen, tablet or lid; its name is "Test KIND"
 *   emit KIND [T C V]...    events of types T, codes C and values V (decimal), and a SYN_REPORT
 *   wait MILLISECONDS
 *   destroy KIND
 *   leds                    prints "leds MASK NAME" of each device with lights
 *   console                 prints "console KDMODE KBMODE" of /dev/tty1
 *   say TEXT                prints TEXT
 * What goes wrong is printed as "failed: ..."; the next line is read all the same. Runs as root.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/kd.h>
#include <linux/uinput.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { KINDS = 6, POLL_MS = 10 };
static const char *const kinds[KINDS] = {"keyboard", "mouse", "touchpad", "touchscreen", "tablet", "lid"};
static int devices[KINDS];

static void complain(const char *what)
{
    printf("failed: %s: %s\n", what, strerror(errno));
}

static void pause_for(long ms)
{
    struct timespec time = {ms / 1000, ms % 1000 * 1000000};
    nanosleep(&time, NULL);
}

static int set(int fd, unsigned long request, const int *codes)
{
    for (; *codes >= 0; codes++)
        if (ioctl(fd, request, *codes) < 0)
            return -1;
    return 0;
}

#define CODES(...) ((const int[]) {__VA_ARGS__, -1})

static int axis(int fd, int code, int minimum, int maximum, int resolution)
{
    struct uinput_abs_setup setup = {.code = code, .absinfo = {
            .minimum = minimum, .maximum = maximum, .resolution = resolution}};
    return ioctl(fd, UI_ABS_SETUP, &setup);
}

static int fingers(int fd, int width, int height, int resolution)
{
    return axis(fd, ABS_MT_SLOT, 0, 4, 0) | axis(fd, ABS_MT_TRACKING_ID, 0, 65535, 0)
            | axis(fd, ABS_MT_POSITION_X, 0, width, resolution)
            | axis(fd, ABS_MT_POSITION_Y, 0, height, resolution)
            | axis(fd, ABS_X, 0, width, resolution) | axis(fd, ABS_Y, 0, height, resolution);
}

static int describe(int fd, int kind)
{
    int types[] = {EV_SYN, EV_KEY, -1};
    if (set(fd, UI_SET_EVBIT, types) < 0)
        return -1;
    switch (kind) {
    case 0:
        for (int key = KEY_ESC; key <= KEY_COMPOSE; key++)
            if (ioctl(fd, UI_SET_KEYBIT, key) < 0)
                return -1;
        return set(fd, UI_SET_EVBIT, CODES(EV_LED, EV_REP))
                | set(fd, UI_SET_LEDBIT, CODES(LED_NUML, LED_CAPSL, LED_SCROLLL));
    case 1:
        return set(fd, UI_SET_EVBIT, CODES(EV_REL))
                | set(fd, UI_SET_KEYBIT, CODES(BTN_LEFT, BTN_RIGHT, BTN_MIDDLE, BTN_SIDE, BTN_EXTRA))
                | set(fd, UI_SET_RELBIT, CODES(REL_X, REL_Y, REL_WHEEL, REL_HWHEEL, REL_WHEEL_HI_RES,
                        REL_HWHEEL_HI_RES));
    case 2:     /* 100 mm by 70 mm, a click pad */
        return set(fd, UI_SET_EVBIT, CODES(EV_ABS))
                | set(fd, UI_SET_PROPBIT, CODES(INPUT_PROP_POINTER, INPUT_PROP_BUTTONPAD))
                | set(fd, UI_SET_KEYBIT, CODES(BTN_LEFT, BTN_TOUCH, BTN_TOOL_FINGER, BTN_TOOL_DOUBLETAP,
                        BTN_TOOL_TRIPLETAP, BTN_TOOL_QUADTAP))
                | fingers(fd, 4000, 2800, 40);
    case 3:
        return set(fd, UI_SET_EVBIT, CODES(EV_ABS)) | set(fd, UI_SET_PROPBIT, CODES(INPUT_PROP_DIRECT))
                | set(fd, UI_SET_KEYBIT, CODES(BTN_TOUCH)) | fingers(fd, 32767, 32767, 0);
    case 4:     /* 200 mm by 125 mm */
        return set(fd, UI_SET_EVBIT, CODES(EV_ABS, EV_MSC))
                | set(fd, UI_SET_PROPBIT, CODES(INPUT_PROP_POINTER))
                | set(fd, UI_SET_KEYBIT, CODES(BTN_TOOL_PEN, BTN_TOUCH, BTN_STYLUS, BTN_STYLUS2))
                | set(fd, UI_SET_MSCBIT, CODES(MSC_SERIAL))
                | axis(fd, ABS_X, 0, 20000, 100) | axis(fd, ABS_Y, 0, 12500, 100)
                | axis(fd, ABS_PRESSURE, 0, 1000, 0) | axis(fd, ABS_DISTANCE, 0, 60, 0)
                | axis(fd, ABS_TILT_X, -60, 60, 57) | axis(fd, ABS_TILT_Y, -60, 60, 57);
    default:
        return set(fd, UI_SET_EVBIT, CODES(EV_SW)) | set(fd, UI_SET_SWBIT, CODES(SW_LID));
    }
}

static void create(int kind)
{
    struct uinput_setup setup = {.id = {.bustype = BUS_USB, .vendor = 0x1209, .product = 0x100 + kind}};
    snprintf(setup.name, sizeof setup.name, "Test %s", kinds[kind]);
    int fd = open("/dev/uinput", O_WRONLY | O_CLOEXEC);
    if (devices[kind] >= 0 || fd < 0 || describe(fd, kind) < 0 || ioctl(fd, UI_DEV_SETUP, &setup) < 0
            || ioctl(fd, UI_DEV_CREATE) < 0) {
        complain("create");
        if (fd >= 0)
            close(fd);
        return;
    }
    devices[kind] = fd;
}

static void emit_one(int fd, int type, int code, int value)
{
    struct input_event event = {.type = type, .code = code, .value = value};
    if (write(fd, &event, sizeof event) != sizeof event)
        complain("emit");
}

static void emit(int fd, char *words)
{
    int type, code, value, length;
    while (sscanf(words, "%d %d %d%n", &type, &code, &value, &length) == 3) {
        emit_one(fd, type, code, value);
        words += length;
    }
    emit_one(fd, EV_SYN, SYN_REPORT, 0);
}

static void tell_leds(void)
{
    DIR *folder = opendir("/dev/input");
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        char path[300], name[100] = "";
        unsigned char lit[(LED_MAX + 8) / 8] = {0}, has[(LED_MAX + 8) / 8] = {0};
        if (strncmp(entry->d_name, "event", 5) != 0)
            continue;
        snprintf(path, sizeof path, "/dev/input/%s", entry->d_name);
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        if (fd < 0)
            continue;
        if (ioctl(fd, EVIOCGBIT(EV_LED, sizeof has), has) >= 0 && has[0]
                && ioctl(fd, EVIOCGLED(sizeof lit), lit) >= 0
                && ioctl(fd, EVIOCGNAME(sizeof name - 1), name) >= 0)
            printf("leds %d %s\n", lit[0] & 7, name);
        close(fd);
    }
    if (folder)
        closedir(folder);
}

static void tell_console(void)
{
    int graphics = -1, keys = -1, fd = open("/dev/tty1", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (fd < 0 || ioctl(fd, KDGETMODE, &graphics) < 0 || ioctl(fd, KDGKBMODE, &keys) < 0)
        complain("console");
    printf("console %d %d\n", graphics, keys);
    if (fd >= 0)
        close(fd);
}

static void obey(char *line)
{
    char verb[20] = "", word[20] = "";
    int length = 0, kind = 0;
    sscanf(line, "%19s %19s%n", verb, word, &length);
    if (!strcmp(verb, "wait")) {
        pause_for(atol(word));
    } else if (!strcmp(verb, "say")) {
        printf("%s\n", line + 4);
    } else if (!strcmp(verb, "leds")) {
        tell_leds();
    } else if (!strcmp(verb, "console")) {
        tell_console();
    } else if (!strcmp(verb, "end")) {
        exit(0);
    } else {
        while (kind < KINDS && strcmp(kinds[kind], word) != 0)
            kind++;
        if (kind == KINDS) {
            printf("failed: what is \"%s\"?\n", line);
        } else if (!strcmp(verb, "create")) {
            create(kind);
        } else if (devices[kind] < 0) {
            printf("failed: there is no %s\n", word);
        } else if (!strcmp(verb, "emit")) {
            emit(devices[kind], line + length);
        } else if (!strcmp(verb, "destroy")) {
            close(devices[kind]);
            devices[kind] = -1;
        }
    }
}

int main(int count, char **arguments)
{
    static char text[65536];
    size_t held = 0;
    int commands = count == 2 ? open(arguments[1], O_RDONLY | O_CLOEXEC) : -1;
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (commands < 0) {
        fprintf(stderr, "usage: guest-devices FILE, which is to be there\n");
        return 2;
    }
    for (int i = 0; i < KINDS; i++)
        devices[i] = -1;
    printf("ready\n");
    for (;;) {
        ssize_t got = read(commands, text + held, sizeof text - 1 - held);
        if (got < 0)
            return 1;
        held += (size_t) got;
        text[held] = 0;
        char *line = text;
        for (char *end; (end = strchr(line, '\n')); line = end + 1) {
            *end = 0;
            obey(line);
        }
        held -= (size_t) (line - text);
        memmove(text, line, held);
        if (got == 0)
            pause_for(POLL_MS);
    }
}

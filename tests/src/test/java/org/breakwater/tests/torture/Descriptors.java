package org.breakwater.tests.torture;

import static org.breakwater.tests.torture.Attack.BYTES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.shm.Memfd;
import org.breakwater.tests.TestClient;
import org.breakwater.wayland.WlDisplay;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlKeyboardProxy;
import org.breakwater.wayland.client.WlSeatProxy;

/** C: descriptors that are no files, files that are no memory, and memory of odd kinds. */
final class Descriptors {
    private static final int HUGE = 2 << 20;
    private static final Path HUGE_PAGES = Path.of("/proc/sys/vm/nr_hugepages");

    private Descriptors() {
    }

    private interface Source {
        Fd open(Attack attack) throws IOException, Unavailable;
    }

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        useless(all, "pipe, the end to read", attack -> {
            Fd[] pipe = Fd.pipe();
            attack.own(pipe[1]);
            return pipe[0];
        });
        useless(all, "pipe, the end to write", attack -> {
            Fd[] pipe = Fd.pipe();
            attack.own(pipe[0]);
            return pipe[1];
        });
        useless(all, "socket", attack -> {
            Fd[] pair = Fd.socketPair();
            attack.own(pair[1]);
            return pair[0];
        });
        useless(all, "its own connection", attack -> attack.client().display().socket().dup());
        useless(all, "eventfd", attack -> Native.eventfd());
        useless(all, "epoll", attack -> Native.epoll());
        useless(all, "timerfd", attack -> Native.timerfd());
        useless(all, "signalfd", attack -> Native.signalfd());
        useless(all, "inotify", attack -> Native.inotify());
        useless(all, "userfaultfd", attack -> Native.userfaultfd());
        useless(all, "directory", attack -> Native.open("/", Native.O_DIRECTORY));
        useless(all, "O_PATH", attack -> Native.reopen(attack.file(BYTES).fd(), Native.O_PATH));
        useless(all, "memfd opened O_WRONLY",
                attack -> Native.reopen(attack.file(BYTES).fd(), Native.O_WRONLY));
        for (String path : List.of("/dev/null", "/dev/zero", "/dev/urandom", "/dev/full",
                "/dev/ptmx", "/proc/self/maps", "/proc/self/pagemap", "/proc/self/mem",
                "/proc/kmsg", "/sys/kernel/mm/transparent_hugepage/enabled",
                "/sys/kernel/tracing/trace_pipe", "/dev/dri/card0", "/dev/udmabuf")) {
            useless(all, path, attack -> openIfThere(path, Native.O_RDONLY));
        }
        useless(all, "memfd_secret", attack -> {
            Fd secret = Native.secretMemory();
            Native.truncate(secret, BYTES);
            return secret;
        });
        harmless(all, "file on a disk", attack -> onDisk(Native.O_RDWR));
        harmless(all, "file on a disk, O_DIRECT", attack -> onDisk(Native.O_RDWR | Native.O_DIRECT));
        all.add(new Scenario('C', 15, "memfd opened O_APPEND", Descriptors::append));
        all.add(new Scenario('C', 15, "file in /dev/shm", Descriptors::inShm));
        all.add(new Scenario('C', 15, "sparse file on a full tmpfs", Descriptors::onFullTmpfs));
        all.add(new Scenario('C', 15, "huge pages, none reserved", Descriptors::hugeUnreserved));
        all.add(new Scenario('C', 15, "huge pages, sealed, punched, pool exhausted",
                Descriptors::hugePunched));
        all.add(new Scenario('C', 15, "the compositor's own keymap", Descriptors::keymap));
        all.add(new Scenario('C', 15, "one descriptor 1,000 times", Descriptors::thousandTimes));
        all.add(new Scenario('C', 15, "one file shared by two clients", Descriptors::shared));
        return all;
    }

    private static void useless(List<Scenario> all, String name, Source source) {
        all.add(new Scenario('C', 15, name, attack -> {
            Fd fd = attack.own(source.open(attack));
            WlBufferProxy buffer = Attack.buffer(attack.pool(fd, BYTES), 0);
            attack.show(buffer);
            attack.refused("wl_shm", WlShm.Error.INVALID_FD);
        }));
    }

    /** It can be read without an end to waiting, or cannot: refused, or shown. */
    private static void harmless(List<Scenario> all, String name, Source source) {
        all.add(new Scenario('C', 15, name, attack -> {
            Fd fd = attack.own(source.open(attack));
            WlBufferProxy buffer = Attack.buffer(attack.pool(fd, BYTES), 0);
            attack.show(buffer);
            attack.livesOrIsRefused("wl_shm", WlShm.Error.INVALID_FD);
        }));
    }

    private static Fd openIfThere(String path, int flags) throws Unavailable {
        try {
            return Native.open(path, flags);
        } catch (IOException missing) {
            throw new Unavailable(missing.getMessage());
        }
    }

    private static Fd onDisk(int flags) throws IOException, Unavailable {
        Path folder = Path.of("target");
        String type = Files.getFileStore(folder).type();
        if (type.equals("tmpfs")) {
            throw new Unavailable("the build is on a tmpfs");
        }
        Path file = Files.createTempFile(folder, "torture", null);
        try {
            Files.write(file, new byte[BYTES]);
            return openIfThere(file.toString(), flags);
        } finally {
            Files.delete(file);
        }
    }

    private static void append(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        Fd fd = attack.own(Native.reopen(file.fd(), Native.O_RDWR | Native.O_APPEND));
        attack.show(Attack.buffer(attack.pool(fd, BYTES), 0));
        attack.shows(BYTES);
    }

    private static void inShm(Attack attack) throws IOException, Unavailable {
        Fd fd = attack.own(openIfThere("/dev/shm", Native.O_TMPFILE | Native.O_RDWR));
        Native.truncate(fd, BYTES);
        Attack.paint(fd, BYTES);
        WlBufferProxy buffer = Attack.buffer(attack.pool(fd, BYTES), 0);
        attack.show(buffer);
        attack.shows(BYTES);
        Native.truncate(fd, 4097);
        attack.show(buffer);
        attack.shows(4097);
    }

    /** There is a file, and no memory for its holes: a mapping would fault within its bounds. */
    private static void onFullTmpfs(Attack attack) throws IOException, Unavailable {
        Path folder = Files.createTempDirectory("tmpfs");
        attack.own(() -> runs("umount", "-l", folder.toString()));
        attack.own(() -> folder.toFile().delete());
        if (!runs("mount", "-t", "tmpfs", "-o", "size=" + BYTES / 2, "none", folder.toString())) {
            throw new Unavailable("mounting a tmpfs");
        }
        Fd fd = attack.own(openIfThere(folder.toString(), Native.O_TMPFILE | Native.O_RDWR));
        Attack.paint(fd, BYTES / 2);
        Native.truncate(fd, BYTES);
        WlBufferProxy buffer = Attack.buffer(attack.pool(fd, BYTES), 0);
        attack.show(buffer);
        attack.showsZerosFrom(BYTES / 2);
        Native.truncate(fd, BYTES / 4);
        attack.show(buffer);
        attack.shows(BYTES / 4);
    }

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Fd huge(Attack attack) throws Unavailable {
        try {
            return attack.own(Native.memfd(Native.MFD_HUGETLB | Native.MFD_ALLOW_SEALING, HUGE));
        } catch (IOException unknown) {
            throw new Unavailable("huge pages: " + unknown.getMessage());
        }
    }

    /** There is a file and no page for it: a mapping would fault within its bounds. */
    private static void hugeUnreserved(Attack attack) throws IOException, Unavailable {
        Fd fd = huge(attack);
        Native.addSeals(fd, Memfd.SEAL_SHRINK);
        attack.show(Attack.buffer(attack.pool(fd, HUGE), 4096));
        attack.showsZerosFrom(0);
    }

    /** A sealed file loses its page, and there is no other: the seal promises nothing. */
    private static void hugePunched(Attack attack) throws IOException, Unavailable {
        String before = Files.readString(HUGE_PAGES).strip();
        if (!Files.isWritable(HUGE_PAGES)) {
            throw new Unavailable("huge pages: only root reserves them");
        }
        Files.writeString(HUGE_PAGES, "1");
        try {
            Fd fd = huge(attack);
            try {
                Native.paint(fd, HUGE, 0xff204040);
            } catch (IOException none) {
                throw new Unavailable("huge pages: none could be reserved");
            }
            Native.addSeals(fd, Memfd.SEAL_SHRINK);
            WlBufferProxy buffer = Attack.buffer(attack.pool(fd, HUGE), 0);
            attack.show(buffer);
            attack.showsColour(0xff204040);
            Native.punchHole(fd, 0, HUGE);
            Files.writeString(HUGE_PAGES, "0");
            attack.show(buffer);
            attack.showsZerosFrom(0);
        } finally {
            Files.writeString(HUGE_PAGES, before);
        }
    }

    private static void keymap(Attack attack) throws IOException {
        Fd[] keymap = new Fd[1];
        WlKeyboardProxy keyboard = attack.client().bind(WlSeatProxy.TYPE).getKeyboard();
        keyboard.listen(new WlKeyboardProxy.Events() {
            @Override
            public void keymap(int format, Fd fd, int size) {
                keymap[0] = attack.own(fd);
            }
        });
        attack.settle();
        WlBufferProxy buffer = attack.pool(keymap[0], 4096).createBuffer(0, 32, 32, 128,
                Attack.XRGB);
        attack.show(buffer);
        attack.settle();
        attack.harbour().refresh();
        Harbour.assertNothingPrivate(attack.harbour().picture());
    }

    private static void thousandTimes(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        for (int i = 0; i < 1_000; i++) {
            Attack.buffer(attack.pool(file, BYTES), 0);
            if (i % 20 == 0) {
                attack.livesOrIsRefused("wl_display", WlDisplay.Error.NO_MEMORY,
                        WlDisplay.Error.IMPLEMENTATION);
            }
        }
        WlBufferProxy last = Attack.buffer(attack.pool(file, BYTES), 0);
        attack.livesOrIsRefused("wl_display", WlDisplay.Error.NO_MEMORY,
                WlDisplay.Error.IMPLEMENTATION);
        file.truncate(4097);
        attack.show(last);
        attack.shows(4097);
    }

    /** What the second does to the file is the first one's loss. */
    private static void shared(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        WlBufferProxy buffer = Attack.buffer(attack.pool(file, BYTES), 0);
        TestClient second = attack.connect();
        second.shm().createPool(file.fd(), BYTES).createBuffer(0, 64, 64, 256, Attack.ARGB);
        second.roundtrip();
        attack.show(buffer);
        attack.shows(BYTES);
        second.close();
        attack.show(buffer);
        attack.shows(BYTES);
        file.truncate(1);
        attack.show(buffer);
        attack.shows(1);
    }
}

package org.breakwater.protocol.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.breakwater.protocol.loop.FdSource;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.UnixSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket that clients find by {@code WAYLAND_DISPLAY}, in {@code XDG_RUNTIME_DIR}, guarded by a lock
 * file: a name whose lock another process holds is in use; a socket without a held lock is stale and replaced.
 * Closing it removes both files.
 */
public final class ListeningSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ListeningSocket.class);
    private static final int NAMES = 33;
    private static final long RETRY_NANOS = 500_000_000L;

    private final Display display;
    private final Path socketPath;
    private final Path lockPath;
    private final Fd lock;
    private final Fd socket;
    private final FdSource source;
    private final TimerSource retry;

    private ListeningSocket(Display display, Path socketPath, Path lockPath, Fd lock, Fd socket) {
        this.display = display;
        this.socketPath = socketPath;
        this.lockPath = lockPath;
        this.lock = lock;
        this.socket = socket;
        this.source = display.loop().addFd(socket.raw(), FdSource.READABLE, events -> accept());
        this.retry = display.loop().addTimer(() -> source.watch(FdSource.READABLE));
    }

    /** Listens under {@code name}, or under the first free {@code wayland-N} when it is null. */
    public static ListeningSocket open(Display display, Path runtimeDir, String name)
            throws IOException {
        if (name != null) {
            if (name.isEmpty() || name.indexOf('/') >= 0) {
                throw new IOException("socket name '" + name + "' must be a plain file name");
            }
            ListeningSocket named = tryOpen(display, runtimeDir, name);
            if (named == null) {
                throw new IOException("socket " + name + " is in use by another compositor");
            }
            return named;
        }
        for (int n = 0; n < NAMES; n++) {
            ListeningSocket next = tryOpen(display, runtimeDir, "wayland-" + n);
            if (next != null) {
                return next;
            }
        }
        throw new IOException("wayland-0 to wayland-" + (NAMES - 1) + " are all in use");
    }

    /** The directory that {@code XDG_RUNTIME_DIR} names, checked as its specification asks. */
    public static Path runtimeDir(String value) throws IOException {
        if (value == null || value.isEmpty()) {
            throw new IOException("XDG_RUNTIME_DIR is not set");
        }
        Path dir = Path.of(value);
        if (!dir.isAbsolute()) {
            throw new IOException("XDG_RUNTIME_DIR is not an absolute path: " + value);
        }
        if (!Files.isDirectory(dir)) {
            throw new IOException("XDG_RUNTIME_DIR is not a directory: " + value);
        }
        if (!Integer.valueOf(UnixSocket.uid()).equals(Files.getAttribute(dir, "unix:uid"))) {
            throw new IOException("XDG_RUNTIME_DIR belongs to another user: " + value);
        }
        Set<PosixFilePermission> others = Files.getPosixFilePermissions(dir);
        others.removeIf(p -> p.name().startsWith("OWNER_"));
        if (!others.isEmpty()) {
            LOG.warn("XDG_RUNTIME_DIR {} is open to other users; its mode should be 0700", value);
        }
        return dir;
    }

    /** What clients find in {@code WAYLAND_DISPLAY}. */
    public String name() {
        return socketPath.getFileName().toString();
    }

    @Override
    public void close() {
        retry.close();
        source.close();
        display.foreignFds().from(() -> { }).close(socket.release());   // with what nobody accepted
        remove(socketPath);
        remove(lockPath);
        lock.close();
    }

    private static ListeningSocket tryOpen(Display display, Path dir, String name)
            throws IOException {
        Path lockPath = dir.resolve(name + ".lock");
        Path socketPath = dir.resolve(name);
        Fd lock = UnixSocket.lock(lockPath);
        if (lock == null) {
            return null;
        }
        try {
            Files.deleteIfExists(socketPath);
            Fd socket = UnixSocket.listen(socketPath);
            return new ListeningSocket(display, socketPath, lockPath, lock, socket);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * One in a turn: whoever connects without end keeps nobody waiting, and nobody is asked for who was not
     * announced. The loop is woken at once while there are more.
     */
    private void accept() {
        try {
            Fd next = UnixSocket.accept(socket);
            if (next != null) {
                welcome(next);
            }
        } catch (IOException e) {
            LOG.warn("clients cannot connect: {}", e.getMessage());
            source.watch(0);    // what waits would wake the loop without end
            retry.armAt(display.loop().clock().nanos() + RETRY_NANOS);
        }
    }

    private void welcome(Fd connected) {
        try {
            display.addClient(connected);
        } catch (Throwable thrown) {
            display.loop().failed("the arrival of a client", thrown);
        }
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("cannot remove {}: {}", path, e.getMessage());
        }
    }
}

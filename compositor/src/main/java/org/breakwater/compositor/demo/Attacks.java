package org.breakwater.compositor.demo;

import static org.breakwater.compositor.demo.HostileClient.BYTES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.breakwater.compositor.demo.Expectation.Gone;
import org.breakwater.compositor.demo.Expectation.Refusal;
import org.breakwater.compositor.demo.Expectation.Zeros;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.shm.Memfd;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlShmPoolProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;

/** The attacks of the demonstration, in the order of the table. */
final class Attacks {
    private static final int PAGE = 4096;
    /** In the middle of a page, of a row, and of the picture. */
    private static final int MIDDLE = 59 * PAGE + PAGE / 2;
    private static final int HOLE_FROM = 40 * PAGE;
    private static final int HOLE_TO = 60 * PAGE;
    private static final int RACE_FRAMES = 60;

    /** Pictures are saved before and after this one. */
    static final Attack MID_PAGE = new Attack("file shrunk to the middle of a page",
            Zeros.after(MIDDLE), client -> shrink(client, MIDDLE));

    private Attacks() {
    }

    static List<Attack> all() {
        return List.of(
                MID_PAGE,
                new Attack("file shrunk to nothing", Zeros.after(0), client -> shrink(client, 0)),
                new Attack("file shrunk between attach and commit", Zeros.after(MIDDLE),
                        Attacks::shrinkBetweenAttachAndCommit),
                new Attack("file shrunk right after a commit, shown again", Zeros.after(MIDDLE),
                        Attacks::shrinkBehindCommit),
                new Attack("file emptied by O_TRUNC through /proc", Zeros.after(0), Attacks::reopen),
                new Attack("file shrunk, grown again, redrawn", Zeros.none(), Attacks::regrow),
                new Attack("hole punched into the file", new Zeros(HOLE_FROM, HOLE_TO),
                        client -> punch(client, 0)),
                new Attack("pool larger than its file from the start", Zeros.after(MIDDLE),
                        Attacks::tooLargeAPool),
                new Attack("pool of 2 GiB over an empty file", Zeros.after(0), Attacks::hugePool),
                new Attack("file shrunk while its pool is resized", Zeros.after(MIDDLE),
                        Attacks::shrinkDuringResize),
                new Attack("truncate/grow loop against commits, redrawn", Zeros.none(),
                        client -> race(client, false)),
                new Attack("truncate/grow loop against resizes, redrawn", Zeros.none(),
                        client -> race(client, true)),
                new Attack("subsurface's file shrunk before the parent's commit", Zeros.after(MIDDLE),
                        Attacks::shrinkCachedSubsurface),
                new Attack("client gone with a truncated commit in flight", new Gone(), Attacks::leave),
                new Attack("sealed file, shrinking tried (refused by the kernel)", Zeros.none(),
                        Attacks::shrinkSealed),
                new Attack("sealed page, pool resized past the file's end", Zeros.after(PAGE),
                        Attacks::resizePastSealedEnd),
                new Attack("sealed file, buffer wholly past the file's end", Zeros.after(0),
                        Attacks::bufferPastSealedEnd),
                new Attack("sealed file, hole punched", new Zeros(HOLE_FROM, HOLE_TO),
                        client -> punch(client, Memfd.SEAL_SHRINK)),
                new Attack("seal added to a file already shrunk", Zeros.after(MIDDLE),
                        Attacks::sealTooLate),
                new Attack("stride in pixels, not in bytes", refusal("wl_shm_pool", WlShm.Error.INVALID_STRIDE),
                        Attacks::strideInPixels),
                new Attack("offset + stride x height past 2^31",
                        refusal("wl_shm_pool", WlShm.Error.INVALID_STRIDE), Attacks::overflow),
                new Attack("pool of -1 bytes", refusal("wl_shm", WlShm.Error.INVALID_STRIDE),
                        client -> client.pool(client.file(BYTES), -1)),
                new Attack("pool resized to 0 bytes", refusal("wl_shm_pool", WlShm.Error.INVALID_FD),
                        client -> client.pool(client.file(BYTES), BYTES).resize(0)),
                new Attack("pipe in the place of a file", refusal("wl_shm", WlShm.Error.INVALID_FD),
                        Attacks::pipe));
    }

    private static Refusal refusal(String interfaceName, WlShm.Error error) {
        return new Refusal(interfaceName, error.value());
    }

    private static void shrink(HostileClient client, int size) throws IOException {
        Memfd file = client.file(BYTES);
        WlBufferProxy buffer = client.buffer(client.pool(file, BYTES), 0);
        client.present(buffer);
        client.settle();
        file.truncate(size);
        client.present(buffer);
    }

    private static void shrinkBetweenAttachAndCommit(HostileClient client) throws IOException {
        Memfd file = client.file(BYTES);
        client.window().attach(client.buffer(client.pool(file, BYTES), 0));
        client.settle();
        file.truncate(MIDDLE);
        client.window().surface().commit();
    }

    private static void shrinkBehindCommit(HostileClient client) throws IOException {
        Memfd file = client.file(BYTES);
        WlBufferProxy buffer = client.buffer(client.pool(file, BYTES), 0);
        client.settle();
        client.present(buffer);
        file.truncate(MIDDLE);
        client.present(buffer);
    }

    private static void reopen(HostileClient client) throws IOException {
        Memfd file = client.file(BYTES);
        WlBufferProxy buffer = client.buffer(client.pool(file, BYTES), 0);
        client.present(buffer);
        client.settle();
        Files.newByteChannel(Path.of("/proc/self/fd", String.valueOf(file.fd().raw())),
                StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING).close();
        client.present(buffer);
    }

    private static void regrow(HostileClient client) throws IOException {
        Memfd file = client.file(BYTES);
        WlBufferProxy buffer = client.buffer(client.pool(file, BYTES), 0);
        client.present(buffer);
        client.settle();
        file.truncate(0);
        client.present(buffer);
        client.settle();
        redraw(client, file, buffer);
    }

    private static void redraw(HostileClient client, Memfd file, WlBufferProxy buffer)
            throws IOException {
        file.truncate(BYTES);
        HostileClient.paint(file, BYTES);
        client.present(buffer);
    }

    private static void punch(HostileClient client, int seals) throws IOException {
        Memfd file = client.file(BYTES);
        file.addSeals(seals);
        WlBufferProxy buffer = client.buffer(client.pool(file, BYTES), 0);
        client.present(buffer);
        client.settle();
        file.punchHole(HOLE_FROM, HOLE_TO - HOLE_FROM);
        client.present(buffer);
    }

    private static void tooLargeAPool(HostileClient client) throws IOException {
        client.present(client.buffer(client.pool(client.file(MIDDLE), BYTES), 0));
    }

    private static void hugePool(HostileClient client) throws IOException {
        WlShmPoolProxy pool = client.pool(client.file(0), Integer.MAX_VALUE);
        client.present(client.buffer(pool, (Integer.MAX_VALUE - BYTES) / PAGE * PAGE));
    }

    private static void shrinkDuringResize(HostileClient client) throws IOException {
        Memfd file = client.file(BYTES);
        WlShmPoolProxy pool = client.pool(file, BYTES);
        WlBufferProxy buffer = client.buffer(pool, 0);
        client.present(buffer);
        client.settle();
        file.truncate(2 * BYTES);
        pool.resize(2 * BYTES);
        client.connection().flush();
        file.truncate(MIDDLE);
        client.present(buffer);
    }

    /** A second thread shrinks and grows the file as fast as it can; the first commits, and resizes the pool. */
    private static void race(HostileClient client, boolean resizing) throws IOException {
        Memfd file = client.file(BYTES);
        WlShmPoolProxy pool = client.pool(file, BYTES);
        WlBufferProxy buffer = client.buffer(pool, 0);
        AtomicBoolean stop = new AtomicBoolean();
        Thread truncating = new Thread(() -> truncateAndGrow(file, stop), "truncate and grow");
        truncating.setDaemon(true);
        truncating.start();
        try {
            long end = client.framesShown() + RACE_FRAMES;
            Deadline deadline = client.deadline();
            int size = BYTES;
            while (client.framesShown() < end && !deadline.hasPassed()) {
                if (resizing) {
                    size += PAGE;
                    pool.resize(size);
                }
                client.present(buffer);
                client.settle();
            }
        } finally {
            stop.set(true);
            join(truncating);
        }
        redraw(client, file, buffer);
    }

    private static void truncateAndGrow(Memfd file, AtomicBoolean stop) {
        try {
            while (!stop.get()) {
                file.truncate(0);
                file.truncate(BYTES);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("our own file could not be resized", impossible);
        }
    }

    private static void join(Thread thread) throws IOException {
        try {
            thread.join();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            throw new IOException("the demonstration was interrupted", impatient);
        }
    }

    private static void shrinkCachedSubsurface(HostileClient client) throws IOException {
        Memfd file = client.file(BYTES);
        WlBufferProxy buffer = client.buffer(client.pool(file, BYTES), 0);
        WlSurfaceProxy child = client.cover();
        child.attach(buffer, 0, 0);
        child.damageBuffer(0, 0, HostileClient.WIDTH, HostileClient.HEIGHT);
        child.commit();
        client.settle();
        file.truncate(MIDDLE);
        client.window().surface().commit();
    }

    private static void leave(HostileClient client) throws IOException {
        Memfd file = client.file(BYTES);
        WlBufferProxy buffer = client.buffer(client.pool(file, BYTES), 0);
        client.settle();
        file.truncate(0);
        client.present(buffer);
        client.leave();
    }

    private static void shrinkSealed(HostileClient client) throws IOException {
        Memfd file = client.file(BYTES);
        file.addSeals(Memfd.SEAL_SHRINK);
        WlBufferProxy buffer = client.buffer(client.pool(file, BYTES), 0);
        client.present(buffer);
        client.settle();
        try {
            file.truncate(0);
            throw new IllegalStateException("the kernel shrank a file sealed against it");
        } catch (IOException refused) {
            client.present(buffer);
        }
    }

    /** A seal against shrinking promises nothing about bytes that the file has never had. */
    private static void resizePastSealedEnd(HostileClient client) throws IOException {
        Memfd file = client.file(PAGE);
        file.addSeals(Memfd.SEAL_SHRINK);
        WlShmPoolProxy pool = client.pool(file, PAGE);
        client.settle();
        pool.resize(BYTES);
        client.present(client.buffer(pool, 0));
    }

    private static void bufferPastSealedEnd(HostileClient client) throws IOException {
        Memfd file = client.file(BYTES);
        file.addSeals(Memfd.SEAL_SHRINK | Memfd.SEAL_GROW);
        WlShmPoolProxy pool = client.pool(file, BYTES);
        pool.resize(3 * BYTES);
        client.present(client.buffer(pool, 2 * BYTES));
    }

    private static void sealTooLate(HostileClient client) throws IOException {
        Memfd file = client.file(BYTES);
        WlShmPoolProxy pool = client.pool(file, BYTES);
        WlBufferProxy buffer = client.buffer(pool, 0);
        client.present(buffer);
        client.settle();
        file.truncate(MIDDLE);
        file.addSeals(Memfd.SEAL_SHRINK);
        pool.resize(BYTES + PAGE);
        client.present(buffer);
    }

    /** The pool is just large enough for rows of as many bytes as they have pixels. */
    private static void strideInPixels(HostileClient client) throws IOException {
        int size = HostileClient.WIDTH * HostileClient.HEIGHT;
        WlShmPoolProxy pool = client.pool(client.file(size), size);
        client.present(client.buffer(pool, 0, HostileClient.WIDTH));
    }

    private static void overflow(HostileClient client) throws IOException {
        WlShmPoolProxy pool = client.pool(client.file(BYTES), BYTES);
        client.present(client.buffer(pool, Integer.MAX_VALUE - 3));
    }

    private static void pipe(HostileClient client) throws IOException {
        Fd[] pipe = Fd.pipe();
        client.own(pipe[1]);
        client.present(client.buffer(client.pool(client.own(pipe[0]), BYTES), 0));
    }
}

package org.breakwater.tests.torture;

import static org.breakwater.tests.torture.Attack.BYTES;
import static org.breakwater.tests.torture.Attack.STRIDE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.breakwater.compositor.capture.Picture;
import org.breakwater.shm.Memfd;
import org.breakwater.tests.Canvas;
import org.breakwater.wayland.WlDisplay;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlShmPoolProxy;

/** A: the file shrinks, at every moment and to every length that matters. */
final class Truncations {
    private static final int PAGE = 4096;
    private static final int[] LENGTHS = {0, 1, 12, PAGE - 1, PAGE, PAGE + 1, BYTES - 1};
    private static final int RACE_COMMITS = 150;

    private Truncations() {
    }

    private enum Moment {
        BEFORE_CREATE_POOL, AFTER_CREATE_POOL, AFTER_CREATE_BUFFER, AFTER_ATTACH, IN_FLIGHT,
        AFTER_COMMIT, AFTER_RELEASE
    }

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        for (Moment moment : Moment.values()) {
            for (int length : LENGTHS) {
                all.add(new Scenario('A', 1, "truncated to " + length + " "
                        + moment.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                        attack -> truncate(attack, moment, length)));
            }
        }
        all.add(new Scenario('A', 2, "truncate and grow in a loop under commits",
                attack -> race(attack, false)));
        all.add(new Scenario('A', 2, "truncate and grow in a loop under resizes",
                attack -> race(attack, true)));
        all.add(new Scenario('A', 3, "O_TRUNC through /proc", Truncations::reopen));
        all.add(new Scenario('A', 4, "truncated by another process", Truncations::otherProcess));
        all.add(new Scenario('A', 5, "truncated after the buffer is destroyed, before the commit",
                Truncations::destroyedBeforeCommit));
        all.add(new Scenario('A', 5, "truncated after buffer and pool are destroyed, kept on screen",
                Truncations::destroyedAfterCommit));
        all.add(new Scenario('A', 5, "gone with a truncated commit in flight", Truncations::leave));
        all.add(new Scenario('A', 7, "shorter than its pool from the start, then grown",
                Truncations::shorterThanItsPool));
        for (int offset : new int[] {0, 1, PAGE - 1, PAGE, PAGE + 1, 3 * PAGE + 17}) {
            all.add(new Scenario('A', 8, "ends around a buffer at offset " + offset,
                    attack -> exactEnds(attack, offset)));
        }
        return all;
    }

    private static void truncate(Attack attack, Moment moment, int length) throws IOException {
        Memfd file = attack.file(BYTES);
        at(moment, Moment.BEFORE_CREATE_POOL, file, length);
        WlShmPoolProxy pool = attack.pool(file, BYTES);
        at(moment, Moment.AFTER_CREATE_POOL, file, length);
        WlBufferProxy buffer = Attack.buffer(pool, 0);
        int[] releases = new int[1];
        buffer.listen(new WlBufferProxy.Events() {
            @Override
            public void release() {
                releases[0]++;
            }
        });
        attack.settle();
        at(moment, Moment.AFTER_CREATE_BUFFER, file, length);
        attack.attach(buffer);
        attack.settle();
        at(moment, Moment.AFTER_ATTACH, file, length);
        attack.surface().commit();
        attack.send();
        at(moment, Moment.IN_FLIGHT, file, length);
        if (moment.compareTo(Moment.IN_FLIGHT) <= 0) {
            attack.shows(length);
        }
        attack.settle();
        at(moment, Moment.AFTER_COMMIT, file, length);
        if (moment == Moment.AFTER_RELEASE) {
            attack.pump(() -> releases[0] > 0);
            file.truncate(length);
            attack.shows(BYTES);        // what was read has been read
        }
        attack.show(buffer);
        attack.shows(length);
        file.truncate(BYTES);
        Attack.paint(file, BYTES, 1);
        attack.show(buffer);
        attack.showsRegrown(length, BYTES, 1);
    }

    private static void at(Moment now, Moment moment, Memfd file, int length) throws IOException {
        if (now == moment) {
            file.truncate(length);
        }
    }

    /**
     * A thread shrinks and grows the file, and paints it again, as fast as it can. While it does, a
     * pixel is the file's or it is zero; afterwards all is as it is to be.
     */
    private static void race(Attack attack, boolean resizing) throws Exception {
        Memfd file = attack.file(BYTES);
        WlShmPoolProxy pool = attack.pool(file, BYTES);
        WlBufferProxy buffer = Attack.buffer(pool, 0);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread truncating = new Thread(() -> truncateAndGrow(file, stop, failure));
        truncating.start();
        try {
            int size = BYTES;
            for (int i = 0; i < RACE_COMMITS; i++) {
                if (resizing) {
                    size += PAGE;
                    pool.resize(size);
                }
                attack.show(buffer);
                attack.settle();
                if (i % 10 == 0) {
                    assertOwnPixelsOrNone(attack);
                }
            }
        } finally {
            stop.set(true);
            truncating.join();
        }
        assertNull(failure.get());
        file.truncate(BYTES);
        Attack.paint(file, BYTES, 1);
        attack.show(attack.policy() == Policy.ZEROS ? Attack.buffer(attack.pool(file, BYTES), 0) : buffer);
        attack.shows(0, BYTES, 1);
    }

    private static void truncateAndGrow(Memfd file, AtomicBoolean stop,
            AtomicReference<Throwable> failure) {
        Random random = new Random(1);
        try {
            while (!stop.get()) {
                file.truncate(random.nextInt(BYTES / 4) * 4L);
                file.truncate(BYTES);
                Attack.paint(file, BYTES, 0);
            }
        } catch (IOException | RuntimeException | Error failed) {
            failure.set(failed);
        }
    }

    private static void assertOwnPixelsOrNone(Attack attack) {
        Picture picture = attack.harbour().picture();
        int background = attack.harbour().fixture().background();
        for (int y = 0; y < Harbour.SIDE; y++) {
            for (int x = 0; x < Harbour.SIDE; x++) {
                int own = Attack.colour((long) y * STRIDE + x * 4L, 0) & 0xffffff;
                int seen = picture.at(x, y);
                assertTrue(near(seen, own) || near(seen, background), () -> String.format(
                        "#%06x at %s is neither the file's #%06x nor zero", seen, own, background));
            }
        }
    }

    private static boolean near(int a, int b) {
        return Math.abs((a >> 16 & 255) - (b >> 16 & 255)) <= 1
                && Math.abs((a >> 8 & 255) - (b >> 8 & 255)) <= 1
                && Math.abs((a & 255) - (b & 255)) <= 1;
    }

    private static void reopen(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        WlBufferProxy buffer = Attack.buffer(attack.pool(file, BYTES), 0);
        attack.show(buffer);
        attack.shows(BYTES);
        new FileOutputStream("/proc/self/fd/" + file.fd().raw()).close();
        attack.show(buffer);
        attack.shows(0);
    }

    private static void otherProcess(Attack attack) throws Exception {
        Memfd file = attack.file(BYTES);
        WlBufferProxy buffer = Attack.buffer(attack.pool(file, BYTES), 0);
        attack.show(buffer);
        attack.shows(BYTES);
        Process truncate = new ProcessBuilder("truncate", "-s", "5000",
                "/proc/" + ProcessHandle.current().pid() + "/fd/" + file.fd().raw()).inheritIO()
                .start();
        assertEquals(0, truncate.waitFor());
        attack.show(buffer);
        attack.shows(5000);
    }

    /** The protocol leaves open what shows; the compositor shows nothing or the file. */
    private static void destroyedBeforeCommit(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        WlBufferProxy buffer = Attack.buffer(attack.pool(file, BYTES), 0);
        attack.attach(buffer);
        attack.settle();
        buffer.destroy();
        file.truncate(0);
        attack.surface().commit();
        if (attack.policy() == Policy.DISCONNECT) {     // there is no wl_buffer to blame
            attack.refused("wl_display", WlDisplay.Error.IMPLEMENTATION);
        }
        attack.showsNothing();
    }

    private static void destroyedAfterCommit(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        WlShmPoolProxy pool = attack.pool(file, BYTES);
        WlBufferProxy buffer = Attack.buffer(pool, 0);
        attack.show(buffer);
        attack.settle();
        buffer.destroy();
        pool.destroy();
        file.truncate(0);
        attack.shows(BYTES);
        attack.surface().damageBuffer(0, 0, 9999, 9999);
        attack.surface().commit();
        attack.shows(BYTES);
    }

    private static void leave(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        WlBufferProxy buffer = Attack.buffer(attack.pool(file, BYTES), 0);
        attack.settle();
        attack.show(buffer);
        file.truncate(100);
        attack.leave();
    }

    private static void shorterThanItsPool(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        file.truncate(5000);
        WlBufferProxy buffer = Attack.buffer(attack.pool(file, BYTES), 0);
        attack.show(buffer);
        attack.shows(5000);
        for (int length : new int[] {5001, 9000, BYTES}) {
            file.truncate(BYTES);
            Attack.paint(file, BYTES, 1);
            file.truncate(length);
            attack.show(buffer);
            attack.showsRegrown(5000, length, 1);
        }
    }

    /** The end of the file just before, at and after the first and the last byte that is read. */
    private static void exactEnds(Attack attack, int offset) throws IOException {
        Memfd file = attack.file(BYTES + 8 * PAGE);
        WlShmPoolProxy pool = attack.pool(file, BYTES + 8 * PAGE);
        WlBufferProxy buffer = Attack.buffer(pool, offset);
        for (int end : new int[] {offset + BYTES + 1, offset + BYTES, offset + BYTES - 1,
            offset + 4 * PAGE - offset % PAGE, offset + 5, offset + 1, offset}) {
            file.truncate(BYTES + 8 * PAGE);
            Attack.paint(file, BYTES + 8 * PAGE, 0);
            file.truncate(end);
            attack.show(buffer);
            attack.settle();
            assertBytes(attack, file, offset, end);
        }
    }

    /** As {@link Attack#shows}, for pixels that lie across those that were painted. */
    private static void assertBytes(Attack attack, Memfd file, int offset, int end)
            throws IOException {
        int readable = BYTES + 8 * PAGE;
        byte[] bytes = new byte[readable];
        for (int at = 0; at < readable; at += 4) {
            int colour = Attack.colour(at, 0);
            for (int i = 0; i < 4; i++) {
                bytes[at + i] = at + i < end ? (byte) (colour >> 8 * i) : 0;
            }
        }
        Canvas canvas = attack.harbour().empty();
        for (int y = 0; y < Harbour.SIDE; y++) {
            for (int x = 0; x < Harbour.SIDE; x++) {
                int at = offset + y * STRIDE + x * 4;
                canvas.fill(x, y, 1, 1, bytes[at] & 255 | (bytes[at + 1] & 255) << 8
                        | (bytes[at + 2] & 255) << 16 | bytes[at + 3] << 24);
            }
        }
        attack.harbour().assertPicture(canvas);
    }
}

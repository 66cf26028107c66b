package org.breakwater.tests.torture;

import static org.breakwater.tests.torture.Attack.ARGB;
import static org.breakwater.tests.torture.Attack.BYTES;
import static org.breakwater.tests.torture.Attack.STRIDE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.shm.Memfd;
import org.breakwater.wayland.WlDisplay;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlShmPoolProxy;

/** E: numbers that do not add up. */
final class Arithmetic {
    private static final int MAX = Integer.MAX_VALUE;
    private static final int MIN = Integer.MIN_VALUE;
    private static final int SIDE = Harbour.SIDE;
    private static final int NV12 = 0x3231564e;
    private static final int YUV420 = 0x32315559;
    private static final int RESIZES = 100_000;

    private Arithmetic() {
    }

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        for (int size : new int[] {0, -1, MIN}) {
            all.add(new Scenario('E', 22, "pool of " + size + " bytes", attack -> {
                attack.pool(attack.file(BYTES), size);
                attack.refused("wl_shm", WlShm.Error.INVALID_STRIDE);
            }));
        }
        for (int size : new int[] {0, -1, MIN, BYTES - 1}) {
            all.add(new Scenario('E', 22, "pool resized to " + size, attack -> {
                attack.pool(attack.file(BYTES), BYTES).resize(size);
                attack.refused("wl_shm_pool", WlShm.Error.INVALID_FD);
            }));
        }
        all.add(new Scenario('E', 22, "pool resized 100,000 times", Arithmetic::resizeForever));
        all.add(new Scenario('E', 22, "pool grown to 2 GiB and shown", Arithmetic::growToTheEnd));
        wrong(all, 23, "negative offset", -1, SIDE, SIDE, STRIDE);
        wrong(all, 23, "smallest offset", MIN, SIDE, SIDE, STRIDE);
        wrong(all, 23, "largest offset", MAX, SIDE, SIDE, STRIDE);
        wrong(all, 23, "offset a byte too large", 1, SIDE, SIDE, STRIDE);
        wrong(all, 23, "no width", 0, 0, SIDE, STRIDE);
        wrong(all, 23, "negative width", 0, -1, SIDE, STRIDE);
        wrong(all, 23, "largest width", 0, MAX, 1, MAX);
        wrong(all, 23, "width that overflows in bytes", 0, 0x4000_0001, 1, 4);
        wrong(all, 23, "no height", 0, SIDE, 0, STRIDE);
        wrong(all, 23, "negative height", 0, SIDE, -1, STRIDE);
        wrong(all, 23, "largest height", 0, 1, MAX, 4);
        wrong(all, 23, "height that overflows in bytes", 0, 1, 0x4000_0000, 4);
        wrong(all, 23, "negative stride", 0, SIDE, SIDE, -STRIDE);
        wrong(all, 23, "largest stride", 0, SIDE, SIDE, MAX);
        wrong(all, 23, "stride x height past 2^32", 0, SIDE, 0x1_0000, 0x1_0000);
        wrong(all, 23, "offset + stride x height past 2^31", 16, SIDE, SIDE, MAX / SIDE / 4 * 4);
        wrong(all, 24, "stride in pixels", 0, SIDE, SIDE, SIDE);
        wrong(all, 24, "stride a byte too small", 0, SIDE, SIDE, STRIDE - 1);
        wrong(all, 24, "stride no multiple of a pixel", 0, SIDE, SIDE - 1, STRIDE + 2);
        wrong(all, 24, "one row too many", 0, SIDE, SIDE + 1, STRIDE);
        for (int format : new int[] {2, 3, MIN, -1, NV12, YUV420}) {
            all.add(new Scenario('E', 25, "format 0x" + Integer.toHexString(format), attack -> {
                attack.pool(attack.file(BYTES), BYTES).createBuffer(0, SIDE, 8, STRIDE, format);
                attack.refused("wl_shm_pool", WlShm.Error.INVALID_FORMAT);
            }));
        }
        all.add(new Scenario('E', 25, "65536 x 65536 over a sparse 2 GiB", attack -> {
            attack.pool(attack.own(Memfd.create("torture", MAX)), MAX)
                    .createBuffer(0, 1 << 16, 1 << 16, 1 << 18, ARGB);
            attack.refused("wl_shm_pool", WlShm.Error.INVALID_STRIDE);
        }));
        all.add(new Scenario('E', 26, "larger than any texture", Arithmetic::largerThanTextures));
        all.add(new Scenario('E', 26, "at the end of a pool of 2^31 - 1 bytes",
                attack -> atTheEnd(attack, 0)));
        all.add(new Scenario('E', 26, "at the end of a sealed pool of 2^31 - 1 bytes",
                attack -> atTheEnd(attack, Memfd.SEAL_SHRINK)));
        all.add(new Scenario('E', 26, "one row in strides of a page", Arithmetic::wideStride));
        return all;
    }

    private static void wrong(List<Scenario> all, int number, String name, int offset, int width,
            int height, int stride) {
        all.add(new Scenario('E', number, name, attack -> {
            attack.pool(attack.file(BYTES), BYTES).createBuffer(offset, width, height, stride, ARGB);
            attack.refused("wl_shm_pool", WlShm.Error.INVALID_STRIDE);
        }));
    }

    private static void resizeForever(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        WlShmPoolProxy pool = attack.pool(file, BYTES);
        WlBufferProxy buffer = Attack.buffer(pool, 0);
        for (int i = 0; i < RESIZES; i++) {
            pool.resize(BYTES + i);
            if (i % 2_000 == 0) {
                attack.livesOrIsRefused("wl_display", WlDisplay.Error.NO_MEMORY,
                        WlDisplay.Error.IMPLEMENTATION);
                attack.harbour().refresh();
            }
        }
        attack.livesOrIsRefused("wl_display", WlDisplay.Error.NO_MEMORY,
                WlDisplay.Error.IMPLEMENTATION);
        attack.show(buffer);
        attack.shows(BYTES);
    }

    private static void growToTheEnd(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        WlShmPoolProxy pool = attack.pool(file, BYTES);
        pool.resize(MAX);
        attack.livesOrIsRefused("wl_display", WlDisplay.Error.NO_MEMORY,
                WlDisplay.Error.IMPLEMENTATION);
        attack.show(Attack.buffer(pool, 0));
        attack.shows(BYTES);
        attack.show(Attack.buffer(pool, (MAX - BYTES) / 4096 * 4096));
        attack.settle();
        attack.missing();
        attack.showsZerosFrom(0);
    }

    /** 23,000 squared fits a pool; no texture is as large, and no reader may allocate for it. */
    private static void largerThanTextures(Attack attack) throws IOException {
        WlShmPoolProxy pool = attack.pool(attack.own(Memfd.create("torture", MAX)), MAX);
        attack.show(pool.createBuffer(0, 23_000, 23_000, 23_000 * 4, ARGB));
        attack.refused("wl_shm_pool", WlShm.Error.INVALID_STRIDE);
    }

    private static void atTheEnd(Attack attack, int seals) throws IOException {
        Memfd file = attack.own(Memfd.create("torture", MAX));
        file.addSeals(seals);
        WlShmPoolProxy pool = attack.pool(file, MAX);
        WlBufferProxy buffer = Attack.buffer(pool, MAX - BYTES);
        attack.show(buffer);
        attack.livesOrIsRefused("wl_display", WlDisplay.Error.NO_MEMORY,
                WlDisplay.Error.IMPLEMENTATION);
        attack.showsZerosFrom(0);
    }

    /** Rows far apart, and the file ends in the gap after the first half of them. */
    private static void wideStride(Attack attack) throws IOException {
        int stride = 1 << 16;
        int size = stride * SIDE;
        Memfd file = attack.file(size);
        WlBufferProxy buffer = attack.pool(file, size).createBuffer(0, SIDE, SIDE, stride, ARGB);
        attack.show(buffer);
        attack.showsRows(stride, size);
        file.truncate((long) stride * SIDE / 2 + 5_000);
        attack.show(buffer);
        attack.settle();
        attack.showsRows(stride, (long) stride * SIDE / 2 + 5_000);
    }
}

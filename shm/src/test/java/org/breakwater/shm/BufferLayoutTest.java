package org.breakwater.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The checks of create_buffer say what unbounded arithmetic says. */
class BufferLayoutTest {
    private static final int[] EDGES = {Integer.MIN_VALUE, -1, 0, 1, 2, 3, 4, 255, 256, 1024, 4096,
        0xFFFF, 0x1_0000, 0x1_0001, 1 << 20, 0x3FFF_FFFF, 0x4000_0000, 0x7FFF_FFFE,
        Integer.MAX_VALUE};

    @Test
    void agreesWithUnboundedArithmetic() {
        Random random = new Random(1);
        int valid = 0;
        for (int i = 0; i < 400_000; i++) {
            ShmFormat format = ShmFormat.values()[random.nextInt(ShmFormat.values().length)];
            int width = number(random);
            int height = number(random);
            int rowBytes = width * format.bytesPerPixel();
            int stride = random.nextInt(4) > 0 ? rowBytes + random.nextInt(9) - 4 : number(random);
            int offset = random.nextBoolean() ? random.nextInt(9) - 2 : number(random);
            int pool = random.nextInt(4) > 0 ? offset + stride * height + random.nextInt(3) - 1
                    : number(random);
            BufferLayout layout = new BufferLayout(offset, width, height, stride, format);
            boolean expected = isValid(layout, pool);
            assertEquals(expected, layout.check(pool) == null,
                    () -> layout + " in " + pool + ": " + layout.check(pool));
            valid += expected ? 1 : 0;
        }
        assertTrue(valid > 10_000, valid + " valid layouts");
    }

    private static int number(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> EDGES[random.nextInt(EDGES.length)];
            case 1 -> random.nextInt(300);
            default -> random.nextInt(5000) + 1;
        };
    }

    private static boolean isValid(BufferLayout layout, int pool) {
        BigInteger row = big(layout.width()).multiply(big(layout.format().bytesPerPixel()));
        BigInteger end = big(layout.offset()).add(big(layout.stride()).multiply(
                big(layout.height())));
        return layout.offset() >= 0
                && layout.width() >= 1 && layout.width() <= BufferLayout.MAX_SIDE
                && layout.height() >= 1 && layout.height() <= BufferLayout.MAX_SIDE
                && big(layout.stride()).compareTo(row) >= 0
                && layout.stride() % layout.format().bytesPerPixel() == 0
                && end.compareTo(big(pool)) <= 0;
    }

    private static BigInteger big(int value) {
        return BigInteger.valueOf(value);
    }
}

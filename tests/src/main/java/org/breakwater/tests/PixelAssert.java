package org.breakwater.tests;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.breakwater.compositor.capture.Picture;

/** Compares pictures, and shows where they differ. */
public final class PixelAssert {
    private static final Path FOLDER = Path.of("target", "pixels");

    private PixelAssert() {
    }

    /** Every channel of every pixel within one of the reference's: what rounding may cost. */
    public static void assertShows(Canvas expected, Picture actual) {
        assertSame(expected.picture(), actual, 1);
    }

    /**
     * Fails with the number, the bounds and the first of the differing pixels, and saves pictures
     * of them.
     */
    public static void assertSame(Picture expected, Picture actual, int tolerance) {
        if (expected.width() != actual.width() || expected.height() != actual.height()) {
            fail("expected a picture of " + expected.width() + "x" + expected.height() + ", got "
                    + actual.width() + "x" + actual.height());
        }
        int count = 0;
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = 0;
        int bottom = 0;
        String first = null;
        int[] marked = new int[expected.pixels().length];
        for (int y = 0; y < expected.height(); y++) {
            for (int x = 0; x < expected.width(); x++) {
                if (distance(expected.at(x, y), actual.at(x, y)) > tolerance) {
                    count++;
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    right = Math.max(right, x);
                    bottom = Math.max(bottom, y);
                    marked[y * expected.width() + x] = 0xff00ff;
                    first = first != null ? first : String.format("(%d, %d) is #%06x, not #%06x", x,
                            y,
                            actual.at(x, y), expected.at(x, y));
                }
            }
        }
        if (count > 0) {
            fail(count + " pixels differ, within (" + left + ", " + top + ") to (" + right + ", "
                    + bottom + "); " + first + "; see " + save(expected, actual, marked));
        }
    }

    private static int distance(int a, int b) {
        int most = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            most = Math.max(most, Math.abs((a >> shift & 0xff) - (b >> shift & 0xff)));
        }
        return most;
    }

    /** Expected, actual and difference side by side, under the name of the test's method. */
    private static Path save(Picture expected, Picture actual, int[] marked) {
        int width = expected.width();
        int[] all = new int[width * 3 * expected.height()];
        for (int y = 0; y < expected.height(); y++) {
            System.arraycopy(expected.pixels(), y * width, all, y * width * 3, width);
            System.arraycopy(actual.pixels(), y * width, all, y * width * 3 + width, width);
            System.arraycopy(marked, y * width, all, y * width * 3 + width * 2, width);
        }
        String name = StackWalker.getInstance().walk(frames -> frames
                .filter(f -> f.getClassName().endsWith("Test"))
                .map(f -> f.getClassName().substring(f.getClassName().lastIndexOf('.') + 1) + "."
                        + f.getMethodName())
                .findFirst().orElse("picture"));
        Path file = FOLDER.resolve(name + ".png");
        try {
            Files.createDirectories(FOLDER);
            return Files.write(file, new Picture(width * 3, expected.height(), all).png());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.breakwater.tests.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.breakwater.compositor.cursor.CursorFrame;
import org.breakwater.compositor.cursor.CursorImages;
import org.breakwater.compositor.cursor.CursorTheme;
import org.breakwater.wayland.WpCursorShapeDeviceV1.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** XCursor themes from disk, good ones and others. */
class CursorThemeTest {
    private static final int RED = 0xffff0000;
    private static final int GREEN = 0xff00ff00;

    @TempDir
    Path root;

    private CursorTheme theme(String name) {
        return CursorTheme.of(name, 24, Map.of("XCURSOR_PATH", root.toString()));
    }

    private static CursorFiles.Frame frame(int nominal, int argb) {
        return new CursorFiles.Frame(nominal, nominal, 1, 0, argb);
    }

    private int colour(CursorTheme theme, Shape shape, double scale) {
        CursorFrame first = theme.images(shape, scale).frames().get(0);
        return first.pixels()[first.pixels().length / 2];
    }

    @Test
    void theNearestSizeIsTaken() throws IOException {
        CursorFiles.write(root, "t", "default", CursorFiles.file(frame(16, 1), frame(32, 2),
                frame(48, 3)));
        CursorTheme theme = theme("t");
        assertEquals(2, colour(theme, Shape.DEFAULT, 1), "of two as near, the larger");
        assertEquals(32, theme.images(Shape.DEFAULT, 1).nominalSize());
        assertEquals(3, colour(theme, Shape.DEFAULT, 2));
        assertEquals(3, colour(theme, Shape.DEFAULT, 10));
        assertEquals(1, colour(theme, Shape.DEFAULT, 0.5));
        assertSame(theme.images(Shape.DEFAULT, 1), theme.images(Shape.DEFAULT, 1));
    }

    @Test
    void aThemeInheritsAndOldNamesCount() throws IOException {
        CursorFiles.index(root, "child", "[Icon Theme]\nName=x\nInherits = mother, father;child\n");
        CursorFiles.index(root, "mother", "[Icon Theme]\nInherits=child\n");
        CursorFiles.write(root, "father", "hand2", CursorFiles.file(frame(24, RED)));
        CursorFiles.write(root, "default", "hand2", CursorFiles.file(frame(24, GREEN)));
        CursorFiles.write(root, "default", "xterm", CursorFiles.file(frame(24, GREEN)));
        CursorTheme theme = theme("child");
        assertEquals(RED, colour(theme, Shape.POINTER, 1));
        assertEquals(GREEN, colour(theme, Shape.TEXT, 1), "the default theme is the last resort");
    }

    @Test
    void theEnvironmentCountsWhereTheConfigurationIsSilent() throws IOException {
        CursorFiles.write(root, "a", "default", CursorFiles.file(frame(24, RED)));
        CursorFiles.write(root, "b", "default", CursorFiles.file(frame(24, GREEN)));
        Map<String, String> environment = Map.of("XCURSOR_PATH", "/nowhere:~/none:rel:" + root,
                "XCURSOR_THEME", "b", "XCURSOR_SIZE", "48", "HOME", "/nowhere");
        CursorTheme silent = CursorTheme.of("", 0, environment);
        assertEquals(GREEN, colour(silent, Shape.DEFAULT, 1));
        assertEquals(48, silent.size());
        CursorTheme said = CursorTheme.of("a", 32, environment);
        assertEquals(RED, colour(said, Shape.DEFAULT, 1));
        assertEquals(32, said.size());
        for (String size : new String[] {"", "x", "-3", "0", "99999999999"}) {
            assertEquals(24, CursorTheme.of("", 0, Map.of("XCURSOR_SIZE", size)).size(), size);
        }
        assertEquals(512, CursorTheme.of("", 0, Map.of("XCURSOR_SIZE", "999")).size());
    }

    @Test
    void aNameIsNoPath() throws IOException {
        CursorFiles.write(root, "secret", "default", CursorFiles.file(frame(24, RED)));
        Path below = Files.createDirectories(root.resolve("themes"));
        CursorTheme theme = CursorTheme.of("../secret", 24,
                Map.of("XCURSOR_PATH", below.toString()));
        assertFalse(colour(theme, Shape.DEFAULT, 1) == RED);
    }

    @Test
    void anAnimationKeepsItsFramesInOrder() throws IOException {
        CursorFiles.write(root, "t", "wait", CursorFiles.file(
                new CursorFiles.Frame(24, 20, 3, 100, RED), frame(48, 1),
                new CursorFiles.Frame(24, 20, 500, 0, GREEN)));
        CursorImages images = theme("t").images(Shape.WAIT, 1);
        assertTrue(images.isAnimated());
        assertEquals(2, images.frames().size());
        assertEquals(100, images.frames().get(0).delayMs());
        assertEquals(3, images.frames().get(0).hotspotX());
        assertEquals(CursorFrame.LEAST_DELAY_MS, images.frames().get(1).delayMs());
        assertEquals(19, images.frames().get(1).hotspotY(), "kept within the picture");
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void withoutAThemeEveryShapeIsDrawn(Shape shape) {
        for (double scale : new double[] {0.04, 1, 1.5, 4}) {
            CursorImages images = theme("t").images(shape, scale);
            CursorFrame only = images.frames().get(0);
            assertEquals(1, images.frames().size());
            assertEquals(images.nominalSize(), only.width());
            assertTrue(only.hotspotX() < only.width() && only.hotspotY() < only.height());
            if (scale >= 1) {
                assertTrue(Arrays.stream(only.pixels()).anyMatch(p -> (p & 0xff) > 0x80), "edge");
                assertTrue(Arrays.stream(only.pixels()).anyMatch(p -> p == 0xff000000), "inside");
                assertTrue(Arrays.stream(only.pixels()).anyMatch(p -> p == 0));
            }
            for (int pixel : only.pixels()) {
                int alpha = pixel >>> 24;
                assertTrue((pixel & 0xff) <= alpha, "premultiplied");
            }
        }
    }

    @Test
    void aFileCutAnywhereIsPassedOver() throws IOException {
        byte[] whole = CursorFiles.file(new CursorFiles.Frame(24, 4, 1, 0, RED));
        CursorFiles.write(root, "default", "default",
                CursorFiles.file(new CursorFiles.Frame(24, 4, 1, 0, GREEN)));
        for (int length = 0; length < whole.length; length++) {
            CursorFiles.write(root, "t", "default", Arrays.copyOf(whole, length));
            assertEquals(GREEN, colour(theme("t"), Shape.DEFAULT, 1), "cut at " + length);
        }
        CursorFiles.write(root, "t", "default", whole);
        assertEquals(RED, colour(theme("t"), Shape.DEFAULT, 1));
    }

    @Test
    void anyNumbersInAFileAreSurvived() throws IOException {
        byte[] whole = CursorFiles.file(new CursorFiles.Frame(24, 4, 1, 0, RED),
                new CursorFiles.Frame(24, 4, 1, 0, RED));
        int[] hostile = {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 20, 65536,
            0xfffd0002};
        Random random = new Random(7);
        for (int at = 0; at + 4 <= 100; at += 4) {
            for (int value : hostile) {
                byte[] bad = whole.clone();
                ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value)
                        .putInt(4 * random.nextInt(bad.length / 4), random.nextInt());
                CursorFiles.write(root, "t", "default", bad);
                assertTrue(theme("t").images(Shape.DEFAULT, 1).frames().size() <= 2);
            }
        }
    }

    @Test
    void whatIsNoFileIsNotRead() throws Exception {
        Path folder = Files.createDirectories(root.resolve("t/cursors"));
        Process mkfifo = new ProcessBuilder("mkfifo", folder.resolve("default").toString()).start();
        assertEquals(0, mkfifo.waitFor());
        Files.createDirectories(folder.resolve("left_ptr"));
        Files.createSymbolicLink(folder.resolve("arrow"), Path.of("/dev/zero"));
        Files.createSymbolicLink(root.resolve("t/index.theme"), Path.of("/dev/zero"));
        CursorFiles.write(root, "default", "default", CursorFiles.file(frame(24, GREEN)));
        assertEquals(GREEN, colour(theme("t"), Shape.DEFAULT, 1));
        CursorFiles.write(root, "big", "default", new byte[17 << 20]);
        assertEquals(GREEN, colour(theme("big"), Shape.DEFAULT, 1));
    }
}

package org.breakwater.render.gl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.RenderException;
import org.breakwater.render.RenderPass;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Texture;
import org.breakwater.render.egl.EglContext;
import org.breakwater.render.geometry.FRect;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.Transform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwjgl.opengles.GLES20;

class GlesRendererTest {
    private static final int BLACK = 0xFF000000;

    private GlesRenderer renderer;

    @BeforeEach
    void open() {
        renderer = GlesRenderer.create(EglContext.surfaceless());
    }

    @AfterEach
    void ledgerIsAtZero() {
        assertEquals(0, renderer.textureCount());
        assertEquals(0, renderer.textureBytes());
        renderer.close();
    }

    @Test
    void aNewTargetIsBlackOrNothing() {
        try (RenderTarget opaque = renderer.createTarget(3, 2);
                RenderTarget clear = renderer.createTarget(3, 2, PixelFormat.ARGB8888)) {
            assertArrayEquals(filled(6, BLACK), Pixels.of(renderer, opaque));
            assertArrayEquals(filled(6, 0), Pixels.of(renderer, clear));
        }
    }

    @Test
    void rowsRunFromTheTop() {
        try (RenderTarget target = renderer.createTarget(4, 3)) {
            RenderPass pass = renderer.begin(target);
            pass.clear(Region.of(0, 0, 1, 1), 1, 0, 0, 1);
            pass.rect(new Rect(3, 0, 1, 1), 0, 1, 0, 1, Region.INFINITE);
            pass.rect(new Rect(0, 2, 2, 5), 0, 0, 0.5f, 0.5f, Region.INFINITE);
            pass.submit();
            int[] got = Pixels.of(renderer, target);
            assertEquals(0xFFFF0000, got[0]);
            assertEquals(0xFF00FF00, got[3]);
            assertEquals(BLACK, got[4]);
            assertEquals(0x80, got[8] & 0xFF, 1);
            assertEquals(0x80, got[9] & 0xFF, 1);
            assertEquals(BLACK, got[10]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ARGB8888, 80402010, 80402010", "XRGB8888, 00402010, FF402010",
        "ABGR8888, 80402010, 80102040", "XBGR8888, 00402010, FF102040",
        "RGB565, F800, FFFF0000", "RGB565, 07E0, FF00FF00", "RGB565, 001F, FF0000FF",
        "ARGB2101010, FFF00000, FFFF0000", "ARGB2101010, C00003FF, FF0000FF",
        "ARGB2101010, 00000000, 00000000", "XRGB2101010, 000FFC00, FF00FF00",
        "XRGB2101010, 3FF00000, FFFF0000"})
    void everyFormat(PixelFormat format, String stored, String shown) {
        Pixels pixels = new Pixels(4, 4, format.bytesPerPixel());
        for (int i = 0; i < 16; i++) {
            pixels.set(i % 4, i / 4, Integer.parseUnsignedInt(stored, 16));
        }
        try (Texture texture = renderer.createTexture(4, 4, format);
                RenderTarget target = renderer.createTarget(4, 4, PixelFormat.ARGB8888)) {
            texture.update(pixels, null);
            int expected = Integer.parseUnsignedInt(shown, 16);
            draw(target, texture, false);
            assertArrayEquals(filled(16, expected), Pixels.of(renderer, target), "replaced");
            RenderPass pass = renderer.begin(target);
            pass.clear(Region.of(0, 0, 4, 4), 0, 0, 0, 0);
            pass.submit();
            draw(target, texture, true);
            assertArrayEquals(filled(16, expected), Pixels.of(renderer, target), "blended");
        }
    }

    @Test
    void copiesAndShadesAlike() {
        Pixels pixels = Pixels.argb(16, 16, (x, y) -> x * 0x0F0003 + y * 0x100F05);
        for (boolean copies : new boolean[] {true, false}) {
            renderer.setCopies(copies);
            try (Texture texture = renderer.createTexture(16, 16, PixelFormat.XRGB8888);
                    RenderTarget target = renderer.createTarget(20, 20)) {
                texture.update(pixels, null);
                RenderPass pass = renderer.begin(target);
                pass.texture(texture, new FRect(2, 3, 12, 11), new Rect(5, 6, 12, 11),
                        Transform.NORMAL, 1, Region.of(new Rect(0, 0, 20, 20))
                                .subtract(new Rect(8, 8, 4, 4)), false);
                pass.submit();
                int[] got = Pixels.of(renderer, target);
                for (int y = 0; y < 20; y++) {
                    for (int x = 0; x < 20; x++) {
                        boolean inside = x >= 5 && x < 17 && y >= 6 && y < 17
                                && !(x >= 8 && x < 12 && y >= 8 && y < 12);
                        int expected = !inside ? BLACK
                                : BLACK | (x - 3) * 0x0F0003 + (y - 3) * 0x100F05;
                        assertEquals(expected, got[20 * y + x],
                                "copies " + copies + " at " + x + "," + y);
                    }
                }
            }
        }
    }

    @Test
    void drawsWhatIsBorrowedAsWhatIsCopied() {
        Pixels pixels = Pixels.argb(16, 16, (x, y) -> BLACK | x * 0x0F0003 + y * 0x100F05);
        Region clip = Region.of(0, 0, 20, 20).subtract(new Rect(8, 8, 4, 4));
        try (Texture copied = renderer.createTexture(16, 16, PixelFormat.XRGB8888);
                Texture borrowed = renderer.createBorrowingTexture(16, 16, PixelFormat.XRGB8888);
                RenderTarget expected = renderer.createTarget(20, 20);
                RenderTarget got = renderer.createTarget(20, 20)) {
            assertTrue(borrowed.borrows());
            for (int frame = 0; frame < 3; frame++) {
                int moved = frame;
                Region damage = frame == 0 ? null : Region.of(4, 4 + frame, 8, 3);
                pixels.set(5, 4 + moved, 0xFF123456 + moved);
                copied.update(pixels, damage);
                borrowed.update(pixels, damage);
                for (float alpha : new float[] {1, 0.5f}) {
                    FRect source = new FRect(2, 3, 12, 11);
                    Rect place = new Rect(5 - moved, 6, 12, 11);
                    drawPart(expected, copied, source, place, alpha, clip);
                    drawPart(got, borrowed, source, place, alpha, clip);
                    assertArrayEquals(Pixels.of(renderer, expected), Pixels.of(renderer, got),
                            "frame " + frame + ", alpha " + alpha);
                }
            }
        }
    }

    @Test
    void drawsAllRowsOfWhatIsBorrowedAndLarge() {
        int width = 700;
        int height = 333;
        Pixels pixels = Pixels.argb(width, height, (x, y) -> BLACK | x * 0x151 + y * 0x71_0000);
        try (Texture copied = renderer.createTexture(width, height, PixelFormat.XRGB8888);
                Texture borrowed = renderer.createBorrowingTexture(width, height, PixelFormat.XRGB8888);
                RenderTarget expected = renderer.createTarget(width, height);
                RenderTarget got = renderer.createTarget(width, height)) {
            copied.update(pixels, null);
            borrowed.update(pixels, null);
            FRect all = new FRect(0, 0, width, height);
            Rect place = new Rect(0, 0, width, height);
            for (Region clip : new Region[] {Region.of(10, 20, 500, 17), Region.of(place)}) {
                drawPart(expected, copied, all, place, 1, clip);
                drawPart(got, borrowed, all, place, 1, clip);
                assertArrayEquals(Pixels.of(renderer, expected), Pixels.of(renderer, got));
            }
        }
    }

    private void drawPart(RenderTarget target, Texture texture, FRect source, Rect place, float alpha,
            Region clip) {
        RenderPass pass = renderer.begin(target);
        pass.texture(texture, source, place, Transform.NORMAL, alpha, clip, alpha < 1);
        pass.submit();
    }

    @Test
    void borrowsOnlyWhatItCanCopyAsItIs() {
        assertNull(renderer.createBorrowingTexture(4, 4, PixelFormat.RGB565));
        renderer.setCopies(false);
        assertNull(renderer.createBorrowingTexture(4, 4, PixelFormat.XRGB8888));
    }

    @ParameterizedTest
    @EnumSource(Transform.class)
    void everyTransform(Transform transform) {
        Pixels pixels = Pixels.argb(5, 3, (x, y) -> BLACK | x << 20 | y << 12 | 0x55);
        int width = transform.width(5, 3);
        int height = transform.height(5, 3);
        try (Texture texture = renderer.createTexture(5, 3, PixelFormat.ARGB8888);
                RenderTarget target = renderer.createTarget(width, height)) {
            texture.update(pixels, null);
            RenderPass pass = renderer.begin(target);
            pass.texture(texture, new FRect(0, 0, 5, 3), new Rect(0, 0, width, height), transform,
                    1, Region.INFINITE, true);
            pass.submit();
            int[] got = Pixels.of(renderer, target);
            for (int y = 0; y < 3; y++) {
                for (int x = 0; x < 5; x++) {
                    Rect to = transform.apply(new Rect(x, y, 1, 1), 5, 3);
                    assertEquals(BLACK | x << 20 | y << 12 | 0x55, got[to.y() * width + to.x()]);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 34})
    void onlyDamageIsUploaded(int stride) {
        Pixels pixels = new Pixels(8, 8, 4, stride);
        try (Texture texture = renderer.createTexture(8, 8, PixelFormat.XRGB8888);
                RenderTarget target = renderer.createTarget(8, 8)) {
            texture.update(pixels, Region.of(0, 0, 1, 1));      // the first is always whole
            assertEquals(1, pixels.reads());
            for (int i = 0; i < 64; i++) {
                pixels.set(i % 8, i / 8, 0xFFFFFF);
            }
            Region damage = Region.of(1, 2, 3, 4).union(new Rect(6, 7, 20, 20));
            texture.update(pixels, damage);
            assertEquals(3, pixels.reads());
            draw(target, texture, false);
            int[] got = Pixels.of(renderer, target);
            for (int i = 0; i < 64; i++) {
                assertEquals(damage.contains(i % 8, i / 8) ? 0xFFFFFFFF : BLACK, got[i]);
            }
        }
    }

    @Test
    void scalingInterpolatesAndStaysInsideTheSource() {
        // Green surrounds a source of red and blue: none of it may show.
        Pixels pixels = Pixels.argb(6, 4, (x, y) -> x == 2 ? 0xFFFF0000 : x == 3 ? 0xFF0000FF
                : 0xFF00FF00);
        try (Texture texture = renderer.createTexture(6, 4, PixelFormat.ARGB8888);
                RenderTarget target = renderer.createTarget(8, 4)) {
            texture.update(pixels, null);
            RenderPass pass = renderer.begin(target);
            pass.texture(texture, new FRect(2, 0, 2, 4), new Rect(0, 0, 8, 4), Transform.NORMAL, 1,
                    Region.INFINITE, false);
            pass.submit();
            int[] got = Pixels.of(renderer, target);
            assertEquals(0xFFFF0000, got[0]);
            assertEquals(0xFF0000FF, got[7]);
            assertEquals(0x9F, got[3] >> 16 & 0xFF, 3);
            assertEquals(0x60, got[3] & 0xFF, 3);
            for (int pixel : got) {
                assertEquals(0, pixel & 0xFF00);
            }
        }
    }

    @Test
    void alphaMultipliesAndPremultipliedColoursBlend() {
        Pixels pixels = Pixels.argb(2, 2, (x, y) -> 0x80800000);
        try (Texture texture = renderer.createTexture(2, 2, PixelFormat.ARGB8888);
                RenderTarget target = renderer.createTarget(2, 2)) {
            texture.update(pixels, null);
            RenderPass pass = renderer.begin(target);
            pass.clear(Region.INFINITE, 0, 0, 1, 1);
            pass.texture(texture, new FRect(0, 0, 2, 2), new Rect(0, 0, 2, 2), Transform.NORMAL,
                    0.5f, Region.INFINITE, true);
            pass.submit();
            int got = Pixels.of(renderer, target)[0];
            assertEquals(0x40, got >> 16 & 0xFF, 1);
            assertEquals(0xBF, got & 0xFF, 1);
        }
    }

    @Test
    void oneColourIsATexture() {
        try (Texture texture = renderer.createColorTexture(0x80008000);
                RenderTarget target = renderer.createTarget(3, 3)) {
            assertEquals(1, renderer.textureCount());
            RenderPass pass = renderer.begin(target);
            pass.texture(texture, new FRect(0, 0, 1, 1), new Rect(1, 1, 2, 2), Transform._90, 1,
                    Region.INFINITE, true);
            pass.submit();
            int[] got = Pixels.of(renderer, target);
            assertEquals(BLACK, got[0]);
            assertEquals(0xFF008000, got[8]);
        }
    }

    @Test
    void drawingNothing() {
        Texture texture = renderer.createTexture(2, 2, PixelFormat.ARGB8888);
        try (RenderTarget target = renderer.createTarget(2, 2)) {
            draw(target, texture, true);                         // never updated
            texture.update(Pixels.argb(2, 2, (x, y) -> -1), null);
            texture.close();
            texture.close();
            draw(target, texture, true);                         // closed
            assertArrayEquals(filled(4, BLACK), Pixels.of(renderer, target));
            assertThrows(IllegalStateException.class,
                    () -> texture.update(Pixels.argb(2, 2, (x, y) -> -1), null));
        }
    }

    @Test
    void readsAnyPartWithAnyStride() {
        try (RenderTarget target = renderer.createTarget(5, 4)) {
            RenderPass pass = renderer.begin(target);
            pass.clear(Region.of(2, 1, 2, 2), 1, 1, 1, 1);
            pass.submit();
            ByteBuffer out = ByteBuffer.allocateDirect(100).order(ByteOrder.LITTLE_ENDIAN);
            out.position(8);
            renderer.readPixels(target, new Rect(1, 1, 3, 2), out, 24);
            assertEquals(8, out.position());
            int[] rows = {0, 0, BLACK, -1, -1, 0, 0, 0, BLACK, -1, -1, 0};
            for (int i = 0; i < rows.length; i++) {
                assertEquals(rows[i], out.getInt(4 * i), "word " + i);
            }
            assertThrows(IllegalArgumentException.class,
                    () -> renderer.readPixels(target, new Rect(1, 1, 5, 2), out, 24));
            assertThrows(IllegalArgumentException.class,
                    () -> renderer.readPixels(target, new Rect(0, 0, 5, 4), out, 32));
        }
    }

    @Test
    void refusesWhatCannotBe() {
        assertThrows(RenderException.class,
                () -> renderer.createTexture(renderer.maxTextureSize() + 1, 1, PixelFormat.RGB565));
        assertThrows(IllegalArgumentException.class,
                () -> renderer.createTexture(0, 1, PixelFormat.RGB565));
        try (RenderTarget target = renderer.createTarget(1, 1);
                Texture texture = renderer.createTexture(4, 4, PixelFormat.ARGB8888)) {
            RenderPass pass = renderer.begin(target);
            assertThrows(IllegalStateException.class, () -> renderer.begin(target));
            pass.submit();
            assertThrows(IllegalStateException.class, pass::submit);
            assertThrows(IllegalArgumentException.class, () -> texture.update(
                    (x, y, width, height, reader) -> reader.pixels(1, 4, x, y, width, height), null));
        }
    }

    @Test
    void theDebugFlagFindsErrors() {
        try (RenderTarget target = renderer.createTarget(1, 1);
                Texture texture = renderer.createTexture(1, 1, PixelFormat.ARGB8888)) {
            RenderPass pass = renderer.begin(target);
            GLES20.glEnable(0xFFFF);
            assertThrows(RenderException.class, pass::submit);
            GLES20.glEnable(0xFFFF);
            assertThrows(RenderException.class,
                    () -> texture.update(Pixels.argb(1, 1, (x, y) -> 0), null));
            renderer.begin(target).submit();
        }
    }

    @Test
    void severalRenderersOnOneThread() {
        try (GlesRenderer other = GlesRenderer.create(EglContext.surfaceless());
                RenderTarget here = renderer.createTarget(2, 2);
                RenderTarget there = other.createTarget(2, 2)) {
            RenderPass pass = other.begin(there);
            pass.clear(Region.INFINITE, 1, 1, 1, 1);
            pass.submit();
            assertArrayEquals(filled(4, BLACK), Pixels.of(renderer, here));
            assertArrayEquals(filled(4, -1), Pixels.of(other, there));
            assertThrows(IllegalArgumentException.class, () -> renderer.begin(there));
        }
        assertTrue(renderer.isOpen());
        try (RenderTarget target = renderer.createTarget(1, 1)) {
            assertArrayEquals(filled(1, BLACK), Pixels.of(renderer, target));
        }
    }

    @Test
    void closingWhatIsLeftAfterTheRendererIsHarmless() {
        GlesRenderer other = GlesRenderer.create(EglContext.surfaceless());
        Texture texture = other.createTexture(2, 2, PixelFormat.ARGB8888);
        RenderTarget target = other.createTarget(2, 2);
        assertEquals(16, other.textureBytes());
        other.close();
        texture.close();
        target.close();
        assertFalse(other.isOpen());
        assertEquals(0, other.textureCount());
    }

    private void draw(RenderTarget target, Texture texture, boolean blend) {
        RenderPass pass = renderer.begin(target);
        pass.texture(texture, new FRect(0, 0, texture.width(), texture.height()),
                new Rect(0, 0, texture.width(), texture.height()), Transform.NORMAL, 1,
                Region.INFINITE, blend);
        pass.submit();
    }

    private static int[] filled(int count, int value) {
        int[] array = new int[count];
        Arrays.fill(array, value);
        return array;
    }
}

package org.breakwater.tests.dmabuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.breakwater.compositor.Graphics;
import org.breakwater.render.Dmabuf;
import org.breakwater.render.DmabufFormat;
import org.breakwater.render.DrmFormat;
import org.breakwater.render.Fence;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.PixelSource;
import org.breakwater.render.RenderException;
import org.breakwater.render.RenderPass;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Texture;
import org.breakwater.render.geometry.FRect;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.Transform;
import org.breakwater.render.gl.GlesRenderer;
import org.breakwater.shm.Memfd;
import org.breakwater.tests.PaintedDmabufs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lwjgl.system.MemoryUtil;

/** Drawing into memory that devices share, as a screen's frames are. */
class ImportedTargetTest {
    private static final int GREEN = 0xFF00FF00;
    private static final Rect ALL = new Rect(0, 0, 8, 4);

    private final PaintedDmabufs painted = new PaintedDmabufs();
    private GlesRenderer renderer;
    private Memfd file;

    @BeforeEach
    void open() throws IOException {
        Graphics graphics = painted.graphics();
        renderer = GlesRenderer.create(graphics.context(), graphics.dmabufs());
        file = Memfd.writable("frame", 8 * 4 * 4);
        for (int i = 0; i < 8 * 4; i++) {
            file.buffer().putInt(4 * i, 0xFF000000 | i);
        }
    }

    @AfterEach
    void close() {
        renderer.close();
        file.close();
    }

    @Test
    void whatIsThereStaysUntilItIsDrawnOver() {
        try (RenderTarget target = renderer.importTarget(dmabuf("XR24", Dmabuf.LINEAR))) {
            RenderPass pass = renderer.begin(target);
            pass.rect(new Rect(2, 1, 2, 2), 0, 1, 0, 1, Region.INFINITE);
            pass.submit();
            int[] pixels = pixels(target);
            for (int i = 0; i < pixels.length; i++) {
                boolean drawn = i % 8 >= 2 && i % 8 < 4 && i / 8 >= 1 && i / 8 < 3;
                assertEquals(drawn ? GREEN : 0xFF000000 | i, pixels[i], "pixel " + i);
            }
        }
    }

    /** Elsewhere they go straight into the target's texture, which a driver need not allow here. */
    @Test
    void lentPixelsAreDrawnToo() {
        ByteBuffer memory = ByteBuffer.allocateDirect(8 * 4 * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 8 * 4; i++) {
            memory.putInt(4 * i, 0xFF800000 + 3 * i);
        }
        PixelSource source = (x, y, width, height, reader) -> reader.pixels(
                MemoryUtil.memAddress(memory) + 4L * (8 * y + x), 32, x, y, width, height);
        try (RenderTarget target = renderer.importTarget(dmabuf("XR24", Dmabuf.LINEAR));
                Texture texture = renderer.createBorrowingTexture(8, 4, PixelFormat.XRGB8888)) {
            texture.update(source, null);
            RenderPass pass = renderer.begin(target);
            pass.texture(texture, new FRect(0, 0, 8, 4), ALL, Transform.NORMAL, 1, Region.of(ALL), false);
            pass.submit();
            int[] pixels = pixels(target);
            for (int i = 0; i < pixels.length; i++) {
                assertEquals(0xFF800000 + 3 * i, pixels[i], "pixel " + i);
            }
        }
    }

    @Test
    void onlyWhatCanBeDrawnIntoIsOffered() {
        assertEquals(List.of("AR24", "AR24", "AR24", "XR24", "XR24", "XR24"), renderer.targetFormats().stream()
                .map(DmabufFormat::fourcc).map(DrmFormat::name).toList());
        assertThrows(RenderException.class, () -> renderer.importTarget(dmabuf("AB24", Dmabuf.LINEAR)));
        assertThrows(RenderException.class, () -> renderer.importTarget(dmabuf("XR24", 1)));
        painted.refuse();
        assertThrows(RenderException.class, () -> renderer.importTarget(dmabuf("XR24", Dmabuf.LINEAR)));
        assertEquals(0, painted.live());
    }

    @Test
    void afterALossItIsImportedAgain() {
        RenderTarget lost = renderer.importTarget(dmabuf("XR24", Dmabuf.LINEAR));
        Fence fence = renderer.fence();
        painted.loseContext();
        assertTrue(renderer.isLost());
        assertTrue(fence.isPassed());
        renderer.recover();
        assertThrows(IllegalArgumentException.class, () -> renderer.begin(lost));
        fence.close();
        lost.close();
        try (RenderTarget again = renderer.importTarget(dmabuf("XR24", Dmabuf.LINEAR))) {
            assertEquals(0xFF000005, pixels(again)[5]);
        }
    }

    private Dmabuf dmabuf(String format, long modifier) {
        return new Dmabuf(8, 4, DrmFormat.code(format), modifier,
                List.of(new Dmabuf.Plane(file.fd().raw(), 0, 32)));
    }

    private int[] pixels(RenderTarget target) {
        ByteBuffer out = ByteBuffer.allocateDirect(8 * 4 * 4).order(ByteOrder.LITTLE_ENDIAN);
        renderer.readPixels(target, ALL, out, 32);
        int[] pixels = new int[8 * 4];
        out.asIntBuffer().get(pixels);
        return pixels;
    }
}

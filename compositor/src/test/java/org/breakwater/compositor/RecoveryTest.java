package org.breakwater.compositor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Set;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.RenderException;
import org.breakwater.render.RenderPass;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Renderer;
import org.breakwater.render.Texture;
import org.breakwater.render.geometry.Rect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a reset of the GPU is noticed, and how often it is tried to go on. */
class RecoveryTest {
    private final LosingRenderer renderer = new LosingRenderer();
    private long now;
    private EventLoop loop;
    private Recovery recovery;
    private int recovered;
    private boolean throwing;

    @BeforeEach
    void open() {
        loop = new EventLoop(() -> now);
        recovery = new Recovery(loop, renderer, () -> {
            recovered++;
            if (throwing) {
                throw new IllegalStateException("on purpose");
            }
        });
    }

    @AfterEach
    void close() {
        recovery.close();
        loop.close();
    }

    @Test
    void nothingIsDoneWhileAllIsWell() {
        assertTrue(recovery.isReady());
        assertEquals(0, renderer.attempts);
        assertEquals(0, recovered);
    }

    @Test
    void aLossIsMadeGoodBeforeAnythingIsDrawn() {
        renderer.lost = true;
        assertTrue(recovery.isReady());
        assertEquals(1, recovered);
        assertTrue(recovery.isReady());
        assertEquals(1, recovered);
    }

    @Test
    void aLossFoundByDrawingBringsAnotherTurn() {
        recovery.drawn();
        assertFalse(loop.dispatch(0));
        renderer.lost = true;
        recovery.drawn();
        assertTrue(loop.dispatch(0));
    }

    @Test
    void whatFailsIsTriedAgainAfterAPause() {
        renderer.lost = true;
        renderer.failures = 2;
        assertFalse(recovery.isReady());
        for (int turn = 0; turn < 10; turn++) {
            assertFalse(recovery.isReady());
        }
        assertEquals(1, renderer.attempts);
        now += 500_000_000;
        loop.dispatch(0);
        assertFalse(recovery.isReady());
        now += 500_000_000;
        loop.dispatch(0);
        assertTrue(recovery.isReady());
        assertEquals(3, renderer.attempts);
        assertEquals(1, recovered);
    }

    @Test
    void whoCannotBeFilledAgainStopsNothing() {
        throwing = true;
        renderer.lost = true;
        assertTrue(recovery.isReady());
        assertEquals(1, loop.uncaughtCount());
    }

    /** Draws nothing, and can lose what it has. */
    private static final class LosingRenderer implements Renderer {
        private boolean lost;
        private int failures;
        private int attempts;

        @Override
        public boolean isLost() {
            return lost;
        }

        @Override
        public void recover() {
            attempts++;
            if (failures-- > 0) {
                throw new RenderException("not yet");
            }
            lost = false;
        }

        @Override
        public Texture createTexture(int width, int height, PixelFormat format) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Texture createColorTexture(int argb) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RenderTarget createTarget(int width, int height, PixelFormat format) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RenderPass begin(RenderTarget target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void readPixels(RenderTarget target, Rect area, ByteBuffer out, int stride) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean reclaim() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int textureCount() {
            return 0;
        }

        @Override
        public long textureBytes() {
            return 0;
        }

        @Override
        public int maxTextureSize() {
            return 1;
        }

        @Override
        public Set<PixelFormat> formats() {
            return Set.of();
        }

        @Override
        public String description() {
            return "nothing";
        }

        @Override
        public void close() {
            // It has nothing.
        }
    }
}

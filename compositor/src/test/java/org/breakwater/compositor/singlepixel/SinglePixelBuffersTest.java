package org.breakwater.compositor.singlepixel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.breakwater.compositor.buffer.ClientBuffer;
import org.breakwater.compositor.output.TestClient;
import org.breakwater.compositor.output.TestSession;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.RenderPass;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Renderer;
import org.breakwater.render.Texture;
import org.breakwater.render.egl.EglContext;
import org.breakwater.render.geometry.FRect;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.Transform;
import org.breakwater.render.gl.GlesRenderer;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpSinglePixelBufferManagerV1Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SinglePixelBuffersTest {
    private final TestSession session = new TestSession();
    private TestClient client;
    private WpSinglePixelBufferManagerV1Proxy manager;
    private WlSurfaceProxy surface;

    @BeforeEach
    void connect() throws Exception {
        new SinglePixelBuffers(session.display());
        client = session.connect();
        manager = client.bind(WpSinglePixelBufferManagerV1Proxy.TYPE, 1);
        surface = client.createSurface();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void roundsChannelsToTheNearestStep() {
        assertEquals(0, SinglePixelBuffer.to8Bits(0));
        assertEquals(255, SinglePixelBuffer.to8Bits(-1));
        assertEquals(0x80, SinglePixelBuffer.to8Bits(0x80808080));
        assertEquals(128, SinglePixelBuffer.to8Bits(0x80000000));
        assertEquals(127, SinglePixelBuffer.to8Bits(0x7fffffff));
        assertEquals(0, SinglePixelBuffer.to8Bits(0x00808080));
        assertEquals(1, SinglePixelBuffer.to8Bits(0x00808081));
    }

    @Test
    void isContentOfOnePixel() throws Exception {
        ClientBuffer buffer = commit(manager.createU32RgbaBuffer(0, 0, 0, -1));
        assertEquals(1, session.lastSurface().width());
        assertEquals(1, session.lastSurface().height());
        assertTrue(buffer.isOpaque());
        assertFalse(commit(manager.createU32RgbaBuffer(0, 0, 0, -2)).isOpaque());
    }

    @Test
    void isReleasedWhileTheObjectIsThere() throws Exception {
        WlBufferProxy proxy = manager.createU32RgbaBuffer(0, 0, 0, 0);
        int[] released = {0};
        proxy.listen(new WlBufferProxy.Events() {
            @Override
            public void release() {
                released[0]++;
            }
        });
        manager.destroy();
        ClientBuffer buffer = commit(proxy);
        session.lastSurface().contentTaken();
        client.sync();
        assertEquals(1, released[0]);
        proxy.destroy();
        client.sync();
        buffer.release();
        client.sync();
        assertEquals(1, released[0]);
    }

    @Test
    void isDrawnInItsColour() throws Exception {
        ClientBuffer red = commit(manager.createU32RgbaBuffer(-1, 0, 0, -1));
        ClientBuffer clear = commit(manager.createU32RgbaBuffer(0, 0, 0x40404040, 0x80808080));
        try (EglContext context = EglContext.surfaceless();
                Renderer renderer = GlesRenderer.create(context);
                RenderTarget target = renderer.createTarget(2, 2, PixelFormat.ARGB8888)) {
            Texture texture = red.upload(renderer, null, null);
            assertEquals(0xffff0000, drawn(renderer, target, texture));
            assertSame(texture, red.upload(renderer, texture, Region.EMPTY));
            Texture next = clear.upload(renderer, texture, null);
            assertNotSame(texture, next);
            assertTrue(texture.isClosed());
            assertEquals(0x80000040, drawn(renderer, target, next));
            assertEquals(1, renderer.textureCount());
            next.close();
            assertFalse(clear.upload(renderer, null, null).isClosed());
        }
    }

    private ClientBuffer commit(WlBufferProxy proxy) throws Exception {
        client.attachAndCommit(surface, proxy);
        client.sync();
        return session.lastSurface().current().buffer();
    }

    private static int drawn(Renderer renderer, RenderTarget target, Texture texture) {
        Rect all = new Rect(0, 0, 2, 2);
        RenderPass pass = renderer.begin(target);
        pass.clear(Region.of(all), 0, 0, 0, 0);
        pass.texture(texture, new FRect(0, 0, 1, 1), all, Transform.NORMAL, 1, Region.of(all),
                true);
        pass.submit();
        ByteBuffer out = ByteBuffer.allocateDirect(16).order(ByteOrder.LITTLE_ENDIAN);
        renderer.readPixels(target, all, out, 8);
        return out.getInt(12);
    }
}

package org.breakwater.compositor;

import java.nio.ByteBuffer;
import java.util.Set;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.RenderException;
import org.breakwater.render.RenderPass;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Renderer;
import org.breakwater.render.Texture;
import org.breakwater.render.geometry.Rect;

/** Draws nothing, can lose what it has, and can be at work. */
final class BlankRenderer implements Renderer {
    boolean lost;
    /** How often it cannot go on after that. */
    int failures;
    int attempts;
    boolean idle = true;

    @Override
    public boolean isIdle() {
        return idle;
    }

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

package org.breakwater.render.scene;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.PixelSource;
import org.breakwater.render.RenderException;
import org.breakwater.render.RenderPass;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Renderer;
import org.breakwater.render.Texture;
import org.breakwater.render.geometry.FRect;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Rects;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.Transform;

/** Notes what is drawn instead of drawing it. */
final class RecordingRenderer implements Renderer {
    /** One call of a pass; the texture is null for a clear or a rectangle. */
    record Draw(Texture texture, Rect destination, Transform transform, Region clip,
            boolean blend) {
    }

    record Target(int width, int height, int serial) implements RenderTarget {
        @Override
        public PixelFormat format() {
            return PixelFormat.XRGB8888;
        }

        @Override
        public void close() {
        }
    }

    private final List<Draw> draws = new ArrayList<>();
    private final Map<Texture, Error> undrawable = new IdentityHashMap<>();
    private int passes;
    private int targets;
    private boolean failing;

    /** What was drawn since this was last asked. */
    List<Draw> takeDraws() {
        List<Draw> taken = List.copyOf(draws);
        draws.clear();
        return taken;
    }

    int passes() {
        return passes;
    }

    /** From now on; null: it can be drawn. */
    void refuse(Texture texture, Error refusal) {
        undrawable.put(texture, refusal);
    }

    void failNextSubmit() {
        failing = true;
    }

    @Override
    public Texture createTexture(int width, int height, PixelFormat format) {
        return new Texture() {
            @Override
            public int width() {
                return width;
            }

            @Override
            public int height() {
                return height;
            }

            @Override
            public PixelFormat format() {
                return format;
            }

            @Override
            public void update(PixelSource source, Rects damage) {
            }

            @Override
            public boolean isClosed() {
                return false;
            }

            @Override
            public void close() {
            }
        };
    }

    @Override
    public Texture createColorTexture(int argb) {
        return createTexture(1, 1, PixelFormat.ARGB8888);
    }

    @Override
    public RenderTarget createTarget(int width, int height, PixelFormat format) {
        return new Target(width, height, targets++);
    }

    @Override
    public RenderPass begin(RenderTarget target) {
        passes++;
        return new RenderPass() {
            @Override
            public void clear(Rects area, float r, float g, float b, float a) {
                draws.add(new Draw(null, Region.copyOf(area).bounds(), Transform.NORMAL,
                        Region.copyOf(area), false));
            }

            @Override
            public void rect(Rect destination, float r, float g, float b, float a, Rects clip) {
                draws.add(new Draw(null, destination, Transform.NORMAL, Region.copyOf(clip),
                        true));
            }

            @Override
            public void texture(Texture texture, FRect source, Rect destination,
                    Transform transform, float alpha, Rects clip, boolean blend) {
                Error refusal = undrawable.get(texture);
                if (refusal != null) {
                    throw refusal;
                }
                draws.add(new Draw(texture, destination, transform, Region.copyOf(clip), blend));
            }

            @Override
            public void submit() {
                if (failing) {
                    failing = false;
                    throw new RenderException("as asked");
                }
            }
        };
    }

    @Override
    public void readPixels(RenderTarget target, Rect area, ByteBuffer out, int stride) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean reclaim() {
        return true;
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
        return 4096;
    }

    @Override
    public Set<PixelFormat> formats() {
        return Set.of(PixelFormat.values());
    }

    @Override
    public String description() {
        return "recording";
    }

    @Override
    public void close() {
    }
}

package org.breakwater.compositor.glue;

import java.util.ArrayList;
import java.util.List;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.breakwater.compositor.cursor.CursorFrame;
import org.breakwater.compositor.cursor.CursorImages;
import org.breakwater.compositor.cursor.CursorTheme;
import org.breakwater.compositor.output.Output;
import org.breakwater.compositor.output.OutputLayout;
import org.breakwater.compositor.seat.SetCursor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.Renderer;
import org.breakwater.render.Texture;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.scene.BufferNode;
import org.breakwater.wayland.WpCursorShapeDeviceV1.Shape;

/**
 * The image at the place of a pointer or a tablet's tool: a client's surface, or a shape of the
 * theme, in as many pixels as the output there wants. It takes no input. An animation runs only
 * while it can be seen.
 */
public final class CursorView {
    private static final SetCursor OWN = new SetCursor.Named(Shape.DEFAULT);

    private final EventLoop loop;
    private final Renderer renderer;
    private final Layers layers;
    private final OutputLayout layout;
    private final BufferNode node;
    private final TimerSource timer;
    private final List<Texture> textures = new ArrayList<>();
    private final Signal.Subscription layoutChanged;
    private CursorTheme theme;
    private SetCursor wanted = OWN;
    private boolean enabled = true;
    private boolean present;
    private double x;
    private double y;
    private Surface surface;
    private CursorImages images;
    private double scale;
    private int frame;

    public CursorView(EventLoop loop, Renderer renderer, Layers layers, OutputLayout layout,
            CursorTheme theme) {
        this.loop = loop;
        this.renderer = renderer;
        this.layers = layers;
        this.layout = layout;
        this.theme = theme;
        this.node = layers.cursor().createBuffer();
        node.setInputRegion(Region.EMPTY);
        this.timer = loop.addTimer(this::nextFrame);
        this.layoutChanged = layout.changed().add(changed -> moveTo(x, y));
    }

    /** Textures that show shapes: the compositor's own, no client's. */
    public int textureCount() {
        return textures.size();
    }

    /** Their pixels. */
    public long textureBytes() {
        long bytes = 0;
        for (Texture texture : textures) {
            bytes += 4L * texture.width() * texture.height();
        }
        return bytes;
    }

    /** Whether there is anything to point with; at first there is not. */
    public void setPresent(boolean isThere) {
        if (present != isThere) {
            present = isThere;
            update();
        }
    }

    /** Whether shapes are shown at all: false leaves pictures to what clients draw. */
    public void setEnabled(boolean show) {
        if (enabled != show) {
            enabled = show;
            update();
        }
    }

    /** Takes shapes from another theme. */
    public void setTheme(CursorTheme next) {
        theme = next;
        update();
    }

    /** Null: the compositor's own image. */
    public void show(SetCursor next) {
        wanted = next == null ? OWN : next;
        update();
    }

    /** Layout coordinates. */
    public void moveTo(double lx, double ly) {
        x = lx;
        y = ly;
        if (images != null && scaleHere() != scale) {
            update();
        } else {
            follow();
            if (images != null && images.isAnimated() && !timer.isArmed()) {
                showFrame();
            }
        }
    }

    /** The renderer has begun anew, without what was in its textures. */
    public void rendererRecovered() {
        if (images != null) {
            showImages(images);
            follow();
        }
    }

    /** Frees what is the compositor's own. */
    public void close() {
        setPresent(false);
        layoutChanged.remove();
        timer.close();
        node.destroy();
    }

    private void update() {
        Surface next = present && wanted instanceof SetCursor.Image image ? image.surface() : null;
        showSurface(next);
        CursorImages shape = null;
        if (present && enabled && wanted instanceof SetCursor.Named named) {
            scale = scaleHere();
            shape = theme.images(named.shape(), scale);
        }
        if (shape != images) {
            showImages(shape);
        }
        follow();
    }

    private void showSurface(Surface next) {
        if (surface == next) {
            return;
        }
        if (surface != null && surface.resource().isAlive()) {
            SurfaceNode last = SurfaceNode.of(surface);
            last.setTakesInput(true);
            last.toLimbo();
        }
        surface = next;
        if (next != null) {
            SurfaceNode now = SurfaceNode.of(next);
            now.setTakesInput(false);
            now.tree().reparent(layers.cursor());
        }
    }

    private void showImages(CursorImages next) {
        node.setTexture(null, null);
        textures.forEach(Texture::close);
        textures.clear();
        timer.disarm();
        images = next;
        frame = 0;
        if (next != null) {
            for (CursorFrame each : next.frames()) {
                textures.add(upload(each));
            }
            showFrame();
        }
    }

    private void showFrame() {
        CursorFrame now = images.frames().get(frame);
        node.setTexture(textures.get(frame), null);
        node.setDestinationSize(logical(now.width()), logical(now.height()));
        if (images.isAnimated() && layout.outputAt(x, y) != null) {
            timer.armAt(loop.clock().nanos() + now.delayMs() * 1_000_000L);
        }
    }

    private void nextFrame() {
        frame = (frame + 1) % images.frames().size();
        showFrame();
        follow();
    }

    private void follow() {
        int px = (int) Math.floor(x);
        int py = (int) Math.floor(y);
        if (surface != null && wanted instanceof SetCursor.Image image) {
            SurfaceNode.of(surface).tree().setPosition(px - image.hotspotX(),
                    py - image.hotspotY());
        } else if (images != null) {
            CursorFrame now = images.frames().get(frame);
            node.setPosition(px - (int) (now.hotspotX() * ratio()),
                    py - (int) (now.hotspotY() * ratio()));
        }
    }

    /** Logical pixels for each of the image's. */
    private double ratio() {
        return (double) theme.size() / images.nominalSize();
    }

    private int logical(int pixels) {
        return (int) Math.max(1, Math.round(pixels * ratio()));
    }

    private double scaleHere() {
        Output output = layout.outputAt(x, y);
        return output == null ? 1 : output.scale();
    }

    private Texture upload(CursorFrame picture) {
        Texture texture = renderer.createTexture(picture.width(), picture.height(),
                PixelFormat.ARGB8888);
        int count = picture.pixels().length;
        Pointer memory = Memory.allocateDirect(Runtime.getSystemRuntime(), 4 * count);
        memory.put(0, picture.pixels(), 0, count);
        texture.update((left, top, width, height, reader) -> reader.pixels(
                memory.address() + 4L * (top * picture.width() + left), 4 * picture.width(), left,
                top, width, height), null);
        return texture;
    }
}

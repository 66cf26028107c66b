package org.breakwater.render.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.RenderPass;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Texture;
import org.breakwater.render.egl.EglContext;
import org.breakwater.render.geometry.FRect;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.Transform;
import org.breakwater.render.gl.GlesRenderer;
import org.breakwater.render.gl.Pixels;

/**
 * Whatever is done to a scene, drawing only what changed, and only what can be seen, into two or
 * three targets in turn gives the same pixels as drawing every node over a black background.
 */
class IncrementalRedrawTest {
    private static final double[] SCALES = {1, 1.25, 1.5, 2, 0.75};
    private static final PixelFormat[] FORMATS = {PixelFormat.XRGB8888, PixelFormat.ARGB8888,
        PixelFormat.ABGR8888, PixelFormat.ARGB8888};

    private static GlesRenderer renderer;

    @BeforeContainer
    static void open() {
        renderer = GlesRenderer.create(EglContext.surfaceless());
    }

    @AfterContainer
    static void close() {
        renderer.close();
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void equalsDrawingEverything(@ForAll long seed) {
        try (World world = new World(seed)) {
            for (int step = 0; step < 14; step++) {
                StringBuilder done = new StringBuilder("seed " + seed + " step " + step + ":");
                for (int i = world.random.nextInt(3); i >= 0; i--) {
                    done.append(' ').append(world.change());
                }
                world.compare(done.toString());
            }
        }
        assertEquals(0, renderer.textureCount());
        assertEquals(0, renderer.textureBytes());
    }

    /** A texture, and the client's pixels behind it: an opaque middle in something translucent. */
    private static final class Window {
        private final Pixels pixels;
        private final Texture texture;
        private final BufferNode node;

        private Window(Random random, TreeNode parent) {
            int width = 1 + random.nextInt(40);
            int height = 1 + random.nextInt(30);
            pixels = new Pixels(width, height, 4);
            texture = renderer.createTexture(width, height, FORMATS[random.nextInt(4)]);
            node = parent.createBuffer();
            paint(random, new Rect(0, 0, width, height));
            texture.update(pixels, null);
            node.setTexture(texture, null);
        }

        private Region opaque() {
            return Region.of(texture.width() / 4, texture.height() / 4, texture.width() / 2,
                    texture.height() / 2);
        }

        private void paint(Random random, Rect area) {
            Region middle = opaque();
            for (int y = area.y(); y < area.y2(); y++) {
                for (int x = area.x(); x < area.x2(); x++) {
                    int color = random.nextInt() & 0x7F7F7F;
                    pixels.set(x, y, color | (middle.contains(x, y) ? 0xFF000000 : 0x7F000000));
                }
            }
        }

        private void commit(Random random) {
            Region damage = Region.EMPTY;
            for (int i = random.nextInt(3); i >= 0; i--) {
                Rect area = new Rect(random.nextInt(texture.width()),
                        random.nextInt(texture.height()), 1 + random.nextInt(12),
                        1 + random.nextInt(12))
                        .intersect(new Rect(0, 0, texture.width(), texture.height()));
                paint(random, area);
                damage = damage.union(area);
            }
            texture.update(pixels, damage);
            node.setTexture(texture, damage);
        }
    }

    private static final class World implements AutoCloseable {
        private final Random random;
        private final Scene scene = new Scene(renderer);
        private final List<Window> windows = new ArrayList<>();
        private final List<SceneNode> nodes = new ArrayList<>();
        private final List<TreeNode> trees = new ArrayList<>();
        private final List<SceneOutput> outputs = new ArrayList<>();
        private final List<RenderTarget> targets = new ArrayList<>();     // three for each output
        private final List<RenderTarget> references = new ArrayList<>();

        private World(long seed) {
            random = new Random(seed);
            trees.add(scene.root());
            for (int i = 0; i < 2; i++) {
                int width = 40 + random.nextInt(40);
                int height = 30 + random.nextInt(40);
                outputs.add(scene.addOutput(new Rect(30 * i, 5 * i, 0, 0), width, height,
                        SCALES[random.nextInt(SCALES.length)], transform()));
                for (int j = 0; j < 3; j++) {
                    targets.add(renderer.createTarget(width, height));
                }
                references.add(renderer.createTarget(width, height));
            }
        }

        private String change() {
            int what = random.nextInt(20);
            if (what < 4 || windows.isEmpty()) {
                TreeNode parent = trees.get(random.nextInt(trees.size()));
                if (what == 0) {
                    TreeNode tree = parent.createTree();
                    trees.add(tree);
                    nodes.add(tree);
                    return "tree";
                }
                if (what == 1) {
                    float alpha = random.nextBoolean() ? 1 : 0.5f;
                    nodes.add(parent.createRect(random.nextInt(50), random.nextInt(50),
                            alpha * random.nextInt(2), 0.25f, 0.5f, alpha));
                    return "rect";
                }
                Window window = new Window(random, parent);
                window.node.setPosition(random.nextInt(60) - 10, random.nextInt(60) - 10);
                windows.add(window);
                nodes.add(window.node);
                return "window";
            }
            Window window = windows.get(random.nextInt(windows.size()));
            SceneNode node = nodes.get(random.nextInt(nodes.size()));
            switch (what) {
                case 4, 5, 6 -> window.commit(random);
                case 7, 8 -> node.setPosition(random.nextInt(60) - 10, random.nextInt(60) - 10);
                case 9 -> node.raiseToTop();
                case 10 -> node.lowerToBottom();
                case 11 -> node.setEnabled(!node.isEnabled());
                case 12 -> window.node.setAlpha(random.nextBoolean() ? 1 : 0.6f);
                case 13 -> turn(window);
                case 14 -> stretch(window);
                case 15 -> crop(window);
                case 16 -> turnOpaque(window);
                case 17 -> change(outputs.get(random.nextInt(2)));
                case 18 -> destroy(node);
                default -> reparent(node);
            }
            return Integer.toString(what);
        }

        private void change(SceneOutput output) {
            if (random.nextBoolean()) {
                output.damageWhole();
            } else {
                output.setGeometry(new Rect(random.nextInt(30), random.nextInt(30), 0, 0),
                        output.pixelWidth(), output.pixelHeight(),
                        SCALES[random.nextInt(SCALES.length)], transform());
            }
        }

        private void stretch(Window window) {
            window.node.setOpaque(Region.EMPTY);
            window.node.setDestinationSize(random.nextInt(60), 1 + random.nextInt(60));
        }

        private void crop(Window window) {
            window.node.setOpaque(Region.EMPTY);
            int width = window.texture.width();
            int height = window.texture.height();
            double x = random.nextInt(width);
            double y = random.nextInt(height);
            double fraction = random.nextInt(3) * 0.25;
            window.node.setSource(random.nextInt(4) == 0 ? null : new FRect(x + fraction, y,
                    1 - fraction + random.nextInt(width - (int) x), 1));
        }

        private void turn(Window window) {
            window.node.setOpaque(Region.EMPTY);
            window.node.setTransform(transform());
        }

        /** Says truly where the window is opaque, which depends on how it is turned and scaled. */
        private void turnOpaque(Window window) {
            Transform transform = transform();
            int width = window.texture.width();
            int height = window.texture.height();
            int times = 1 + random.nextInt(3);
            window.node.setSource(null);
            window.node.setDestinationSize(times * transform.width(width, height),
                    times * transform.height(width, height));
            window.node.setTransform(transform);
            window.node.setOpaque(window.opaque().transform(transform, width, height)
                    .scale(times, times));
        }

        private void reparent(SceneNode node) {
            TreeNode to = trees.get(random.nextInt(trees.size()));
            for (SceneNode above = to; above != null; above = above.parent()) {
                if (above == node) {
                    return;
                }
            }
            node.reparent(to);
        }

        private void destroy(SceneNode node) {
            node.destroy();
            nodes.removeIf(SceneNode::isDestroyed);
            trees.removeIf(SceneNode::isDestroyed);
            windows.removeIf(window -> {
                if (window.node.isDestroyed()) {
                    window.texture.close();
                }
                return window.node.isDestroyed();
            });
        }

        private Transform transform() {
            return Transform.of(random.nextInt(8));
        }

        private void compare(String done) {
            scene.update();
            for (int i = 0; i < outputs.size(); i++) {
                SceneOutput output = outputs.get(i);
                compareVisible(done, output);
                boolean needed = output.needsFrame();
                RenderTarget target = targets.get(3 * i + random.nextInt(3));
                assertEquals(needed, output.render(target));
                if (!needed) {
                    continue;
                }
                RenderPass pass = renderer.begin(references.get(i));
                pass.clear(Region.INFINITE, 0, 0, 0, 1);
                paintAll(pass, output, scene.root(), 0, 0);
                pass.submit();
                int[] expected = Pixels.of(renderer, references.get(i));
                int[] got = Pixels.of(renderer, target);
                for (int p = 0; p < got.length; p++) {
                    if (got[p] != expected[p]) {
                        fail(done + ": output " + i + " of " + output.transform() + " x"
                                + output.scale() + " at " + p % target.width() + ","
                                + p / target.width() + " is " + Integer.toHexString(got[p])
                                + " and not " + Integer.toHexString(expected[p]));
                    }
                }
            }
        }

        /** What can be seen of each node is what it would be if all were worked out anew. */
        private static void compareVisible(String done, SceneOutput output) {
            Region covered = Region.EMPTY;
            for (NodeView view : output.views()) {
                Region visible = Region.of(view.box().intersect(output.bounds())).subtract(covered);
                if (!visible.sameAs(view.visible())) {
                    fail(done + ": " + Region.copyOf(view.visible()) + " of a node can be seen, and not "
                            + visible);
                }
                covered = covered.union(Region.copyOf(view.opaque()));
            }
        }

        /** Back to front, all of everything, blended. */
        private static void paintAll(RenderPass pass, SceneOutput output, SceneNode node, int x,
                int y) {
            int lx = x + node.x();
            int ly = y + node.y();
            if (!node.isEnabled()) {
                return;
            }
            if (node instanceof TreeNode tree) {
                for (SceneNode child : tree.children()) {
                    paintAll(pass, output, child, lx, ly);
                }
            } else if (node.drawnWidth() > 0 && node.drawnHeight() > 0) {
                NodeView view = new NodeView(node, output);
                Rect box = output.toPixels(lx, ly, node.drawnWidth(), node.drawnHeight());
                view.find(new int[] {box.x(), box.y(), box.x2(), box.y2()}, 0, 0, 0);
                node.paint(pass, view, Region.INFINITE, true);
            }
        }

        @Override
        public void close() {
            windows.forEach(window -> window.texture.close());
            targets.forEach(RenderTarget::close);
            references.forEach(RenderTarget::close);
        }
    }
}

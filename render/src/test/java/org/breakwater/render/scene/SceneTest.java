package org.breakwater.render.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.RenderException;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.geometry.FRect;
import org.breakwater.render.geometry.Point;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.Transform;
import org.breakwater.render.scene.RecordingRenderer.Draw;
import org.junit.jupiter.api.Test;

class SceneTest {
    private final RecordingRenderer renderer = new RecordingRenderer();
    private final Scene scene = new Scene(renderer);
    private final SceneOutput output =
            scene.addOutput(new Rect(0, 0, 200, 100), 200, 100, 1, Transform.NORMAL);
    private final RenderTarget target = renderer.createTarget(200, 100);
    private final List<String> log = new ArrayList<>();

    @Test
    void nothingNewNothingDrawn() {
        BufferNode node = buffer(50, 50, PixelFormat.XRGB8888);
        assertTrue(output.needsFrame());
        assertTrue(output.render(target));
        assertFalse(output.needsFrame());
        assertFalse(output.render(target));
        node.setPosition(0, 0);
        node.setEnabled(true);
        node.setAlpha(1);
        node.setOpaque(Region.EMPTY);
        node.raiseToTop();
        node.setTexture(node.texture(), Region.EMPTY);
        assertFalse(output.needsFrame());
        assertEquals(1, renderer.passes());
    }

    @Test
    void changesDamageWhatTheyChange() {
        BufferNode node = buffer(50, 40, PixelFormat.XRGB8888);
        output.render(target);
        node.setPosition(10, 0);
        assertEquals(Region.of(0, 0, 60, 40), output.pendingDamage());
        output.render(target);
        node.setEnabled(false);
        assertEquals(Region.of(10, 0, 50, 40), output.pendingDamage());
        output.render(target);
        node.setTexture(node.texture(), null);
        assertFalse(output.needsFrame());
        node.setEnabled(true);
        assertEquals(Region.of(10, 0, 50, 40), output.pendingDamage());
        output.render(target);
        node.setTexture(node.texture(), Region.of(5, 6, 7, 8));
        assertEquals(Region.of(15, 6, 7, 8), output.pendingDamage());
        output.render(target);
        node.setTexture(renderer.createTexture(60, 40, PixelFormat.XRGB8888), Region.EMPTY);
        assertEquals(Region.of(10, 0, 60, 40), output.pendingDamage());
        output.render(target);
        node.destroy();
        node.destroy();
        assertEquals(Region.of(10, 0, 60, 40), output.pendingDamage());
    }

    @Test
    void contentDamageGoesThroughCropTransformAndScale() {
        SceneOutput fine = scene.addOutput(new Rect(0, 0, 80, 160), 200, 100, 1.25, Transform._90);
        BufferNode node = buffer(40, 20, PixelFormat.XRGB8888);
        node.setSource(new FRect(8, 4, 16, 8));
        node.setTransform(Transform._90);
        node.setDestinationSize(16, 32);
        node.setPosition(4, 8);
        output.render(target);
        fine.render(target);
        // Texel (10, 6) is the third of 16 across and the third of 8 down; upright that is a box of
        // 1/8 by 1/16 with one more texel around it, in 16 x 32 logical pixels.
        node.setTexture(node.texture(), Region.of(10, 6, 1, 1));
        assertEquals(Region.of(4 + 8, 8 + 2, 6, 6), output.pendingDamage());
        // The same in 20 x 40 pixels from (5, 10), then turned into a framebuffer of 200 x 100.
        Rect upright = new Rect(5 + 10, 10 + 2, 8, 8);
        assertEquals(Region.of(Transform._270.apply(upright, 100, 200)), fine.pendingDamage());
    }

    @Test
    void hiddenContentIsNeitherDamagedNorDrawn() {
        BufferNode below = buffer(50, 50, PixelFormat.XRGB8888);
        BufferNode above = buffer(50, 30, PixelFormat.ARGB8888);
        above.setOpaque(Region.of(0, 0, 50, 30));
        output.render(target);
        List<Draw> draws = renderer.takeDraws();
        assertEquals(3, draws.size());
        assertNull(draws.get(0).texture());
        assertEquals(Region.of(0, 0, 200, 100).subtract(new Rect(0, 0, 50, 50)),
                draws.get(0).clip());
        assertEquals(new Draw(below.texture(), new Rect(0, 0, 50, 50), Transform.NORMAL,
                Region.of(0, 30, 50, 20), false), draws.get(1));
        assertEquals(new Draw(above.texture(), new Rect(0, 0, 50, 30), Transform.NORMAL,
                Region.of(0, 0, 50, 30), false), draws.get(2));
        below.setTexture(below.texture(), Region.of(0, 0, 50, 30));
        assertFalse(output.needsFrame());
        above.setAlpha(0.5f);
        output.render(target);
        draws = renderer.takeDraws();
        assertEquals(2, draws.size());
        assertTrue(draws.get(1).blend());
        assertEquals(Region.of(0, 0, 50, 30), draws.get(0).clip());
    }

    @Test
    void anOpaquePartIsDrawnApart() {
        BufferNode node = buffer(50, 50, PixelFormat.ARGB8888);
        node.setOpaque(Region.of(10, 10, 30, 30));
        output.render(target);
        List<Draw> draws = renderer.takeDraws();
        assertEquals(3, draws.size());
        assertFalse(draws.get(1).blend());
        assertEquals(Region.of(10, 10, 30, 30), draws.get(1).clip());
        assertTrue(draws.get(2).blend());
        assertEquals(Region.of(0, 0, 50, 50).subtract(new Rect(10, 10, 30, 30)),
                draws.get(2).clip());
    }

    @Test
    void aHundredOpaqueWindowsOnTopOfEachOtherAreOneDraw() {
        for (int i = 0; i < 100; i++) {
            buffer(200, 100, PixelFormat.XRGB8888);
        }
        output.render(target);
        assertEquals(1, renderer.takeDraws().size());
    }

    @Test
    void restackingDamagesWhatWasRestacked() {
        BufferNode a = buffer(40, 40, PixelFormat.ARGB8888);
        BufferNode b = buffer(40, 40, PixelFormat.ARGB8888);
        BufferNode c = buffer(40, 40, PixelFormat.ARGB8888);
        b.setPosition(20, 0);
        c.setPosition(100, 0);
        output.render(target);
        a.placeAbove(b);
        assertEquals(List.of(b, a, c), scene.root().children());
        assertEquals(Region.of(0, 0, 40, 40), output.pendingDamage());
        output.render(target);
        c.lowerToBottom();
        assertEquals(List.of(c, b, a), scene.root().children());
        c.placeAbove(b);
        assertEquals(List.of(b, c, a), scene.root().children());
        a.placeBelow(b);
        assertEquals(List.of(a, b, c), scene.root().children());
        a.raiseToTop();
        assertEquals(List.of(b, c, a), scene.root().children());
        assertThrows(IllegalArgumentException.class, () -> a.placeAbove(a));
        assertThrows(IllegalArgumentException.class, () -> a.placeAbove(scene.root()));
    }

    @Test
    void movingToAnotherTreeIsRestacking() {
        TreeNode under = scene.root().createTree();
        TreeNode over = scene.root().createTree();
        BufferNode a = over.createBuffer();
        BufferNode b = over.createBuffer();
        a.setTexture(renderer.createTexture(40, 40, PixelFormat.ARGB8888), null);
        b.setTexture(renderer.createTexture(20, 20, PixelFormat.ARGB8888), null);
        output.render(target);
        b.reparent(under);
        assertEquals(Region.of(0, 0, 20, 20), output.pendingDamage());
        output.render(target);
        under.placeAbove(over);
        assertEquals(Region.of(0, 0, 20, 20), output.pendingDamage());
    }

    @Test
    void treesMoveHideAndGoAsOne() {
        TreeNode window = scene.root().createTree();
        BufferNode node = window.createTree().createBuffer();
        node.setTexture(renderer.createTexture(10, 10, PixelFormat.XRGB8888), null);
        node.parent().setPosition(3, 4);
        window.setPosition(10, 20);
        assertEquals(new Point(13, 24), node.layoutPosition());
        assertEquals(13, node.layoutX());
        assertEquals(24, node.layoutY());
        output.render(target);
        window.setEnabled(false);
        assertFalse(node.isVisible());
        assertTrue(node.isEnabled());
        assertEquals(Region.of(13, 24, 10, 10), output.pendingDamage());
        window.setEnabled(true);
        assertTrue(node.isVisible());
        assertThrows(IllegalArgumentException.class, () -> window.reparent(node.parent()));
        TreeNode other = scene.root().createTree();
        node.reparent(other);
        assertSame(other, node.parent());
        window.destroy();
        assertTrue(window.isDestroyed());
        assertFalse(node.isDestroyed());
        assertEquals(new Point(0, 0), node.layoutPosition());
        other.destroy();
        assertTrue(node.isDestroyed());
        assertFalse(node.isVisible());
        assertThrows(IllegalStateException.class, window::createBuffer);
        assertThrows(IllegalStateException.class, () -> scene.root().destroy());
    }

    @Test
    void aTreeOfAnyDepth() {
        TreeNode tree = scene.root();
        for (int i = 0; i < 100_000; i++) {
            tree = tree.createTree();
            tree.setPosition(1 << 20, Integer.MIN_VALUE);
        }
        BufferNode node = tree.createBuffer();
        node.setTexture(renderer.createTexture(10, 10, PixelFormat.XRGB8888), null);
        assertEquals(SceneNode.FARTHEST, node.layoutPosition().x());
        assertTrue(output.render(target));
        assertNull(scene.nodeAt(5, 5));
        scene.root().child(0).destroy();
        assertTrue(node.isDestroyed());
    }

    @Test
    void hitsAreTheTopmostInputRegion() {
        BufferNode below = buffer(50, 50, PixelFormat.XRGB8888);
        BufferNode above = buffer(50, 50, PixelFormat.XRGB8888);
        above.setPosition(20, 20);
        scene.root().createRect(200, 100, 1, 1, 1, 1);
        assertSame(above, scene.nodeAt(20.5, 25.25));
        assertSame(below, scene.nodeAt(19.75, 0));
        assertNull(scene.nodeAt(-0.25, 0));
        assertNull(scene.nodeAt(70, 30));
        above.setInputRegion(Region.of(10, 10, 100, 100));
        assertSame(below, scene.nodeAt(25, 25));
        assertSame(above, scene.nodeAt(30, 30));
        assertNull(scene.nodeAt(70.5, 30));
        above.setInputRegion(Region.EMPTY);
        assertSame(below, scene.nodeAt(30, 30));
        below.setEnabled(false);
        assertNull(scene.nodeAt(30, 30));
    }

    @Test
    void nodesEnterAndLeaveOutputs() {
        SceneOutput right = scene.addOutput(new Rect(200, 0, 100, 50), 200, 100, 2,
                Transform.NORMAL);
        BufferNode node = buffer(50, 50, PixelFormat.XRGB8888);
        node.setListener(logging("node", () -> { }));
        scene.update();
        assertEquals(List.of("node entered " + 0), takeLog());
        node.setPosition(180, 0);
        scene.update();
        scene.update();
        assertEquals(List.of("node entered 200"), takeLog());
        assertEquals(Set.of(output, right), node.outputs());
        BufferNode cover = buffer(400, 100, PixelFormat.XRGB8888);
        node.setPosition(220, 0);
        scene.update();
        assertEquals(List.of("node left 0"), takeLog());
        assertFalse(node.isVisibleOn(right));
        assertTrue(cover.isVisibleOn(right));
        node.destroy();
        scene.update();
        assertEquals(List.of("node left 200"), takeLog());
        cover.setListener(logging("cover", () -> { }));
        right.destroy();
        scene.update();
        assertEquals(List.of("cover left 200"), takeLog());
        assertEquals(List.of(output), scene.outputs());
    }

    @Test
    void framesArePresentedToWhatCanBeSeen() {
        BufferNode hidden = buffer(50, 50, PixelFormat.XRGB8888);
        BufferNode shown = buffer(50, 50, PixelFormat.XRGB8888);
        BufferNode off = buffer(50, 50, PixelFormat.XRGB8888);
        off.setEnabled(false);
        hidden.setListener(logging("hidden", () -> { }));
        shown.setListener(logging("shown", () -> { }));
        off.setListener(logging("off", () -> { }));
        output.render(target);
        assertEquals(List.of("hidden entered 0", "shown entered 0", "shown sampled 0"),
                takeLog().stream().sorted().toList());
        output.framePresented(1);
        output.framePresented(5);          // a refresh without a render
        assertEquals(List.of("shown presented 1",
                "shown presented 5"), takeLog());
    }

    @Test
    void listenersMayChangeTheScene() {
        for (int i = 0; i < 5; i++) {
            BufferNode node = buffer(10, 10, PixelFormat.ARGB8888);
            node.setListener(logging("n", () -> {
                node.destroy();
                buffer(20, 20, PixelFormat.ARGB8888);
                scene.update();
                output.render(target);
            }));
        }
        output.render(target);
        output.framePresented(1);
        scene.update();
        assertEquals(5, log.stream().filter(line -> line.startsWith("n entered")).count());
        assertEquals(5, log.stream().filter(line -> line.startsWith("n left")).count());
    }

    @Test
    void oneListenerThatThrowsDoesNotSilenceTheOthers() {
        buffer(10, 10, PixelFormat.XRGB8888).setListener(logging("first", () -> {
            throw new IllegalStateException("as asked");
        }));
        buffer(10, 10, PixelFormat.ARGB8888).setListener(logging("second", () -> {
            throw new IllegalStateException("as asked");
        }));
        assertEquals(1, assertThrows(IllegalStateException.class, scene::update)
                .getSuppressed().length);
        assertEquals(List.of("first entered 0", "second entered 0"),
                takeLog().stream().sorted().toList());
        scene.update();
        assertEquals(List.of(), takeLog());
    }

    @Test
    void aNodeThatCannotBeDrawnIsLeftOutAndItsListenerTold() {
        BufferNode good = buffer(10, 10, PixelFormat.ARGB8888);
        BufferNode bad = buffer(10, 10, PixelFormat.ARGB8888);
        bad.setPosition(50, 50);
        AssertionError refusal = new AssertionError("as asked");
        renderer.refuse(bad.texture(), refusal);
        bad.setListener(new BufferNode.Listener() {
            @Override
            public void unpaintable(SceneOutput where, Throwable thrown) {
                assertSame(output, where);
                assertSame(refusal, thrown);
                log.add("unpaintable");
            }
        });
        assertTrue(output.render(target));
        assertEquals(List.of("unpaintable"), takeLog());
        assertTrue(renderer.takeDraws().stream().anyMatch(d -> d.texture() == good.texture()));
        assertFalse(output.needsFrame());
    }

    @Test
    void whatIsNotOneNodesFaultFailsTheFrameAndItIsDrawnAnew() {
        BufferNode node = buffer(200, 100, PixelFormat.XRGB8888);
        renderer.refuse(node.texture(), new AssertionError("nothing can be drawn"));
        assertThrows(AssertionError.class, () -> output.render(target));
        assertEquals(Region.of(0, 0, 200, 100), output.pendingDamage());
        node.setPosition(100, 0);
        renderer.refuse(node.texture(), new OutOfMemoryError("everybody's"));
        assertThrows(OutOfMemoryError.class, () -> output.render(target));
        renderer.refuse(node.texture(), null);
        assertTrue(output.render(target));
        assertFalse(output.needsFrame());
    }

    @Test
    void damagedIsToldOncePerFrame() {
        int[] told = new int[1];
        output.setDamaged(() -> told[0]++);
        scene.update();
        assertEquals(1, told[0]);
        scene.update();
        assertEquals(1, told[0]);
        output.render(target);
        buffer(10, 10, PixelFormat.XRGB8888);
        assertEquals(1, told[0]);
        scene.update();
        assertEquals(2, told[0]);
        output.render(target);
        output.damageWhole();
        assertEquals(3, told[0]);
        assertEquals(Region.of(0, 0, 200, 100), output.pendingDamage());
    }

    @Test
    void newGeometryDamagesThatOutputOnly() {
        SceneOutput other = scene.addOutput(new Rect(0, 0, 200, 100), 200, 100, 1,
                Transform.NORMAL);
        BufferNode node = buffer(200, 100, PixelFormat.ARGB8888);
        node.setOpaque(Region.of(0, 0, 10, 10));
        output.render(target);
        other.render(target);
        output.setGeometry(new Rect(0, 0, 200, 100), 200, 100, 1, Transform._180);
        assertFalse(other.needsFrame());
        assertTrue(output.needsFrame());
        renderer.takeDraws();
        output.render(target);
        assertEquals(Region.of(190, 90, 10, 10), renderer.takeDraws().get(1).clip());
        output.setGeometry(new Rect(0, 0, 100, 50), 100, 50, 1, Transform.NORMAL);
        assertThrows(IllegalArgumentException.class, () -> output.render(target));
        assertTrue(output.render(renderer.createTarget(100, 50)));
    }

    @Test
    void afterAFailureEverythingIsDrawnAgain() {
        buffer(10, 10, PixelFormat.XRGB8888);
        renderer.failNextSubmit();
        assertThrows(RenderException.class, () -> output.render(target));
        assertEquals(Region.of(0, 0, 200, 100), output.pendingDamage());
        assertTrue(output.render(target));
    }

    @Test
    void rectanglesOfOneColour() {
        RectNode rect = scene.root().createRect(20, 10, 0, 0, 0, 1);
        output.render(target);
        rect.setSize(10, 10);
        assertEquals(Region.of(0, 0, 20, 10), output.pendingDamage());
        output.render(target);
        rect.setColor(0, 0, 0, 1);
        assertFalse(output.needsFrame());
        rect.setColor(0, 0, 0, 0.5f);
        assertEquals(Region.of(0, 0, 10, 10), output.pendingDamage());
        assertThrows(IllegalArgumentException.class, () -> rect.setColor(1, 1));
    }

    private BufferNode buffer(int width, int height, PixelFormat format) {
        BufferNode node = scene.root().createBuffer();
        node.setTexture(renderer.createTexture(width, height, format), null);
        return node;
    }

    private List<String> takeLog() {
        List<String> taken = List.copyOf(log);
        log.clear();
        return taken;
    }

    private BufferNode.Listener logging(String name, Runnable then) {
        return new BufferNode.Listener() {
            @Override
            public void entered(SceneOutput where) {
                log.add(name + " entered " + where.geometry().x());
                then.run();
            }

            @Override
            public void left(SceneOutput where) {
                log.add(name + " left " + where.geometry().x());
                then.run();
            }

            @Override
            public void sampled(SceneOutput where) {
                log.add(name + " sampled " + where.geometry().x());
                then.run();
            }

            @Override
            public void presented(SceneOutput where, long nanos) {
                log.add(name + " presented " + nanos);
                then.run();
            }
        };
    }
}

package org.breakwater.render.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.RenderPass;
import org.breakwater.render.geometry.FRect;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.Transform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a texture is all of what an output shows, so that it need not be drawn. */
class ShownAsIsTest {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    private final RecordingRenderer renderer = new RecordingRenderer();
    private final Scene scene = new Scene(renderer);
    private SceneOutput output;
    private BufferNode node;

    @BeforeEach
    void fillTheOutput() {
        output = scene.addOutput(new Rect(0, 0, WIDTH, HEIGHT), WIDTH, HEIGHT, 1, Transform.NORMAL);
        scene.root().createRect(WIDTH, HEIGHT, 0, 0, 1, 1);
        node = scene.root().createBuffer();
        node.setTexture(renderer.createTexture(WIDTH, HEIGHT, PixelFormat.XRGB8888), null);
        scene.update();
        assertSame(node, output.shownAsIs());
    }

    private BufferNode shown() {
        scene.update();
        return output.shownAsIs();
    }

    @Test
    void notWhenItIsElsewhereOrCropped() {
        node.setPosition(1, 0);
        assertNull(shown());
        node.setPosition(0, 0);
        assertSame(node, shown());
        node.setSource(new FRect(0, 0, WIDTH - 1, HEIGHT));
        node.setDestinationSize(WIDTH, HEIGHT);
        assertNull(shown());
    }

    @Test
    void notAPartOfALargerOne() {
        node.setTexture(renderer.createTexture(WIDTH + 8, HEIGHT, PixelFormat.XRGB8888), null);
        assertNull(shown());
        node.setSource(new FRect(0, 0, WIDTH, HEIGHT));
        assertNull(shown());
    }

    @Test
    void notWhenItIsTurnedUnlessTheOutputIsTurnedTheOtherWay() {
        node.setTransform(Transform._180);
        assertNull(shown());
        output.setGeometry(new Rect(0, 0, WIDTH, HEIGHT), WIDTH, HEIGHT, 1, Transform._180);
        assertSame(node, shown());
        node.setTransform(Transform.NORMAL);
        assertNull(shown());
    }

    @Test
    void onAScaledOutputWhenItHasAllOfItsPixels() {
        output.setGeometry(new Rect(0, 0, WIDTH / 2, HEIGHT / 2), WIDTH, HEIGHT, 2, Transform.NORMAL);
        assertNull(shown());
        node.setDestinationSize(WIDTH / 2, HEIGHT / 2);
        assertSame(node, shown());
    }

    @Test
    void notWhenSomethingShowsThrough() {
        node.setAlpha(0.5f);
        assertNull(shown());
        node.setAlpha(1);
        node.setTexture(renderer.createTexture(WIDTH, HEIGHT, PixelFormat.ARGB8888), null);
        assertNull(shown());
        node.setOpaque(Region.of(0, 0, WIDTH, HEIGHT));
        assertSame(node, shown());
    }

    @Test
    void notBehindAnythingButWhatIsLifted() {
        TreeNode front = scene.root().createTree();
        RectNode dot = front.createRect(2, 2, 1, 1, 1, 1);
        assertNull(shown());
        output.lift(front, 16, 16);
        assertSame(node, shown());
        output.lift(null, 0, 0);
        dot.setPosition(WIDTH, 0);
        assertSame(node, shown(), "it is not on the output");
    }

    @Test
    void notUnderAnOverlay() {
        output.setOverlay(new SceneOutput.Overlay() {
            @Override
            public Region prepare(SceneOutput on, Region damage) {
                return Region.EMPTY;
            }

            @Override
            public void paint(SceneOutput on, RenderPass pass, Region clip) {
            }
        });
        assertNull(shown());
        output.setOverlay(null);
        assertSame(node, shown());
    }

    @Test
    void whatWasNotDrawnMeanwhileIsDrawnIntoEachTargetAfterwards() {
        var first = new RecordingRenderer.Target(WIDTH, HEIGHT, 1);
        var second = new RecordingRenderer.Target(WIDTH, HEIGHT, 2);
        output.render(first);
        output.damageWhole();
        output.render(second);
        renderer.takeDraws();
        node.setTexture(node.texture(), Region.of(0, 0, 8, 8));
        assertTrue(output.needsFrame());
        output.shownUndrawn();
        assertFalse(output.needsFrame());
        node.setTexture(node.texture(), Region.of(20, 20, 4, 4));
        output.render(second);
        assertEquals(Region.of(0, 0, 8, 8).union(new Rect(20, 20, 4, 4)), Region.copyOf(output.drawn()));
    }

    @Test
    void aPictureForSomebodyElseIsWholeAndChangesNothing() {
        output.render(new RecordingRenderer.Target(WIDTH, HEIGHT, 1));
        node.setTexture(node.texture(), Region.of(0, 0, 8, 8));
        renderer.takeDraws();
        output.paint(new RecordingRenderer.Target(WIDTH, HEIGHT, 2));
        List<RecordingRenderer.Draw> draws = renderer.takeDraws();
        assertEquals(1, draws.size());
        assertEquals(Region.of(0, 0, WIDTH, HEIGHT), draws.get(0).clip());
        assertEquals(Region.of(0, 0, 8, 8), output.pendingDamage());
    }
}

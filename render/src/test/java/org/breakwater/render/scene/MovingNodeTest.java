package org.breakwater.render.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.Transform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one node's move among many costs, and whom it concerns. */
class MovingNodeTest {
    private static final int NODES = 100;
    private static final int MOVES = 200;
    private static final int MOST_SERIES = 20;
    /** The new place, which the node keeps, on a JVM without compressed headers. */
    private static final int BYTES_PER_MOVE = 32;

    private final Scene scene = new Scene(new RecordingRenderer());
    private final RectNode[] nodes = new RectNode[NODES];
    private SceneOutput output;
    private RectNode backdrop;

    @BeforeEach
    void fillTheScene() {
        output = scene.addOutput(new Rect(0, 0, 1100, 1100), 1100, 1100, 1, Transform.NORMAL);
        backdrop = scene.root().createRect(1100, 1100, 0, 0, 1, 1);
        for (int i = 0; i < NODES; i++) {
            nodes[i] = scene.root().createRect(90, 90, 1, 0, 0, 1);
            nodes[i].setPosition(i % 10 * 100, i / 10 * 100);
        }
        scene.update();
    }

    @Test
    void aMoveAllocatesTheNewPlaceAndNothingElse() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        move(MOVES);
        long least = Long.MAX_VALUE;
        for (int series = 0; series < MOST_SERIES && least > BYTES_PER_MOVE * MOVES; series++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            move(MOVES);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(least <= BYTES_PER_MOVE * MOVES, least + " bytes in " + MOVES + " moves, at least");
    }

    private void move(int times) {
        for (int i = 0; i < times; i++) {
            nodes[55].setPosition(500 + i % 37, 500 + i % 13);
            scene.update();
        }
    }

    @Test
    void itUncoversAndHidesWhatIsBelowAndNothingElse() {
        output.render(new RecordingRenderer.Target(1100, 1100, 1));
        Region behindBefore = visible(backdrop);
        Region above = visible(nodes[56]);
        nodes[55].setPosition(530, 500);
        scene.update();
        assertEquals(Region.of(500, 500, 100, 90), output.pendingDamage());
        assertEquals(above, visible(nodes[56]), "it is above");
        assertEquals(Region.of(530, 500, 70, 90), visible(nodes[55]));
        assertEquals(behindBefore.union(new Rect(500, 500, 30, 90)).subtract(new Rect(590, 500, 10, 90)),
                visible(backdrop));
        nodes[55].raiseToTop();
        scene.update();
        assertEquals(Region.of(620, 500, 70, 90), visible(nodes[56]));
        nodes[55].lowerToBottom();
        scene.update();
        assertTrue(visible(nodes[55]).isEmpty());
        assertEquals(above, visible(nodes[56]));
        nodes[55].destroy();
        assertFalse(visible(backdrop).contains(new Rect(600, 500, 90, 90)));
        nodes[56].setEnabled(false);
        scene.update();
        assertTrue(visible(backdrop).contains(new Rect(500, 500, 200, 90)));
    }

    private Region visible(SceneNode node) {
        return Region.copyOf(node.viewOn(output).visible()).union(Region.EMPTY);
    }
}

package org.breakwater.tests.surfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestBuffer;
import org.breakwater.tests.TestClient;
import org.breakwater.wayland.client.WlSubsurfaceProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpCommitTimerV1Proxy;
import org.breakwater.wayland.client.WpCommitTimingManagerV1Proxy;
import org.breakwater.wayland.client.WpFifoManagerV1Proxy;
import org.breakwater.wayland.client.WpFifoV1Proxy;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Trees of subsurfaces whose commits wait for barriers, for times and for each other, by chance: whatever was
 * asked for, nothing waits for ever.
 */
@ExtendWith(FdLeakExtension.class)
class PacedTreesTest {
    private static final int STEPS = 600;
    private static final int SURFACES = 8;
    private static final int PATIENCE_STEPS = 2_000;

    @RegisterExtension
    final Fixture fixture = new Fixture();
    private final List<Node> nodes = new ArrayList<>();
    private TestClient client;
    private TestBuffer buffer;
    private WpFifoManagerV1Proxy fifos;
    private WpCommitTimingManagerV1Proxy timings;
    private Random random;

    private static final class Node {
        private final WlSurfaceProxy surface;
        private final WpFifoV1Proxy fifo;
        private final WpCommitTimerV1Proxy timer;
        private WlSubsurfaceProxy subsurface;       // null: it has no place
        private boolean timed;

        Node(WlSurfaceProxy surface, WpFifoV1Proxy fifo, WpCommitTimerV1Proxy timer) {
            this.surface = surface;
            this.fifo = fifo;
            this.timer = timer;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void nothingWaitsForEver(long seed) throws IOException {
        random = new Random(seed);
        client = fixture.connect();
        buffer = client.buffer(8, 8, -1);
        fifos = client.bind(WpFifoManagerV1Proxy.TYPE);
        timings = client.bind(WpCommitTimingManagerV1Proxy.TYPE);
        Node root = node();
        fixture.show(client, root.surface, 0, 0);
        while (nodes.size() < SURFACES) {
            place(node());
        }
        boolean waited = false;
        for (int i = 0; i < STEPS; i++) {
            step(nodes.get(random.nextInt(nodes.size())));
            if (random.nextInt(4) == 0) {
                client.roundtrip();
                waited |= waiting() > 0;
            }
            if (random.nextInt(6) == 0) {
                fixture.frame();
            }
        }
        assertTrue(waited, "nothing ever waited");
        for (Node each : nodes) {
            if (each.subsurface != null) {
                each.subsurface.setDesync();
            }
        }
        client.roundtrip();
        for (int i = 0; i < PATIENCE_STEPS && waiting() > 0; i++) {
            fixture.clock().advanceMillis(10);
            fixture.turn();
            client.roundtrip();
        }
        assertEquals(0, waiting());
    }

    private void step(Node node) {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> commit(node);
            case 3 -> {
                node.fifo.setBarrier();
                node.fifo.waitBarrier();
                commit(node);
            }
            case 4 -> node.fifo.setBarrier();
            case 5 -> node.fifo.waitBarrier();
            case 6, 7 -> time(node);
            case 8 -> {
                if (node.subsurface != null) {
                    node.subsurface.setSync();
                }
            }
            case 9 -> {
                if (node.subsurface != null) {
                    node.subsurface.setDesync();
                }
            }
            case 10 -> {
                if (node.subsurface != null && random.nextInt(3) == 0) {
                    node.subsurface.destroy();
                    node.subsurface = null;
                } else if (node.subsurface == null && node != nodes.get(0)) {
                    place(node);
                }
            }
            default -> replace(node);
        }
    }

    private void commit(Node node) {
        if (random.nextInt(12) == 0) {
            node.surface.attach(null, 0, 0);
        } else if (random.nextBoolean()) {
            node.surface.attach(buffer.proxy(), 0, 0);
            node.surface.damageBuffer(0, 0, 8, 8);
        }
        if (random.nextInt(4) == 0) {
            node.surface.frame();
        }
        node.surface.commit();
        node.timed = false;
    }

    private void time(Node node) {
        if (!node.timed) {
            node.timed = true;
            long nanos = fixture.clock().nanos() + random.nextInt(400) * 1_000_000L - 100_000_000L;
            node.timer.setTimestamp(0, (int) (nanos / 1_000_000_000), (int) (nanos % 1_000_000_000));
        }
        commit(node);
    }

    /** A surface goes, with all that waits on it, and another one comes. */
    private void replace(Node node) {
        int index = nodes.indexOf(node);
        if (index > 0 && random.nextInt(4) == 0) {
            if (random.nextBoolean() && node.subsurface != null) {
                node.subsurface.destroy();
            }
            node.fifo.destroy();
            node.timer.destroy();
            node.surface.destroy();
            nodes.remove(index);
            place(node());
        }
    }

    private Node node() {
        WlSurfaceProxy surface = client.surface();
        Node node = new Node(surface, fifos.getFifo(surface), timings.getTimer(surface));
        nodes.add(node);
        return node;
    }

    /** Beneath one that came before, so that there is no circle; its children keep their places. */
    private void place(Node node) {
        Node parent = nodes.get(random.nextInt(nodes.indexOf(node)));
        node.subsurface = client.subcompositor().getSubsurface(node.surface, parent.surface);
    }

    private int waiting() {
        int count = 0;
        for (Node node : nodes) {
            count += fixture.surface(client, node.surface).cachedStates();
        }
        return count;
    }
}

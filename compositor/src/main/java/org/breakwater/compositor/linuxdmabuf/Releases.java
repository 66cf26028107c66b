package org.breakwater.compositor.linuxdmabuf;

import java.util.ArrayDeque;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.render.Fence;
import org.breakwater.render.Renderer;

/**
 * Buffers that clients want back, while the GPU may still read them: each goes back once everything drawn
 * before has been. The renderer has no descriptor to wait for, so it is asked, less often the longer it takes.
 */
final class Releases implements AutoCloseable {
    private static final long SHORTEST_NANOS = 1_000_000;
    private static final long LONGEST_NANOS = 64_000_000;

    private final EventLoop loop;
    private final Renderer renderer;
    private final TimerSource timer;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long pause = SHORTEST_NANOS;

    private record Waiting(Fence fence, Runnable release) {
    }

    Releases(EventLoop loop, Renderer renderer) {
        this.loop = loop;
        this.renderer = renderer;
        this.timer = loop.addTimer(this::look);
    }

    /** Runs {@code release} when nothing that was drawn up to now is under way any more: perhaps at once. */
    void afterDrawing(Runnable release) {
        Fence fence = renderer.fence();
        if (waiting.isEmpty() && fence.isPassed()) {
            fence.close();
            release.run();
            return;
        }
        waiting.add(new Waiting(fence, release));
        if (!timer.isArmed()) {
            pause = SHORTEST_NANOS;
            arm();
        }
    }

    private void look() {
        while (!waiting.isEmpty() && waiting.peek().fence().isPassed()) {
            Waiting done = waiting.remove();
            done.fence().close();
            pause = SHORTEST_NANOS;
            done.release().run();
        }
        if (!waiting.isEmpty()) {
            arm();
            pause = Math.min(2 * pause, LONGEST_NANOS);
        }
    }

    private void arm() {
        timer.armAt(loop.clock().nanos() + pause);
    }

    @Override
    public void close() {
        timer.close();
        waiting.forEach(left -> left.fence().close());
        waiting.clear();
    }
}

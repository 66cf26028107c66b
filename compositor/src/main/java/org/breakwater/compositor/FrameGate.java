package org.breakwater.compositor;

import java.util.List;
import org.breakwater.compositor.glue.OutputRenderer;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.protocol.server.Display;
import org.breakwater.render.Renderer;

/**
 * Whether the end of a turn is the time to look at what was committed and to draw it. It is not
 *
 * <ul>
 * <li>while the renderer is still at work on what it was given: any more would make the loop wait for that;
 * <li>while clients flood the compositor and a refresh is coming anyway: one look is enough for all that they commit
 *     until then.
 * </ul>
 */
final class FrameGate implements AutoCloseable {
    /** After so long the renderer is asked again, where no refresh comes before. */
    private static final long BUSY_NANOS = 1_000_000;

    private final EventLoop loop;
    private final Display display;
    private final Renderer renderer;
    private final List<OutputRenderer> outputs;
    private final TimerSource again;

    FrameGate(EventLoop loop, Display display, Renderer renderer, List<OutputRenderer> outputs) {
        this.loop = loop;
        this.display = display;
        this.renderer = renderer;
        this.outputs = outputs;
        this.again = loop.addTimer(() -> { });      // the turn's end does it
    }

    boolean isOpen() {
        boolean busy = !renderer.isIdle();
        if (!busy && !display.isFlooded()) {
            return true;
        }
        long now = loop.clock().nanos();
        boolean later = canDrawLater(now);
        if (busy && !later) {
            again.armAt(now + BUSY_NANOS);
        }
        return !busy && !later;
    }

    /** Whether some output draws later, so that what was committed is looked at then, and none in this turn. */
    private boolean canDrawLater(long now) {
        boolean later = false;
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).isDue(now)) {
                return false;
            }
            later |= outputs.get(i).drawsLater(now);
        }
        return later;
    }

    @Override
    public void close() {
        again.close();
    }
}

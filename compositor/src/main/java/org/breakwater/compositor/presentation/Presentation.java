package org.breakwater.compositor.presentation;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.compositor.output.Output;
import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.WpPresentationFeedbackResource;
import org.breakwater.wayland.server.WpPresentationResource;

/**
 * {@code wp_presentation} 2. Times are those of {@code CLOCK_MONOTONIC}.
 *
 * <p>Whoever draws calls, for each surface in a frame,
 * {@link #presented(Surface, Output, long, long, long, int)} where the frame is shown at once; or
 * else {@link #latched} when it is drawn and {@link #presented(Output, long, long, long, int)} when
 * the screen has it: what is committed in between does not take the feedback of what was drawn.
 * Loop thread.
 */
public final class Presentation implements WpPresentationResource.Requests {
    private static final int VERSION = 2;
    private static final int CLOCK_MONOTONIC = 1;

    private final Map<Surface, SurfaceFeedback> surfaces = new IdentityHashMap<>();
    private final Map<Output, List<Feedbacks>> latched = new IdentityHashMap<>();

    public Presentation(Display display) {
        display.createGlobal(WpPresentationResource.TYPE, VERSION, resource -> {
            resource.handle(this);
            resource.sendClockId(CLOCK_MONOTONIC);
        });
    }

    /**
     * The current content of a surface became visible, in step with {@code output}.
     *
     * @param nanos when, by {@code CLOCK_MONOTONIC}
     * @param refreshNanos till the next refresh; 0 where that is not known
     * @param sequence the output's count of refreshes; 0 without one
     * @param flags {@code wp_presentation_feedback.kind}
     */
    public void presented(Surface surface, Output output, long nanos, long refreshNanos,
            long sequence, int flags) {
        SurfaceFeedback feedback = surfaces.get(surface);
        if (feedback != null) {
            feedback.take().presented(output, nanos, refreshNanos, sequence, flags);
        }
    }

    /**
     * The current content of a surface is in the frame that {@code output} shows next.
     *
     * @param flags {@code wp_presentation_feedback.kind}: what holds of this surface and not of the output
     */
    public void latched(Surface surface, Output output, int flags) {
        SurfaceFeedback feedback = surfaces.get(surface);
        Feedbacks taken = feedback == null ? null : feedback.take();
        if (taken == null || taken.count() == 0) {
            return;
        }
        List<Feedbacks> waiting = latched.get(output);
        if (waiting == null) {
            waiting = new ArrayList<>();
            latched.put(output, waiting);
            output.destroyed().add(this::discarded);
        }
        taken.setFlags(flags);
        waiting.add(taken);
    }

    /**
     * The frame with everything {@link #latched} for {@code output} is shown; arguments as above.
     */
    public void presented(Output output, long nanos, long refreshNanos, long sequence, int flags) {
        List<Feedbacks> waiting = latched.get(output);
        if (waiting != null) {
            for (int i = 0; i < waiting.size(); i++) {
                Feedbacks feedbacks = waiting.get(i);
                try {
                    feedbacks.presented(output, nanos, refreshNanos, sequence, flags);
                } catch (Throwable thrown) {
                    feedbacks.client().failed("presentation feedback", thrown);
                }
            }
            waiting.clear();
        }
    }

    /** The current content of a surface will not be shown. */
    public void discarded(Surface surface) {
        SurfaceFeedback feedback = surfaces.get(surface);
        if (feedback != null) {
            feedback.take().discarded();
        }
    }

    /** The frame with everything {@link #latched} for {@code output} was lost. */
    public void discarded(Output output) {
        List<Feedbacks> waiting = latched.get(output);
        if (waiting != null) {
            waiting.forEach(Feedbacks::discarded);
            waiting.clear();
            if (output.isDestroyed()) {
                latched.remove(output);
            }
        }
    }

    @Override
    public void feedback(WpPresentationResource resource, WlSurfaceResource surfaceResource,
            WpPresentationFeedbackResource callback) {
        Surface surface = Compositor.surfaceOf(surfaceResource);
        if (surface == null) {
            callback.sendDiscarded();
            return;
        }
        SurfaceFeedback feedback = surfaces.get(surface);
        if (feedback == null) {
            feedback = new SurfaceFeedback(surface);
            surfaces.put(surface, feedback);
            surface.destroyed().add(surfaces::remove);
        }
        if (!feedback.add(callback)) {
            resource.client().postNoMemory();
        }
    }

    @Override
    public void destroy(WpPresentationResource resource) {
        // Feedback is answered without it.
    }
}

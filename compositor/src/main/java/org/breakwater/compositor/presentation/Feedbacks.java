package org.breakwater.compositor.presentation;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.output.Output;
import org.breakwater.protocol.server.Client;
import org.breakwater.wayland.server.WlOutputResource;
import org.breakwater.wayland.server.WpPresentationFeedbackResource;

/**
 * The {@code wp_presentation_feedback} objects of one content update; complete when it is
 * committed, answered once. Empties itself on answering.
 */
final class Feedbacks {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long MAX_UINT = 0xffff_ffffL;

    private final List<WpPresentationFeedbackResource> objects = new ArrayList<>(1);
    private int ownFlags;

    void add(WpPresentationFeedbackResource feedback) {
        objects.add(feedback);
    }

    int count() {
        return objects.size();
    }

    /** What holds besides the flags that {@link #presented} is told. */
    void setFlags(int flags) {
        ownFlags = flags;
    }

    /** Whose surface it is; not without objects. */
    Client client() {
        return objects.get(0).client();
    }

    void presented(Output output, long nanos, long refreshNanos, long sequence, int flags) {
        if (objects.isEmpty()) {
            return;
        }
        long seconds = nanos / NANOS_PER_SECOND;
        int nanosPart = (int) (nanos % NANOS_PER_SECOND);
        int refresh = refreshNanos > MAX_UINT ? 0 : (int) refreshNanos;
        List<WlOutputResource> outputs = output.resourcesOf(client());
        for (int i = 0; i < objects.size(); i++) {
            WpPresentationFeedbackResource feedback = objects.get(i);
            for (int j = 0; j < outputs.size(); j++) {
                feedback.sendSyncOutput(outputs.get(j));
            }
            feedback.sendPresented((int) (seconds >>> 32), (int) seconds, nanosPart, refresh,
                    (int) (sequence >>> 32), (int) sequence, flags | ownFlags);
        }
        objects.clear();
    }

    void discarded() {
        for (int i = 0; i < objects.size(); i++) {
            objects.get(i).sendDiscarded();
        }
        objects.clear();
    }
}

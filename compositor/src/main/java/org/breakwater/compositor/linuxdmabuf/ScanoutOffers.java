package org.breakwater.compositor.linuxdmabuf;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.surface.SurfaceMap;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.wayland.server.ZwpLinuxDmabufFeedbackV1Resource;

/**
 * What each surface's feedback says of buffers that could be shown without being drawn. Whoever hears news of that may
 * make all its buffers anew: a first offer is told at once, but that it is another one, or over, only when that has
 * lasted. So a window that is covered now and then, or is fullscreen by turns, keeps what it was told. Loop thread.
 */
final class ScanoutOffers implements AutoCloseable {
    private static final long LASTING_NANOS = 2_000_000_000L;

    private final EventLoop loop;
    private final Feedback feedback;
    private final TimerSource timer;
    private final SurfaceMap<Asked> surfaces = new SurfaceMap<>(this::ask);
    private final List<Asked> waiting = new ArrayList<>();      // as they will be due

    /** What is best for one surface, and who wants to know. */
    private static final class Asked {
        private final List<ZwpLinuxDmabufFeedbackV1Resource> listeners = new ArrayList<>(1);
        private Scanout told;       // null: nothing can be
        private Scanout offered;
        private long due;
    }

    ScanoutOffers(EventLoop loop, Feedback feedback) {
        this.loop = loop;
        this.feedback = feedback;
        this.timer = loop.addTimer(this::timeIsUp);
    }

    /** As {@link LinuxDmabuf#offerScanout}, for a surface that is there. */
    void offer(Surface surface, Scanout scanout) {
        Asked asked = surfaces.of(surface);
        asked.offered = scanout;
        if (Objects.equals(asked.told, scanout)) {
            waiting.remove(asked);
        } else if (asked.told == null) {
            tell(asked);
        } else if (!waiting.contains(asked)) {
            asked.due = loop.clock().nanos() + LASTING_NANOS;
            waiting.add(asked);
            if (!timer.isArmed()) {
                timer.armAt(asked.due);
            }
        }
    }

    /** Tells it what the surface's feedback says, and whatever it says next. */
    void listen(Surface surface, ZwpLinuxDmabufFeedbackV1Resource listener) {
        Asked asked = surfaces.of(surface);
        asked.listeners.add(listener);
        listener.destroyed().add(gone -> asked.listeners.remove(listener));
        feedback.send(listener, asked.told);
    }

    @Override
    public void close() {
        timer.close();
    }

    private Asked ask(Surface surface) {
        Asked asked = new Asked();
        surface.destroyed().add(gone -> waiting.remove(asked));
        return asked;
    }

    private void timeIsUp() {
        long now = loop.clock().nanos();
        while (!waiting.isEmpty() && waiting.get(0).due <= now) {
            tell(waiting.remove(0));
        }
        if (!waiting.isEmpty()) {
            timer.armAt(waiting.get(0).due);
        }
    }

    private void tell(Asked asked) {
        asked.told = asked.offered;
        for (ZwpLinuxDmabufFeedbackV1Resource listener : asked.listeners) {
            feedback.send(listener, asked.told);
        }
    }
}

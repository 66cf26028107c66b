package org.breakwater.compositor.committiming;

import org.breakwater.compositor.surface.Gate;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.surface.SurfaceTiming;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.WpCommitTimerV1.Error;
import org.breakwater.wayland.server.WpCommitTimerV1Resource;

/**
 * One surface's {@code wp_commit_timer_v1}. A commit with a time is applied just in time for the first refresh
 * at or after it. Where several wait, the one timer is that of the first.
 */
final class SurfaceTimer implements WpCommitTimerV1Resource.Requests {
    private static final int NANOS_PER_SECOND = 1_000_000_000;
    /** The timer looks again after so long, for outputs change; and a client may name any time. */
    private static final long FARTHEST_NANOS = 3_600L * NANOS_PER_SECOND;

    private final EventLoop loop;
    private final SurfaceTiming timing;
    private final Surface surface;
    private final TimerSource timer;
    private WpCommitTimerV1Resource resource;   // null: the surface has none now
    private At pending;                         // null: the next commit has no time
    private boolean gone;

    SurfaceTimer(EventLoop loop, SurfaceTiming timing, Surface surface) {
        this.loop = loop;
        this.timing = timing;
        this.surface = surface;
        this.timer = loop.addTimer(surface::applyReady);
        surface.precommit().add(s -> commit());
        surface.destroyed().add(s -> surfaceDestroyed());
    }

    /** False when the surface has a timer. */
    boolean take(WpCommitTimerV1Resource id) {
        if (resource != null) {
            return false;
        }
        resource = id;
        id.handle(this);
        return true;
    }

    @Override
    public void setTimestamp(WpCommitTimerV1Resource self, int secondsHigh, int secondsLow, int nanos) {
        if (gone) {
            throw self.error(Error.SURFACE_DESTROYED, "the surface was destroyed");
        }
        if (Integer.compareUnsigned(nanos, NANOS_PER_SECOND) >= 0) {
            throw self.error(Error.INVALID_TIMESTAMP, "%s nanoseconds are a second or more",
                    Integer.toUnsignedString(nanos));
        }
        if (pending != null) {
            throw self.error(Error.TIMESTAMP_EXISTS, "the next commit has a time");
        }
        pending = new At(time((long) secondsHigh << 32 | Integer.toUnsignedLong(secondsLow), nanos));
    }

    @Override
    public void destroy(WpCommitTimerV1Resource self) {
        // What was set stays.
    }

    @Override
    public void destroyed(Resource self) {
        resource = null;
    }

    private void commit() {
        if (pending != null) {
            surface.gatePending(pending);
            pending = null;
        }
    }

    private void surfaceDestroyed() {
        gone = true;
        timer.close();
    }

    /** Times that the clock never reaches are all the same. */
    private static long time(long seconds, int nanos) {
        boolean never = seconds < 0 || seconds >= Long.MAX_VALUE / 2 / NANOS_PER_SECOND;
        return never ? Long.MAX_VALUE / 2 : seconds * NANOS_PER_SECOND + nanos;
    }

    private final class At implements Gate {
        private final long time;

        At(long time) {
            this.time = time;
        }

        @Override
        public boolean isOpen() {
            long now = loop.clock().nanos();
            long latch = timing.latchTime(surface, time);
            if (latch > now) {
                timer.armAt(Math.min(latch, now + FARTHEST_NANOS));
            }
            return latch <= now;
        }
    }
}

package org.breakwater.compositor.fifo;

import org.breakwater.compositor.surface.Gate;
import org.breakwater.compositor.surface.StateSlot;
import org.breakwater.compositor.surface.Subsurface;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.surface.SurfaceTiming;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.WpFifoV1.Error;
import org.breakwater.wayland.server.WpFifoV1Resource;

/**
 * One surface's {@code wp_fifo_v1}. A commit with {@code set_barrier} puts up a barrier when it is applied; the
 * refresh that shows it takes that down. A commit with {@code wait_barrier} is not applied while one is up. So of
 * commits with both, every refresh shows one.
 *
 * <p>A surface that cannot be seen has no refresh: its barriers go after {@link #HIDDEN_NANOS}.
 */
final class SurfaceFifo implements WpFifoV1Resource.Requests, Gate {
    /** A client that draws for nobody draws twenty times a second. */
    static final long HIDDEN_NANOS = 50_000_000L;

    private final EventLoop loop;
    private final SurfaceTiming timing;
    private final Surface surface;
    /** A new object for each barrier, so that a barrier that was applied is news. */
    private final StateSlot<Object> barriers;
    private final TimerSource patience;
    private final Runnable shown = this::lower;
    private WpFifoV1Resource resource;      // null: the surface has none now
    private Object raised;
    private boolean up;
    private long upSince;
    private boolean waits;
    private boolean gone;

    SurfaceFifo(EventLoop loop, SurfaceTiming timing, Surface surface) {
        this.loop = loop;
        this.timing = timing;
        this.surface = surface;
        this.barriers = surface.addState(null);
        this.patience = loop.addTimer(this::patienceOver);
        surface.precommit().add(s -> commit());
        surface.committed().add(s -> applied());
        surface.destroyed().add(s -> surfaceDestroyed());
    }

    /** False when the surface has a fifo. */
    boolean take(WpFifoV1Resource id) {
        if (resource != null) {
            return false;
        }
        resource = id;
        id.handle(this);
        return true;
    }

    @Override
    public boolean isOpen() {
        return !up;
    }

    @Override
    public void setBarrier(WpFifoV1Resource self) {
        requireSurface(self);
        barriers.setPending(new Object());
    }

    @Override
    public void waitBarrier(WpFifoV1Resource self) {
        requireSurface(self);
        waits = true;
    }

    @Override
    public void destroy(WpFifoV1Resource self) {
        // What was asked for stays.
    }

    @Override
    public void destroyed(Resource self) {
        resource = null;
    }

    private void commit() {
        if (waits) {
            waits = false;
            if (!(surface.roleObject() instanceof Subsurface subsurface && subsurface.isSynchronized())) {
                surface.gatePending(this);
            }
        }
    }

    private void applied() {
        if (barriers.current() != raised) {
            raised = barriers.current();
            up = true;
            upSince = loop.clock().nanos();
            timing.awaitFrame(surface, shown);
            if (!patience.isArmed()) {
                patience.armAt(upSince + HIDDEN_NANOS);
            }
        }
    }

    private void lower() {
        up = false;
        surface.applyReady();
    }

    private void patienceOver() {
        if (!up) {
            return;
        }
        long now = loop.clock().nanos();
        long end = upSince + HIDDEN_NANOS;
        if (now < end) {
            patience.armAt(end);
        } else if (timing.isShown(surface)) {
            patience.armAt(now + HIDDEN_NANOS);
        } else {
            lower();
        }
    }

    private void surfaceDestroyed() {
        gone = true;
        patience.close();
    }

    private void requireSurface(WpFifoV1Resource self) {
        if (gone) {
            throw self.error(Error.SURFACE_DESTROYED, "the surface was destroyed");
        }
    }
}

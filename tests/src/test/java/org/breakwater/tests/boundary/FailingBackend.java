package org.breakwater.tests.boundary;

import org.breakwater.compositor.backend.BackendOutput;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.geometry.Rects;

/** A backend in front of another: one of its calls fails when it is told to. */
final class FailingBackend implements BackendOutput {
    enum Call { NEXT_TARGET, TARGET_WIDTH, PRESENT, SKIP }

    private final BackendOutput real;
    private final Call failing;
    private final Runnable strike;

    FailingBackend(BackendOutput real, Call failing, Runnable strike) {
        this.real = real;
        this.failing = failing;
        this.strike = strike;
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public int width() {
        return real.width();
    }

    @Override
    public int height() {
        return real.height();
    }

    @Override
    public int refreshMilliHz() {
        return real.refreshMilliHz();
    }

    @Override
    public void setListener(Listener listener) {
        real.setListener(listener);
    }

    @Override
    public RenderTarget nextTarget() {
        failAt(Call.NEXT_TARGET);
        RenderTarget target = real.nextTarget();
        return failing == Call.TARGET_WIDTH ? new Target(target) : target;
    }

    @Override
    public void present(Rects drawn) {
        failAt(Call.PRESENT);
        real.present(drawn);
    }

    @Override
    public void skip() {
        failAt(Call.SKIP);
        real.skip();
    }

    @Override
    public RenderTarget shown() {
        return real.shown();
    }

    private void failAt(Call call) {
        if (call == failing) {
            strike.run();
        }
    }

    /** Fails while it is drawn into: no renderer knows it. */
    private final class Target implements RenderTarget {
        private final RenderTarget real;

        Target(RenderTarget real) {
            this.real = real;
        }

        @Override
        public int width() {
            strike.run();
            return real.width();
        }

        @Override
        public int height() {
            return real.height();
        }

        @Override
        public PixelFormat format() {
            return real.format();
        }

        @Override
        public void close() {
            real.close();
        }
    }
}

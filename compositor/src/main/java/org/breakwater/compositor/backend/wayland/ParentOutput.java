package org.breakwater.compositor.backend.wayland;

import java.util.function.Consumer;
import org.breakwater.wayland.WlOutput;
import org.breakwater.wayland.client.WlOutputProxy;

/** A screen of the parent's: how finely it shows our window where nobody says so for the window itself. */
final class ParentOutput implements WlOutputProxy.Events {
    private static final int RELEASE_SINCE = 3;
    private static final int SLOWEST = 1_000;
    private static final int FASTEST = 1_000_000;

    private final WlOutputProxy proxy;
    private final Consumer<ParentOutput> changed;
    private int scale = 1;
    private int refreshMilliHz;

    ParentOutput(WlOutputProxy proxy, Consumer<ParentOutput> changed) {
        this.proxy = proxy;
        this.changed = changed;
        proxy.listen(this);
    }

    WlOutputProxy proxy() {
        return proxy;
    }

    int scale() {
        return scale;
    }

    /** 0: not known, or not to be believed. */
    int refreshMilliHz() {
        return refreshMilliHz;
    }

    @Override
    public void scale(int factor) {
        scale = Math.max(1, factor);
    }

    @Override
    public void mode(int flags, int width, int height, int refresh) {
        if ((flags & WlOutput.Mode.CURRENT.value()) != 0) {
            refreshMilliHz = refresh >= SLOWEST && refresh <= FASTEST ? refresh : 0;
        }
    }

    @Override
    public void done() {
        changed.accept(this);
    }

    void close() {
        if (proxy.version() >= RELEASE_SINCE) {
            proxy.release();
        }
    }
}

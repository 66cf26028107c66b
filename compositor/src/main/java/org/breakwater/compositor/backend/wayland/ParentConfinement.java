package org.breakwater.compositor.backend.wayland;

import java.util.List;
import org.breakwater.compositor.backend.PointerHold;
import org.breakwater.wayland.ZwpPointerConstraintsV1.Lifetime;
import org.breakwater.wayland.client.WlPointerProxy;
import org.breakwater.wayland.client.WlRegionProxy;
import org.breakwater.wayland.client.ZwpConfinedPointerV1Proxy;

/** The parent's pointer kept within parts of a window, while a client of ours confines ours. */
final class ParentConfinement {
    /** What is lost when a whole number is divided and multiplied again. */
    private static final double SLACK = 1e-6;

    private final ParentDisplay parent;
    private final WindowOutput window;
    private final ZwpConfinedPointerV1Proxy confinement;
    private List<PointerHold.Part> parts;

    /** The parent has the global. */
    ParentConfinement(ParentDisplay parent, WindowOutput window, WlPointerProxy pointer,
            List<PointerHold.Part> parts) {
        this.parent = parent;
        this.window = window;
        this.parts = parts;
        WlRegionProxy region = region();
        this.confinement = parent.globals().constraints().confinePointer(window.surface(), pointer, region,
                Lifetime.PERSISTENT.value());
        region.destroy();
    }

    WindowOutput window() {
        return window;
    }

    /** Other parts of the window, from now on. */
    void confineTo(List<PointerHold.Part> now) {
        if (!now.equals(parts)) {
            parts = now;
            WlRegionProxy region = region();
            confinement.setRegion(region);
            region.destroy();
            window.surface().commit();
        }
    }

    void close() {
        confinement.destroy();
    }

    private WlRegionProxy region() {
        WlRegionProxy region = parent.globals().compositor().createRegion();
        for (PointerHold.Part part : parts) {
            int x = (int) Math.floor(window.placeX(part.fx1()) + SLACK);
            int y = (int) Math.floor(window.placeY(part.fy1()) + SLACK);
            region.add(x, y, (int) Math.ceil(window.placeX(part.fx2()) - SLACK) - x,
                    (int) Math.ceil(window.placeY(part.fy2()) - SLACK) - y);
        }
        return region;
    }
}

package org.breakwater.compositor.surface;

import org.breakwater.protocol.server.Account;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.server.Resource;
import org.breakwater.render.geometry.Region;
import org.breakwater.wayland.server.WlRegionResource;

/** {@code wl_region}: a set of rectangles that a client builds up. Whoever uses it takes a snapshot. */
final class SurfaceRegion implements WlRegionResource.Requests {
    /** Adding to a region takes as long as it has rectangles; no program draws by as many as this. */
    private static final int MAX_RECTANGLES = 4096;

    private final Account account;
    private Region region = Region.EMPTY;

    SurfaceRegion(WlRegionResource resource) {
        account = resource.client().account();
        resource.handle(this);
    }

    static Region of(WlRegionResource resource) {
        return resource.handler() instanceof SurfaceRegion built ? built.region : Region.EMPTY;
    }

    @Override
    public void add(WlRegionResource resource, int x, int y, int width, int height) {
        if (width > 0 && height > 0) {
            set(resource, region.union(SurfaceGeometry.clamped(x, y, width, height)));
        }
    }

    @Override
    public void subtract(WlRegionResource resource, int x, int y, int width, int height) {
        if (width > 0 && height > 0) {
            set(resource, region.subtract(SurfaceGeometry.clamped(x, y, width, height)));
        }
    }

    @Override
    public void destroy(WlRegionResource resource) {
    }

    @Override
    public void destroyed(Resource gone) {
        account.discharge(Held.REGION_RECTANGLES, region.rectCount());
        region = Region.EMPTY;
    }

    private void set(WlRegionResource resource, Region changed) {
        if (changed.rectCount() > MAX_RECTANGLES) {
            resource.client().postNoMemory();
            return;
        }
        account.charge(Held.REGION_RECTANGLES, changed.rectCount() - region.rectCount());
        region = changed;
    }
}

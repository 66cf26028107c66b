package org.breakwater.compositor.surface;

import org.breakwater.render.geometry.Region;
import org.breakwater.wayland.server.WlRegionResource;

/** {@code wl_region}: a set of rectangles that a client builds up. Whoever uses it takes a snapshot. */
final class SurfaceRegion implements WlRegionResource.Requests {
    /** A region of more rectangles than this is no region that a program draws by. */
    private static final int MAX_RECTANGLES = 4096;

    private Region region = Region.EMPTY;

    SurfaceRegion(WlRegionResource resource) {
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
        region = Region.EMPTY;
    }

    private void set(WlRegionResource resource, Region changed) {
        if (changed.rectCount() > MAX_RECTANGLES) {
            resource.client().postNoMemory();
            return;
        }
        region = changed;
    }
}

package org.breakwater.protocol.server;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.wayland.server.WlCompositorResource;
import org.breakwater.wayland.server.WlRegionResource;
import org.breakwater.wayland.server.WlSurfaceResource;

/** A wl_compositor that makes regions and writes down what happens to them. */
final class Regions implements WlCompositorResource.Requests, WlRegionResource.Requests {
    final List<String> calls = new ArrayList<>();
    final List<WlRegionResource> regions = new ArrayList<>();
    /** Done by {@code wl_region.add}: a test makes it fail. */
    Runnable onAdd = () -> { };
    /** Done when a region is gone. */
    Runnable onDestroyed = () -> { };
    /** Whether new regions get a handler. */
    boolean handling = true;
    private final Global<WlCompositorResource> global;

    Regions(Display display) {
        global = display.createGlobal(WlCompositorResource.TYPE, 4, bound -> bound.handle(this));
    }

    Global<WlCompositorResource> global() {
        return global;
    }

    @Override
    public void createSurface(WlCompositorResource resource, WlSurfaceResource id) {
        calls.add("create_surface");
        id.makeInert();
    }

    @Override
    public void createRegion(WlCompositorResource resource, WlRegionResource id) {
        calls.add("create_region");
        regions.add(id);
        if (handling) {
            id.handle(this);
        }
    }

    @Override
    public void destroy(WlRegionResource resource) {
        calls.add("destroy");
    }

    @Override
    public void add(WlRegionResource resource, int x, int y, int width, int height) {
        calls.add("add " + x + " " + y + " " + width + " " + height);
        onAdd.run();
    }

    @Override
    public void subtract(WlRegionResource resource, int x, int y, int width, int height) {
        calls.add("subtract");
    }

    @Override
    public void destroyed(Resource resource) {
        calls.add("destroyed " + resource.spec().name());
        onDestroyed.run();
    }

    long count(String call) {
        return calls.stream().filter(call::equals).count();
    }
}

package org.breakwater.compositor.surface;

import org.breakwater.compositor.buffer.Buffers;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Display;
import org.breakwater.render.geometry.Region;
import org.breakwater.wayland.server.WlCompositorResource;
import org.breakwater.wayland.server.WlRegionResource;
import org.breakwater.wayland.server.WlSurfaceResource;

/** {@code wl_compositor} 6: makes surfaces and regions. */
public final class Compositor implements WlCompositorResource.Requests {
    public static final int VERSION = 6;

    private final Buffers buffers;
    private final Signal<Surface> surfaceCreated = new Signal<>();

    public Compositor(Display display, Buffers buffers) {
        this.buffers = buffers;
        display.createGlobal(WlCompositorResource.TYPE, VERSION, resource -> resource.handle(this));
    }

    public Signal<Surface> surfaceCreated() {
        return surfaceCreated;
    }

    /** The surface behind a protocol object that is alive; null when the object is inert. */
    public static Surface surfaceOf(WlSurfaceResource resource) {
        return (Surface) resource.handler();
    }

    /** What a client's region holds now. */
    public static Region regionOf(WlRegionResource resource) {
        return SurfaceRegion.of(resource);
    }

    @Override
    public void createSurface(WlCompositorResource resource, WlSurfaceResource id) {
        surfaceCreated.emit(new Surface(id, buffers));
    }

    @Override
    public void createRegion(WlCompositorResource resource, WlRegionResource id) {
        new SurfaceRegion(id);
    }
}

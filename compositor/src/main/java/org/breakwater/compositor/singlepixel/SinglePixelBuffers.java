package org.breakwater.compositor.singlepixel;

import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.server.WlBufferResource;
import org.breakwater.wayland.server.WpSinglePixelBufferManagerV1Resource;

/** {@code wp_single_pixel_buffer_manager_v1} 1. */
public final class SinglePixelBuffers implements WpSinglePixelBufferManagerV1Resource.Requests {
    private static final int VERSION = 1;

    public SinglePixelBuffers(Display display) {
        display.createGlobal(WpSinglePixelBufferManagerV1Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    @Override
    public void createU32RgbaBuffer(WpSinglePixelBufferManagerV1Resource resource,
            WlBufferResource id, int r, int g, int b, int a) {
        new SinglePixelBuffer(id, r, g, b, a);
    }

    @Override
    public void destroy(WpSinglePixelBufferManagerV1Resource resource) {
        // Buffers live on.
    }
}

package org.breakwater.compositor.viewporter;

import org.breakwater.compositor.buffer.ClientBuffer;
import org.breakwater.protocol.server.Display;
import org.breakwater.render.Renderer;
import org.breakwater.render.Texture;
import org.breakwater.render.geometry.Rects;
import org.breakwater.wayland.server.WlBufferResource;
import org.breakwater.wayland.server.WpSinglePixelBufferManagerV1Resource;

/**
 * Makes buffers of any size without pixels: the r and g of the request are the width and height.
 */
final class SizedBuffers implements WpSinglePixelBufferManagerV1Resource.Requests {
    SizedBuffers(Display display) {
        display.createGlobal(WpSinglePixelBufferManagerV1Resource.TYPE, 1, r -> r.handle(this));
    }

    @Override
    public void createU32RgbaBuffer(WpSinglePixelBufferManagerV1Resource resource,
            WlBufferResource id, int r, int g, int b, int a) {
        id.handle(new Sized(r, g));
    }

    @Override
    public void destroy(WpSinglePixelBufferManagerV1Resource resource) {
        // Buffers live on.
    }

    private record Sized(int width, int height) implements ClientBuffer, WlBufferResource.Requests {
        @Override
        public boolean isOpaque() {
            return true;
        }

        @Override
        public void hold() {
            // No pixels.
        }

        @Override
        public void drop() {
            // No pixels.
        }

        @Override
        public void release() {
            // No pixels.
        }

        @Override
        public Texture upload(Renderer renderer, Texture previous, Rects damage) {
            throw new AssertionError("nothing is drawn here");
        }

        @Override
        public void destroy(WlBufferResource resource) {
            // No pixels.
        }
    }
}

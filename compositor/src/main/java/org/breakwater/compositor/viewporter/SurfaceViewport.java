package org.breakwater.compositor.viewporter;

import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.surface.Viewport;
import org.breakwater.compositor.surface.ViewportErrors;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Resource;
import org.breakwater.render.geometry.FRect;
import org.breakwater.wayland.WpViewport;
import org.breakwater.wayland.server.WpViewportResource;

/**
 * {@code wp_viewport}: the crop and scale of one surface, part of its double-buffered state. When
 * the object ends, the next commit undoes both.
 */
final class SurfaceViewport implements WpViewportResource.Requests, ViewportErrors {
    private static final int UNSET = -1;

    private final WpViewportResource resource;
    private final Signal.Subscription surfaceDestroyed;
    private Surface surface;

    SurfaceViewport(WpViewportResource resource, Surface surface) {
        this.resource = resource;
        this.surface = surface;
        this.surfaceDestroyed = surface.destroyed().add(s -> this.surface = null);
        surface.setViewportErrors(this);
        resource.handle(this);
    }

    @Override
    public void setSource(WpViewportResource self, double x, double y, double width,
            double height) {
        requireSurface();
        FRect source = null;
        if (x != UNSET || y != UNSET || width != UNSET || height != UNSET) {
            if (x < 0 || y < 0 || width <= 0 || height <= 0) {
                throw resource.error(WpViewport.Error.BAD_VALUE,
                        "the source %sx%s at (%s, %s) is negative or empty", width, height, x, y);
            }
            source = new FRect(x, y, width, height);
        }
        Viewport old = surface.pending().viewport();
        surface.pending().setViewport(new Viewport(source, old.width(), old.height()));
    }

    @Override
    public void setDestination(WpViewportResource self, int width, int height) {
        requireSurface();
        boolean unset = width == UNSET && height == UNSET;
        if (!unset && (width <= 0 || height <= 0)) {
            throw resource.error(WpViewport.Error.BAD_VALUE,
                    "the destination %dx%d is negative or empty", width, height);
        }
        FRect source = surface.pending().viewport().source();
        surface.pending().setViewport(new Viewport(source, width, height));
    }

    @Override
    public void destroy(WpViewportResource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource gone) {
        surfaceDestroyed.remove();
        if (surface != null) {
            surface.pending().setViewport(Viewport.NONE);
            surface.setViewportErrors(null);
            surface = null;
        }
    }

    @Override
    public RuntimeException badSize() {
        FRect source = surface.pending().viewport().source();
        return resource.error(WpViewport.Error.BAD_SIZE,
                "the source %sx%s is not integral, and there is no destination", source.width(),
                source.height());
    }

    @Override
    public RuntimeException outOfBuffer() {
        FRect source = surface.pending().viewport().source();
        return resource.error(WpViewport.Error.OUT_OF_BUFFER,
                "the source %sx%s at (%s, %s) reaches out of the content", source.width(),
                source.height(), source.x(), source.y());
    }

    private void requireSurface() {
        if (surface == null) {
            throw resource.error(WpViewport.Error.NO_SURFACE, "the surface was destroyed");
        }
    }
}

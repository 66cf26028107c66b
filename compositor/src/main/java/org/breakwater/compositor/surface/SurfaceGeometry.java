package org.breakwater.compositor.surface;

import org.breakwater.render.geometry.FRect;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Rects;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.RegionBuffer;
import org.breakwater.render.geometry.Transform;

/**
 * The way from a buffer to its surface: turned by the buffer transform, divided by the buffer scale,
 * cropped by the viewport's source, stretched to its destination.
 */
public final class SurfaceGeometry {
    private SurfaceGeometry() {
    }

    /** Adds the buffer pixels under a set of points of the surface, rounded outwards. */
    static void addToBuffer(Rects surface, SurfaceState state, RegionBuffer sum) {
        if (state.viewport() != Viewport.NONE || state.transform() != Transform.NORMAL) {
            sum.add(toBuffer(Region.copyOf(surface), state));
            return;
        }
        int scale = state.scale();
        for (int i = 0; i < surface.rectCount(); i++) {
            int x1 = Math.max(0, surface.x1(i));
            int y1 = Math.max(0, surface.y1(i));
            int x2 = Math.min(state.width(), surface.x2(i));
            int y2 = Math.min(state.height(), surface.y2(i));
            sum.add(scale * x1, scale * y1, scale * x2, scale * y2);
        }
    }

    private static Region toBuffer(Region surface, SurfaceState state) {
        Viewport viewport = state.viewport();
        int scale = state.scale();
        Transform transform = state.transform();
        Region turned = surface.intersect(new Rect(0, 0, state.width(), state.height()));
        if (viewport.source() == null && !viewport.hasDestination()) {
            turned = turned.scale(scale, scale);
        } else {
            FRect source = turnedSource(state);
            double sx = source.width() / state.width();
            double sy = source.height() / state.height();
            turned = turned.map(r -> Region.of(Rect.roundOut(
                    r.toFRect().scale(sx, sy).translate(source.x(), source.y()))));
        }
        int turnedWidth = transform.width(state.bufferWidth(), state.bufferHeight());
        int turnedHeight = transform.height(state.bufferWidth(), state.bufferHeight());
        return turned.transform(transform.invert(), turnedWidth, turnedHeight);
    }

    /** The part of the buffer that is shown, in buffer coordinates. */
    public static FRect source(SurfaceState state) {
        Transform transform = state.transform();
        return transform.invert().apply(turnedSource(state),
                transform.width(state.bufferWidth(), state.bufferHeight()),
                transform.height(state.bufferWidth(), state.bufferHeight()));
    }

    /** A rectangle whose far edges do not overflow. */
    static Rect clamped(int x, int y, int width, int height) {
        int left = Math.max(x, -Region.LIMIT);
        int top = Math.max(y, -Region.LIMIT);
        long right = Math.min((long) x + width, Region.LIMIT);
        long bottom = Math.min((long) y + height, Region.LIMIT);
        if (right <= left || bottom <= top) {
            return Rect.EMPTY;
        }
        return Rect.ofCorners(left, top, (int) right, (int) bottom);
    }

    private static FRect turnedSource(SurfaceState state) {
        FRect source = state.viewport().source();
        Transform transform = state.transform();
        if (source == null) {
            return new FRect(0, 0, transform.width(state.bufferWidth(), state.bufferHeight()),
                    transform.height(state.bufferWidth(), state.bufferHeight()));
        }
        int scale = state.scale();
        return new FRect(source.x() * scale, source.y() * scale, source.width() * scale,
                source.height() * scale);
    }
}

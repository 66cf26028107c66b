package org.breakwater.compositor.cursor;

import java.util.List;
import org.breakwater.wayland.WpCursorShapeDeviceV1.Shape;

/**
 * Cursors drawn in code, for machines without a theme: a few outlines, black within a white edge.
 */
final class PlainCursor {
    /** Samples of a pixel in each direction. */
    private static final int SAMPLES = 4;
    private static final double EDGE = 1.0;

    /** Corners x, y in 24ths of the size; then the hotspot. */
    private enum Outline {
        ARROW(new double[] {2, 1, 2, 18.5, 6.2, 14.6, 9.2, 21.4, 11.8, 20.3, 8.9, 13.6, 14.6, 13.6},
                1, 0),
        BAR(new double[] {8, 2, 11, 2, 12, 3, 13, 2, 16, 2, 16, 4, 13, 4, 13, 20, 16, 20, 16, 22,
            13, 22, 12, 21, 11, 22, 8, 22, 8, 20, 11, 20, 11, 4, 8, 4}, 12, 12),
        CROSS(new double[] {11, 2, 13, 2, 13, 11, 22, 11, 22, 13, 13, 13, 13, 22, 11, 22, 11, 13, 2,
            13, 2, 11, 11, 11}, 12, 12),
        ACROSS(new double[] {1, 12, 6, 7, 6, 11, 18, 11, 18, 7, 23, 12, 18, 17, 18, 13, 6, 13, 6,
            17}, 12, 12),
        CIRCLE(new double[] {12, 3, 18.4, 5.6, 21, 12, 18.4, 18.4, 12, 21, 5.6, 18.4, 3, 12, 5.6,
            5.6}, 12, 12);

        private final double[] corners;
        private final double hotspotX;
        private final double hotspotY;

        Outline(double[] corners, double hotspotX, double hotspotY) {
            this.corners = corners;
            this.hotspotX = hotspotX;
            this.hotspotY = hotspotY;
        }
    }

    private PlainCursor() {
    }

    static CursorImages of(Shape shape, int size) {
        return switch (shape) {
            case TEXT -> draw(Outline.BAR, 0, size);
            case VERTICAL_TEXT -> draw(Outline.BAR, 90, size);
            case CROSSHAIR, CELL, MOVE, ALL_SCROLL, ALL_RESIZE -> draw(Outline.CROSS, 0, size);
            case WAIT, NO_DROP, NOT_ALLOWED -> draw(Outline.CIRCLE, 0, size);
            case E_RESIZE, W_RESIZE, EW_RESIZE, COL_RESIZE -> draw(Outline.ACROSS, 0, size);
            case N_RESIZE, S_RESIZE, NS_RESIZE, ROW_RESIZE -> draw(Outline.ACROSS, 90, size);
            case NW_RESIZE, SE_RESIZE, NWSE_RESIZE -> draw(Outline.ACROSS, 45, size);
            case NE_RESIZE, SW_RESIZE, NESW_RESIZE -> draw(Outline.ACROSS, -45, size);
            default -> draw(Outline.ARROW, 0, size);
        };
    }

    private static CursorImages draw(Outline outline, double degrees, int size) {
        double[] corners = turned(outline.corners, degrees, size / 24.0);
        double edge = EDGE * size / 24;
        int[] pixels = new int[size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                pixels[y * size + x] = pixel(corners, edge, x, y);
            }
        }
        return new CursorImages(size, List.of(new CursorFrame(size, size,
                (int) (outline.hotspotX * size / 24), (int) (outline.hotspotY * size / 24), 0,
                pixels)));
    }

    private static int pixel(double[] corners, double edge, int x, int y) {
        int covered = 0;
        int white = 0;
        for (int sample = 0; sample < SAMPLES * SAMPLES; sample++) {
            double sx = x + (sample % SAMPLES + 0.5) / SAMPLES;
            double sy = y + (sample / SAMPLES + 0.5) / SAMPLES;
            boolean inside = isInside(corners, sx, sy);
            if (inside || distanceToEdge(corners, sx, sy) < edge) {
                covered++;
                white += inside ? 0 : 1;
            }
        }
        int alpha = covered * 255 / (SAMPLES * SAMPLES);
        int level = white * 255 / (SAMPLES * SAMPLES);
        return alpha << 24 | level << 16 | level << 8 | level;
    }

    private static double[] turned(double[] corners, double degrees, double scale) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double[] result = new double[corners.length];
        for (int i = 0; i < corners.length; i += 2) {
            double x = corners[i] - 12;
            double y = corners[i + 1] - 12;
            result[i] = (12 + x * cos - y * sin) * scale;
            result[i + 1] = (12 + x * sin + y * cos) * scale;
        }
        return result;
    }

    private static boolean isInside(double[] corners, double x, double y) {
        boolean inside = false;
        for (int i = 0; i < corners.length; i += 2) {
            int next = (i + 2) % corners.length;
            double y1 = corners[i + 1];
            double y2 = corners[next + 1];
            if (y1 > y != y2 > y
                    && x < corners[i] + (y - y1) / (y2 - y1) * (corners[next] - corners[i])) {
                inside = !inside;
            }
        }
        return inside;
    }

    private static double distanceToEdge(double[] corners, double x, double y) {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < corners.length; i += 2) {
            int next = (i + 2) % corners.length;
            double dx = corners[next] - corners[i];
            double dy = corners[next + 1] - corners[i + 1];
            double along = ((x - corners[i]) * dx + (y - corners[i + 1]) * dy)
                    / (dx * dx + dy * dy);
            double t = Math.max(0, Math.min(1, along));
            least = Math.min(least, Math.hypot(x - corners[i] - t * dx,
                    y - corners[i + 1] - t * dy));
        }
        return least;
    }
}

package org.breakwater.compositor.seat;

import org.breakwater.render.geometry.Region;

/**
 * Follows a movement through a region as far as it leads, from rectangle to rectangle, along an
 * edge where it meets one. What is in the way stops the pointer on the last pixel before it, so
 * that a movement never crosses a gap.
 *
 * <p>A point is in the pixel that its coordinates, rounded down, name.
 */
final class Confinement {
    /** What the wire can tell apart. */
    private static final double STEP = 1.0 / 256;

    private final Region region;
    private double x;
    private double y;

    Confinement(Region region) {
        this.region = region;
    }

    double x() {
        return x;
    }

    double y() {
        return y;
    }

    /** Moves from a point, or from the one of the region that is nearest to it, towards another. */
    void move(double fromX, double fromY, double toX, double toY) {
        int at = start(fromX, fromY);
        if (at < 0) {
            x = fromX;
            y = fromY;
            return;
        }
        double startX = x;
        double startY = y;
        double dx = toX - fromX;
        double dy = toY - fromY;
        // It enters each rectangle at most once in each of the three directions it can have.
        for (int left = 3 * region.rectCount() + 3; left > 0 && (dx != 0 || dy != 0); left--) {
            double tx = timeToEdge(x, dx, region.x1(at), region.x2(at));
            double ty = timeToEdge(y, dy, region.y1(at), region.y2(at));
            if (tx > 1 && ty > 1) {
                x += dx;
                y += dy;
                break;
            }
            if (tx <= ty) {
                // Rectangles of a region that touch do so above and below each other.
                y += tx * dy;
                dy -= tx * dy;
                x = dx > 0 ? Math.max(region.x2(at) - 1, Math.min(startX, region.x2(at) - STEP))
                        : region.x1(at);
                dx = 0;
            } else {
                x += ty * dx;
                dx -= ty * dx;
                double edge = dy > 0 ? region.y2(at) : region.y1(at);
                int next = find((int) Math.floor(x), dy > 0 ? region.y2(at) : region.y1(at) - 1);
                if (next >= 0) {
                    dy -= edge - y;
                    y = edge;
                    at = next;
                } else {
                    y = dy > 0 ? Math.max(region.y2(at) - 1, Math.min(startY, region.y2(at) - STEP))
                            : edge;
                    dy = 0;
                }
            }
        }
        x = clamp(x, region.x1(at), region.x2(at));
        y = clamp(y, region.y1(at), region.y2(at));
    }

    /** How much of the movement leads out of [low, high): above 1 when it stays within. */
    private static double timeToEdge(double from, double by, int low, int high) {
        if (by > 0) {
            return from + by < high ? 2 : Math.max(0, (high - from) / by);
        }
        return by == 0 || from + by >= low ? 2 : Math.max(0, (low - from) / by);
    }

    private int start(double fromX, double fromY) {
        int nearest = -1;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < region.rectCount(); i++) {
            double cx = clamp(fromX, region.x1(i), region.x2(i));
            double cy = clamp(fromY, region.y1(i), region.y2(i));
            double distance = (cx - fromX) * (cx - fromX) + (cy - fromY) * (cy - fromY);
            if (distance < least) {
                least = distance;
                nearest = i;
                x = cx;
                y = cy;
            }
        }
        return nearest;
    }

    private int find(int px, int py) {
        for (int i = 0; i < region.rectCount(); i++) {
            if (px >= region.x1(i) && px < region.x2(i) && py >= region.y1(i)
                    && py < region.y2(i)) {
                return i;
            }
        }
        return -1;
    }

    private static double clamp(double value, int low, int high) {
        return Math.max(low, Math.min(high - STEP, value));
    }
}

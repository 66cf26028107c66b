package org.breakwater.compositor.desktop;

import org.breakwater.render.geometry.Rect;

/** A window that follows the pointer. */
abstract sealed class Interaction {
    private final Placed placed;
    private final double startX;
    private final double startY;

    private Interaction(Placed placed, double startX, double startY) {
        this.placed = placed;
        this.startX = startX;
        this.startY = startY;
    }

    Placed placed() {
        return placed;
    }

    double startX() {
        return startX;
    }

    double startY() {
        return startY;
    }

    /** True when the window is to be another. */
    abstract boolean pointerMoved(double px, double py);

    abstract void end();

    /**
     * By a window's title bar. A maximized window comes loose after a few units, under the pointer.
     */
    static final class Move extends Interaction {
        private static final int THRESHOLD = 8;

        private int windowX;
        private int windowY;

        Move(Placed placed, double startX, double startY) {
            super(placed, startX, startY);
            Rect shown = placed.shown();
            windowX = shown.x();
            windowY = shown.y();
        }

        @Override
        boolean pointerMoved(double px, double py) {
            double dx = px - startX();
            double dy = py - startY();
            if (placed().isMaximized()) {
                if (Math.max(Math.abs(dx), Math.abs(dy)) < THRESHOLD) {
                    return false;
                }
                Rect shown = placed().shown();
                double along = shown.width() == 0 ? 0 : (startX() - shown.x()) / shown.width();
                windowX = (int) Math.round(startX() - along * placed().floating().width());
                placed().setMaximized(false);
            }
            placed().moveTo(windowX + (int) Math.round(dx), windowY + (int) Math.round(dy));
            return true;
        }

        @Override
        void end() {
            // It stays where it is.
        }
    }

    /** By an edge or corner; the opposite ones stay. */
    static final class Resize extends Interaction {
        private final Edge edge;
        private final int startWidth;
        private final int startHeight;

        Resize(Placed placed, Edge edge, double startX, double startY) {
            super(placed, startX, startY);
            this.edge = edge;
            this.startWidth = placed.window().width();
            this.startHeight = placed.window().height();
            placed.startResize(edge);
        }

        @Override
        boolean pointerMoved(double px, double py) {
            Window window = placed().window();
            long width = startWidth + edge.horizontal() * Math.round(px - startX());
            long height = startHeight + edge.vertical() * Math.round(py - startY());
            placed().resizeTo(limited(width, window.minWidth(), window.maxWidth()),
                    limited(height, window.minHeight(), window.maxHeight()));
            return true;
        }

        @Override
        void end() {
            placed().endResize();
        }

        private static int limited(long size, int minimum, int maximum) {
            long limit = maximum == 0 ? Integer.MAX_VALUE : maximum;
            return (int) Math.max(Math.max(1, minimum), Math.min(size, limit));
        }
    }
}

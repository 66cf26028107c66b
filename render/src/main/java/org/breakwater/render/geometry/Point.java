package org.breakwater.render.geometry;

/** A place on an integer grid, in whatever coordinate space its holder names. */
public record Point(int x, int y) {
    public Point translate(int dx, int dy) {
        return new Point(x + dx, y + dy);
    }
}

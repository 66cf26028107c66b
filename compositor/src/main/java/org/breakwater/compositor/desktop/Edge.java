package org.breakwater.compositor.desktop;

/** The edge or corner by which a window is resized. */
public enum Edge {
    TOP(0, -1), BOTTOM(0, 1), LEFT(-1, 0), RIGHT(1, 0),
    TOP_LEFT(-1, -1), TOP_RIGHT(1, -1), BOTTOM_LEFT(-1, 1), BOTTOM_RIGHT(1, 1);

    private final int horizontal;
    private final int vertical;

    Edge(int horizontal, int vertical) {
        this.horizontal = horizontal;
        this.vertical = vertical;
    }

    /** -1: left, 1: right, 0: the width stays. */
    public int horizontal() {
        return horizontal;
    }

    /** -1: top, 1: bottom, 0: the height stays. */
    public int vertical() {
        return vertical;
    }
}

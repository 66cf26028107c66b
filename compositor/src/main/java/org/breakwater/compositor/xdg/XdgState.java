package org.breakwater.compositor.xdg;

import org.breakwater.render.geometry.Rect;

/**
 * What an xdg surface adds to a surface's double-buffered state. {@code geometry} and {@code acked}
 * are null until they are set; a limit of 0 is none.
 */
record XdgState(Rect geometry, Configured acked, int minWidth, int minHeight, int maxWidth,
        int maxHeight) {
    static final XdgState INITIAL = new XdgState(null, null, 0, 0, 0, 0);

    XdgState withGeometry(Rect value) {
        return new XdgState(value, acked, minWidth, minHeight, maxWidth, maxHeight);
    }

    XdgState withAcked(Configured value) {
        return new XdgState(geometry, value, minWidth, minHeight, maxWidth, maxHeight);
    }

    XdgState withMinimum(int width, int height) {
        return new XdgState(geometry, acked, width, height, maxWidth, maxHeight);
    }

    XdgState withMaximum(int width, int height) {
        return new XdgState(geometry, acked, minWidth, minHeight, width, height);
    }

    /** A maximum is below its minimum. */
    boolean contradictsItself() {
        return maxWidth != 0 && maxWidth < minWidth || maxHeight != 0 && maxHeight < minHeight;
    }
}

package org.breakwater.compositor.glue;

import org.breakwater.compositor.output.Output;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Transform;

/** Where a place on an output's picture, in fractions from its top left, is in the layout. Allocates nothing. */
final class OutputPlace {
    private OutputPlace() {
    }

    static double layoutX(Output output, double fx, double fy) {
        Transform turn = output.transform();
        Rect area = output.geometry();
        return area.x() + turn.applyX(fx, fy, 1, 1) * area.width();
    }

    static double layoutY(Output output, double fx, double fy) {
        Transform turn = output.transform();
        Rect area = output.geometry();
        return area.y() + turn.applyY(fx, fy, 1, 1) * area.height();
    }
}

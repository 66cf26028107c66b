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

    /** The other way round: where a place in the layout is on the output's picture. */
    static double fractionX(Output output, double lx, double ly) {
        Rect area = output.geometry();
        return output.transform().invert().applyX((lx - area.x()) / area.width(), (ly - area.y()) / area.height(),
                1, 1);
    }

    /** See {@link #fractionX}. */
    static double fractionY(Output output, double lx, double ly) {
        Rect area = output.geometry();
        return output.transform().invert().applyY((lx - area.x()) / area.width(), (ly - area.y()) / area.height(),
                1, 1);
    }

    /** The direction there of one on the picture; degrees clockwise from the top. */
    static double layoutDegrees(Output output, double degrees) {
        Transform turn = output.transform();
        double right = Math.sin(Math.toRadians(degrees));
        double down = -Math.cos(Math.toRadians(degrees));
        double rightThere = turn.applyX(right, down, 1, 1) - turn.applyX(0, 0, 1, 1);
        double downThere = turn.applyY(right, down, 1, 1) - turn.applyY(0, 0, 1, 1);
        return Math.toDegrees(Math.atan2(rightThere, -downThere));
    }
}

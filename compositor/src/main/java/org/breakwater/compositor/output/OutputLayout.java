package org.breakwater.compositor.output;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.render.geometry.Point;
import org.breakwater.render.geometry.Rect;

/**
 * Where the outputs are, in logical coordinates. Outputs with a position of their own stay there,
 * even where they overlap. The others stand in a row to the right of those, in the order in which
 * they were added, tops aligned: they never overlap anything, and close up when one of them leaves.
 * Loop thread.
 */
public final class OutputLayout {
    private final List<Place> places = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<Output> view = Collections.unmodifiableList(outputs);
    private final Signal<Output> added = new Signal<>();
    private final Signal<Output> removed = new Signal<>();
    private final Signal<OutputLayout> changed = new Signal<>();
    private Rect bounds = Rect.EMPTY;
    private boolean arranging;

    private static final class Place {
        private final Output output;
        private final Signal.Subscription outputChanged;
        private final Signal.Subscription outputDestroyed;
        private Point position;

        Place(Output output, Point position, OutputLayout layout) {
            this.output = output;
            this.position = position;
            this.outputChanged = output.changed().add(o -> layout.outputChanged());
            this.outputDestroyed = output.destroyed().add(layout::remove);
        }
    }

    /**
     * Gives an output its place; {@code position} null is automatic. It leaves by {@link #remove},
     * or when it is destroyed.
     *
     * @throws IllegalArgumentException when it is in the layout already
     */
    public void add(Output output, Point position) {
        if (outputs.contains(output)) {
            throw new IllegalArgumentException(output + " is in the layout already");
        }
        places.add(new Place(output, position, this));
        outputs.add(output);
        arrange();
        added.emit(output);
        changed.emit(this);
    }

    /** Moves an output that is in the layout; {@code position} null is automatic. */
    public void move(Output output, Point position) {
        places.get(indexOf(output)).position = position;
        arrange();
        changed.emit(this);
    }

    public void remove(Output output) {
        int index = outputs.indexOf(output);
        if (index < 0) {
            return;
        }
        Place place = places.remove(index);
        place.outputChanged.remove();
        place.outputDestroyed.remove();
        outputs.remove(index);
        arrange();
        removed.emit(output);
        changed.emit(this);
    }

    /** In the order in which they were added; a view. */
    public List<Output> outputs() {
        return view;
    }

    /**
     * The output at a point; null where there is none. Where outputs overlap, the one added first.
     */
    public Output outputAt(double lx, double ly) {
        for (int i = 0; i < outputs.size(); i++) {
            Output output = outputs.get(i);
            if (output.geometry().contains((int) Math.floor(lx), (int) Math.floor(ly))) {
                return output;
            }
        }
        return null;
    }

    /**
     * The output at a point, or else the one that is nearest to it; null only in an empty layout.
     */
    public Output outputNearest(double lx, double ly) {
        Output nearest = outputAt(lx, ly);
        if (nearest != null) {
            return nearest;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < outputs.size(); i++) {
            double distance = distance(outputs.get(i).geometry(), lx, ly);
            if (nearest == null || distance < least) {
                nearest = outputs.get(i);
                least = distance;
            }
        }
        return nearest;
    }

    /** The smallest rectangle around all outputs. */
    public Rect bounds() {
        return bounds;
    }

    /** The output is in its place. */
    public Signal<Output> added() {
        return added;
    }

    /** The output is not in {@link #outputs} any more; the others are in their new places. */
    public Signal<Output> removed() {
        return removed;
    }

    /** Outputs came, went, moved, or changed in any other way; emitted once for each cause. */
    public Signal<OutputLayout> changed() {
        return changed;
    }

    private int indexOf(Output output) {
        int index = outputs.indexOf(output);
        if (index < 0) {
            throw new IllegalArgumentException(output + " is not in the layout");
        }
        return index;
    }

    private void outputChanged() {
        if (!arranging) {
            arrange();
            changed.emit(this);
        }
    }

    private void arrange() {
        arranging = true;
        try {
            bounds = place();
        } finally {
            arranging = false;
        }
    }

    private Rect place() {
        Rect taken = Rect.EMPTY;
        for (Place place : places) {
            if (place.position != null) {
                place.output.setPosition(place.position.x(), place.position.y());
                taken = taken.union(place.output.geometry());
            }
        }
        for (Place place : places) {
            if (place.position == null) {
                place.output.setPosition(taken.x2(), taken.y());
                taken = taken.union(place.output.geometry());
            }
        }
        return taken;
    }

    /** Squared. */
    private static double distance(Rect area, double lx, double ly) {
        double dx = axisDistance(area.x(), area.x2(), lx);
        double dy = axisDistance(area.y(), area.y2(), ly);
        return dx * dx + dy * dy;
    }

    private static double axisDistance(double from, double to, double value) {
        return value < from ? from - value : Math.max(0, value - to);
    }
}

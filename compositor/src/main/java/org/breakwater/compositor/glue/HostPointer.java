package org.breakwater.compositor.glue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.breakwater.compositor.backend.PointerHold;
import org.breakwater.compositor.output.Output;
import org.breakwater.compositor.output.OutputLayout;
import org.breakwater.compositor.seat.PointerConstraint;
import org.breakwater.compositor.seat.PointerCursor;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;

/**
 * Tells a backend that has a pointer of its own how a client holds ours: again when it is held in another way, and when
 * what holds it is elsewhere. A region of very many rectangles is told by what encloses it; whatever the backend
 * allows, ours stays where the client said. Loop thread.
 */
public final class HostPointer {
    private static final int MOST_PARTS = 64;
    private static final double WIRE = 256;

    private final PointerCursor cursor;
    private final OutputLayout layout;
    private final Supplier<List<OutputRenderer>> outputs;
    private final Consumer<PointerHold> backend;
    private double originX;
    private double originY;
    private Rect area;

    /** {@code outputs}: those that there are when it is asked. */
    public HostPointer(PointerCursor cursor, OutputLayout layout, Supplier<List<OutputRenderer>> outputs,
            Consumer<PointerHold> backend) {
        this.cursor = cursor;
        this.layout = layout;
        this.outputs = outputs;
        this.backend = backend;
        cursor.constrained().add(changed -> tell());
        cursor.settled().add(settled -> follow());
    }

    private void follow() {
        if (cursor.constraint() != null) {
            OutputRenderer over = outputAt(cursor.x(), cursor.y());
            boolean moved = originX != exact(cursor.x() - cursor.surfaceX())
                    || originY != exact(cursor.y() - cursor.surfaceY());
            if (moved || over != null && !over.output().geometry().equals(area)) {
                tell();
            }
        }
    }

    private void tell() {
        originX = exact(cursor.x() - cursor.surfaceX());
        originY = exact(cursor.y() - cursor.surfaceY());
        OutputRenderer over = outputAt(cursor.x(), cursor.y());
        area = over == null ? null : over.output().geometry();
        if (cursor.constraint() instanceof PointerConstraint.Locked locked) {
            backend.accept(new PointerHold.Locked(locked.hint() == null ? null : place(locked.hint())));
        } else if (cursor.constraint() instanceof PointerConstraint.Confined confined && over != null) {
            backend.accept(confined(over, confined.region()));
        } else {
            backend.accept(new PointerHold.Free());
        }
    }

    /** Null where there is no output. */
    private PointerHold.Place place(PointerConstraint.Hint hint) {
        double x = originX + hint.x();
        double y = originY + hint.y();
        OutputRenderer there = outputAt(x, y);
        return there == null ? null : new PointerHold.Place(there.backend(),
                OutputPlace.fractionX(there.output(), x, y), OutputPlace.fractionY(there.output(), x, y));
    }

    private PointerHold confined(OutputRenderer over, Region region) {
        Output output = over.output();
        List<PointerHold.Part> parts = new ArrayList<>();
        region.collapse(MOST_PARTS).forEach(rect -> {
            double x1 = Math.max(area.x(), originX + rect.x());
            double y1 = Math.max(area.y(), originY + rect.y());
            double x2 = Math.min(area.x2(), originX + rect.x2());
            double y2 = Math.min(area.y2(), originY + rect.y2());
            if (x1 < x2 && y1 < y2) {
                double ax = OutputPlace.fractionX(output, x1, y1);
                double ay = OutputPlace.fractionY(output, x1, y1);
                double bx = OutputPlace.fractionX(output, x2, y2);
                double by = OutputPlace.fractionY(output, x2, y2);
                parts.add(new PointerHold.Part(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx),
                        Math.max(ay, by)));
            }
        });
        return parts.isEmpty() ? new PointerHold.Free() : new PointerHold.Confined(over.backend(), parts);
    }

    private OutputRenderer outputAt(double x, double y) {
        Output there = layout.outputAt(x, y);
        List<OutputRenderer> all = outputs.get();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).output() == there) {
                return all.get(i);
            }
        }
        return null;
    }

    /** As fine as the wire is: the same place found by way of another is the same. */
    private static double exact(double place) {
        return Math.rint(place * WIRE) / WIRE;
    }
}

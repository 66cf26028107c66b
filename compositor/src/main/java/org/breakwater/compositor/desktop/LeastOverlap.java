package org.breakwater.compositor.desktop;

import java.util.List;
import java.util.TreeSet;
import org.breakwater.render.geometry.Rect;

/**
 * Finds the place where a new window hides least of the others: in the middle if that is free, else
 * beside another window or an edge of the area; among equals, nearest to the middle. Among many
 * windows the places are those of a lattice through the middle.
 */
final class LeastOverlap {
    /** So many windows are each a neighbour to be; of more, only what they cover counts. */
    private static final int MOST_NEIGHBOURS = 32;
    /** Windows that are looked at, the topmost. */
    private static final int MOST = 1_024;
    /** A lattice has about so many places in a row or a column at most. */
    private static final int MOST_PLACES = 32;

    private final Rect area;
    private final List<Rect> others;

    /** {@code others}: bottom first. */
    LeastOverlap(Rect area, List<Rect> others) {
        this.area = area;
        this.others = others.subList(Math.max(0, others.size() - MOST), others.size());
    }

    /**
     * A place for a window of the size of {@code middle}, which is the place that it would rather
     * have.
     */
    Rect place(Rect middle) {
        TreeSet<Integer> columns = new TreeSet<>(List.of(middle.x(), area.x(),
                area.x2() - middle.width()));
        TreeSet<Integer> rows = new TreeSet<>(List.of(middle.y(), area.y(),
                area.y2() - middle.height()));
        if (others.size() <= MOST_NEIGHBOURS) {
            for (Rect other : others) {
                columns.add(other.x2());
                columns.add(other.x() - middle.width());
                rows.add(other.y2());
                rows.add(other.y() - middle.height());
            }
        } else {
            addLattice(columns, middle.x(), middle.width(), area.x(), area.x2());
            addLattice(rows, middle.y(), middle.height(), area.y(), area.y2());
        }
        Rect best = middle;
        long leastHidden = hidden(middle);
        long nearest = 0;
        for (int x : columns) {
            for (int y : rows) {
                Rect candidate = new Rect(x, y, middle.width(), middle.height());
                if (!area.contains(candidate)) {
                    continue;
                }
                long hidden = hidden(candidate);
                long distance = distance(candidate, middle);
                if (hidden < leastHidden || hidden == leastHidden && distance < nearest) {
                    best = candidate;
                    leastHidden = hidden;
                    nearest = distance;
                }
            }
        }
        return best;
    }

    private static void addLattice(TreeSet<Integer> places, int middle, int length, int start,
            int end) {
        int step = Math.max(1, Math.max(length, (end - start) / MOST_PLACES));
        for (int place = middle - (middle - start) / step * step; place < end; place += step) {
            places.add(place);
        }
    }

    private long hidden(Rect candidate) {
        long pixels = 0;
        for (Rect other : others) {
            Rect common = candidate.intersect(other);
            pixels += (long) common.width() * common.height();
        }
        return pixels;
    }

    private static long distance(Rect a, Rect b) {
        long dx = a.x() - b.x();
        long dy = a.y() - b.y();
        return dx * dx + dy * dy;
    }
}

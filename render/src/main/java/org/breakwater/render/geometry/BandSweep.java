package org.breakwater.render.geometry;

import java.util.Arrays;

/**
 * Combines two regions by sweeping a horizontal line down over both. Between two neighbouring tops
 * or bottoms neither region changes, so each such slab needs one walk over the edges of at most one
 * band of each region; a slab that ends up like the one above it is joined to it.
 */
final class BandSweep {
    enum Operation {
        UNION {
            @Override
            boolean keeps(boolean inA, boolean inB) {
                return inA || inB;
            }
        },
        INTERSECT {
            @Override
            boolean keeps(boolean inA, boolean inB) {
                return inA && inB;
            }
        },
        SUBTRACT {
            @Override
            boolean keeps(boolean inA, boolean inB) {
                return inA && !inB;
            }
        };

        abstract boolean keeps(boolean inA, boolean inB);

        /** Whether anything can still be kept when there is more of these. */
        boolean goesOn(boolean moreOfA, boolean moreOfB) {
            return keeps(moreOfA, moreOfB) || keeps(moreOfA, false);
        }
    }

    private final Operation operation;
    private final Region a;
    private final Region b;
    private int[] out;
    private int count;
    private int previousBand;       // first rectangle of the last band, or -1

    private BandSweep(Operation operation, Region a, Region b) {
        this.operation = operation;
        this.a = a;
        this.b = b;
        this.out = new int[4 * (a.rectCount() + 2
                + (operation == Operation.UNION ? b.rectCount() : 0))];
        this.previousBand = -1;
    }

    static Region combine(Operation operation, Region a, Region b) {
        BandSweep sweep = new BandSweep(operation, a, b);
        sweep.run();
        return sweep.count == 0 ? Region.EMPTY
                : new Region(Arrays.copyOf(sweep.out, 4 * sweep.count), sweep.count);
    }

    private void run() {
        int bandA = 0;
        int bandB = 0;
        if (operation != Operation.UNION) {
            while (bandB < b.rectCount() && b.y2(bandB) <= a.y1(0)) {
                bandB++;
            }
        }
        int endA = bandEnd(a, 0);
        int endB = bandEnd(b, bandB);
        int y = Integer.MIN_VALUE;
        while (operation.goesOn(bandA < a.rectCount(), bandB < b.rectCount())) {
            int top = Integer.MAX_VALUE;
            int bottom = Integer.MAX_VALUE;
            if (bandA < a.rectCount()) {
                top = Math.max(y, a.y1(bandA));
            }
            if (bandB < b.rectCount()) {
                top = Math.min(top, Math.max(y, b.y1(bandB)));
            }
            boolean inA = bandA < a.rectCount() && a.y1(bandA) <= top;
            boolean inB = bandB < b.rectCount() && b.y1(bandB) <= top;
            if (bandA < a.rectCount()) {
                bottom = inA ? a.y2(bandA) : a.y1(bandA);
            }
            if (bandB < b.rectCount()) {
                bottom = Math.min(bottom, inB ? b.y2(bandB) : b.y1(bandB));
            }
            slab(top, bottom, bandA, inA ? endA : bandA, bandB, inB ? endB : bandB);
            y = bottom;
            if (inA && a.y2(bandA) == bottom) {
                bandA = endA;
                endA = bandEnd(a, bandA);
            }
            if (inB && b.y2(bandB) == bottom) {
                bandB = endB;
                endB = bandEnd(b, bandB);
            }
        }
    }

    private void slab(int top, int bottom, int fromA, int toA, int fromB, int toB) {
        int start = count;
        int ia = 2 * fromA;                 // even: at a left edge; odd: at a right edge
        int ib = 2 * fromB;
        boolean inside = false;
        int left = 0;
        while (ia < 2 * toA || ib < 2 * toB) {
            int xa = ia < 2 * toA ? edge(a, ia) : Integer.MAX_VALUE;
            int xb = ib < 2 * toB ? edge(b, ib) : Integer.MAX_VALUE;
            int x = Math.min(xa, xb);
            if (xa == x) {
                ia++;
            }
            if (xb == x) {
                ib++;
            }
            boolean keep = operation.keeps((ia & 1) == 1, (ib & 1) == 1);
            if (keep && !inside) {
                left = x;
            } else if (!keep && inside) {
                append(left, top, x, bottom);
            }
            inside = keep;
        }
        if (count > start) {
            join(start, top, bottom);
        }
    }

    /**
     * Joins the band that begins at {@code start} to the one above when they continue each other.
     */
    private void join(int start, int top, int bottom) {
        int n = count - start;
        if (previousBand >= 0 && start - previousBand == n && out[4 * previousBand + 3] == top) {
            boolean same = true;
            for (int i = 0; i < n && same; i++) {
                same = out[4 * (previousBand + i)] == out[4 * (start + i)]
                        && out[4 * (previousBand + i) + 2] == out[4 * (start + i) + 2];
            }
            if (same) {
                for (int i = 0; i < n; i++) {
                    out[4 * (previousBand + i) + 3] = bottom;
                }
                count = start;
                return;
            }
        }
        previousBand = start;
    }

    private void append(int x1, int y1, int x2, int y2) {
        if (4 * count == out.length) {
            out = Arrays.copyOf(out, 2 * out.length);
        }
        int i = 4 * count++;
        out[i] = x1;
        out[i + 1] = y1;
        out[i + 2] = x2;
        out[i + 3] = y2;
    }

    private static int edge(Region r, int i) {
        return (i & 1) == 0 ? r.x1(i >> 1) : r.x2(i >> 1);
    }

    private static int bandEnd(Region r, int start) {
        int i = start;
        while (i < r.rectCount() && r.y1(i) == r.y1(start)) {
            i++;
        }
        return i;
    }
}

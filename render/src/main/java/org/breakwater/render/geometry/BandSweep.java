package org.breakwater.render.geometry;

import java.util.Arrays;

/**
 * Combines two regions by sweeping a horizontal line down over both. Between two neighbouring tops
 * or bottoms neither region changes, so each such slab needs one walk over the edges of at most one
 * band of each region; a slab that ends up like the one above it is joined to it. Regions are arrays of
 * x1, y1, x2, y2 of each rectangle; the result is in {@link #out} until the next time.
 */
final class BandSweep {
    enum Operation {
        UNION(0b1110),
        INTERSECT(0b1000),
        SUBTRACT(0b0010);

        private final int kept;     // a bit for each of: in neither, in a, in b, in both

        Operation(int kept) {
            this.kept = kept;
        }

        boolean keeps(boolean inA, boolean inB) {
            return (kept >> ((inA ? 1 : 0) + (inB ? 2 : 0)) & 1) != 0;
        }

        /** Whether anything can still be kept when there is more of these. */
        boolean goesOn(boolean moreOfA, boolean moreOfB) {
            return keeps(moreOfA, moreOfB) || keeps(moreOfA, false);
        }
    }

    int[] out = new int[4 * 8];
    int count;
    private Operation operation;
    private int[] a;
    private int countA;
    private int[] b;
    private int countB;
    private int previousBand;       // first rectangle of the last band, or -1

    void combine(Operation newOperation, Rects first, Rects second) {
        operation = newOperation;
        a = first.edges;
        countA = first.count;
        b = second.edges;
        countB = second.count;
        count = 0;
        previousBand = -1;
        run();
    }

    private void run() {
        int bandA = 0;
        int bandB = 0;
        if (operation != Operation.UNION) {
            while (bandB < countB && b[4 * bandB + 3] <= a[4 * 0 + 1]) {
                bandB++;
            }
        }
        int endA = bandEnd(a, countA, 0);
        int endB = bandEnd(b, countB, bandB);
        int y = Integer.MIN_VALUE;
        while (operation.goesOn(bandA < countA, bandB < countB)) {
            int top = Integer.MAX_VALUE;
            int bottom = Integer.MAX_VALUE;
            if (bandA < countA) {
                top = Math.max(y, a[4 * bandA + 1]);
            }
            if (bandB < countB) {
                top = Math.min(top, Math.max(y, b[4 * bandB + 1]));
            }
            boolean inA = bandA < countA && a[4 * bandA + 1] <= top;
            boolean inB = bandB < countB && b[4 * bandB + 1] <= top;
            if (bandA < countA) {
                bottom = inA ? a[4 * bandA + 3] : a[4 * bandA + 1];
            }
            if (bandB < countB) {
                bottom = Math.min(bottom, inB ? b[4 * bandB + 3] : b[4 * bandB + 1]);
            }
            slab(top, bottom, bandA, inA ? endA : bandA, bandB, inB ? endB : bandB);
            y = bottom;
            if (inA && a[4 * bandA + 3] == bottom) {
                bandA = endA;
                endA = bandEnd(a, countA, bandA);
            }
            if (inB && b[4 * bandB + 3] == bottom) {
                bandB = endB;
                endB = bandEnd(b, countB, bandB);
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

    private static int edge(int[] edges, int i) {
        return edges[4 * (i >> 1) + ((i & 1) == 0 ? 0 : 2)];
    }

    private static int bandEnd(int[] edges, int count, int start) {
        int i = start;
        while (i < count && edges[4 * i + 1] == edges[4 * start + 1]) {
            i++;
        }
        return i;
    }
}

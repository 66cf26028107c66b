package org.breakwater.compositor.xdg;

/**
 * One axis of a placement: the anchor rectangle's span, the point chosen on it ({@code anchorSide}
 * -1 is its start, 0 its middle, 1 its end), and the direction in which the popup lies from there
 * ({@code gravitySide}, likewise).
 */
record PlacementAxis(int anchorStart, int anchorLength, int anchorSide, int gravitySide,
        int offset, int length) {
    record Span(long start, long length) {
        long end() {
            return start + length;
        }

        boolean isWithin(long low, long high) {
            return start >= low && end() <= high;
        }
    }

    Span unconstrained() {
        return placed(anchorSide, gravitySide);
    }

    /**
     * Flips, else slides, else shortens, as far as it is allowed and needed, to get between two
     * limits.
     */
    Span within(long low, long high, boolean flip, boolean slide, boolean resize) {
        Span span = unconstrained();
        if (span.isWithin(low, high)) {
            return span;
        }
        if (flip) {
            Span flipped = placed(-anchorSide, -gravitySide);
            if (flipped.isWithin(low, high)) {
                return flipped;
            }
        }
        if (slide) {
            span = new Span(slid(span, low, high), length);
        }
        if (resize && !span.isWithin(low, high)) {
            long start = Math.max(span.start(), low);
            long end = Math.min(span.end(), high);
            span = end > start ? new Span(start, end - start) : span;
        }
        return span;
    }

    private Span placed(int anchor, int gravity) {
        long point = anchor < 0 ? anchorStart
                : anchor > 0 ? (long) anchorStart + anchorLength
                : anchorStart + anchorLength / 2L;
        long start = gravity < 0 ? point - length : gravity > 0 ? point : point - length / 2L;
        return new Span(start + offset, length);
    }

    /**
     * First in the direction of the gravity, until the near edge is free or the far one is at its
     * limit; then back, until the far edge is free or the near one is at its limit.
     */
    private long slid(Span span, long low, long high) {
        long start = span.start();
        if (gravitySide < 0) {
            start -= Math.max(0, Math.min(start + length - high, start - low));
            return start + Math.max(0, Math.min(low - start, high - start - length));
        }
        start += Math.max(0, Math.min(low - start, high - start - length));
        return start - Math.max(0, Math.min(start + length - high, start - low));
    }
}

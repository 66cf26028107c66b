package org.breakwater.compositor.surface;

/**
 * What the outputs that show a surface know of time. All times are nanoseconds of the loop's clock, which is that
 * of {@code wp_presentation}.
 */
public interface SurfaceTiming {
    /** Whether anything of the surface can be seen, so that frames show it. */
    boolean isShown(Surface surface);

    /**
     * Asks for a frame, and runs {@code shown} once, at the refresh that shows what the surface has now; never
     * where that is not shown. Another call replaces it.
     */
    void awaitFrame(Surface surface, Runnable shown);

    /** The earliest moment for a state to be applied so that it is shown at {@code nanos} or later, not before. */
    long latchTime(Surface surface, long nanos);
}

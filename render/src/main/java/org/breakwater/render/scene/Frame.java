package org.breakwater.render.scene;

/**
 * When a frame was shown.
 *
 * @param nanos the time, on the clock that the backend names
 * @param refreshNanos until the next refresh at the earliest, or 0 when unknown
 * @param sequence the refresh counter, or 0 when there is none
 * @param flags {@code wp_presentation_feedback.kind} bits
 */
public record Frame(long nanos, long refreshNanos, long sequence, int flags) {
}

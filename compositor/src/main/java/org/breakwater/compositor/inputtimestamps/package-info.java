/**
 * {@code zwp_input_timestamps_manager_v1}: when input happened, to the nanosecond.
 *
 * <p>Imports {@code protocol} and {@code seat}.
 */
package org.breakwater.compositor.inputtimestamps;

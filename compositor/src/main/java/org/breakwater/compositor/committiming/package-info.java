/**
 * {@code wp_commit_timing_manager_v1}: commits that are shown at a time that the client chose.
 *
 * <p>Imports {@code protocol} and {@code surface}.
 */
package org.breakwater.compositor.committiming;

/** Outputs without a display: frames stay in memory, at the pace of a clock. */
package org.breakwater.compositor.backend.headless;

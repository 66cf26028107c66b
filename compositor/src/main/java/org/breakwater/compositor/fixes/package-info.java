/**
 * {@code wl_fixes}: what the core protocol forgot.
 *
 * <p>Imports {@code protocol}.
 */
package org.breakwater.compositor.fixes;

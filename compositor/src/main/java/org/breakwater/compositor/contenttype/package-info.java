/**
 * {@code wp_content_type_manager_v1}: what kind of thing surfaces show.
 *
 * <p>Imports {@code protocol} and {@code surface}.
 */
package org.breakwater.compositor.contenttype;

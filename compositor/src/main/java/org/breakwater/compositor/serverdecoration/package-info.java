/**
 * {@code org_kde_kwin_server_decoration_manager}: who draws title bars, for clients older than {@code
 * xdg_decoration}.
 *
 * <p>Imports {@code protocol}.
 */
package org.breakwater.compositor.serverdecoration;

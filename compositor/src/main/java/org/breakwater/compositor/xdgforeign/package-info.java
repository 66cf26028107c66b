/**
 * {@code zxdg_exporter} and {@code zxdg_importer}, versions 1 and 2: windows that belong to other clients' windows.
 *
 * <p>Imports {@code protocol}, {@code surface} and {@code xdg}.
 */
package org.breakwater.compositor.xdgforeign;

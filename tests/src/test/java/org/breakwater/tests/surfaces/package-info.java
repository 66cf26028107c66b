/** How and when surfaces are shown, and what windows say of themselves: the extensions of wl_surface and xdg_toplevel. */
package org.breakwater.tests.surfaces;

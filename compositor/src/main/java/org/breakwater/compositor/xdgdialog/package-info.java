/**
 * {@code xdg_wm_dialog_v1}: which windows are dialogs, and which of those are modal.
 *
 * <p>Imports {@code protocol} and {@code xdg}.
 */
package org.breakwater.compositor.xdgdialog;

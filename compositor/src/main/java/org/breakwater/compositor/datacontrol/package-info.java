/**
 * {@code ext_data_control_manager_v1} and {@code zwlr_data_control_manager_v1}, which differ in
 * name alone: clipboard tools see and set both selections, whoever has the keyboard.
 *
 * <p>Imports {@code protocol}, {@code seat} and {@code selection}. Loop thread.
 */
package org.breakwater.compositor.datacontrol;

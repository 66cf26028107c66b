/**
 * {@code zwp_input_method_manager_v2}: a client that composes text for the field that has the
 * keyboard, shows surfaces beside its cursor, and takes the keys meanwhile.
 *
 * <p>Imports {@code protocol}, {@code seat}, {@code surface} and {@code textinput}. Loop thread.
 */
package org.breakwater.compositor.inputmethod;

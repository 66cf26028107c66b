/**
 * {@code zwp_text_input_manager_v1}: fields of text, for programs older than version 3. They are
 * written into as those are.
 *
 * <p>Imports {@code protocol}, {@code seat}, {@code surface} and {@code textinput}. Loop thread.
 */
package org.breakwater.compositor.textinputv1;

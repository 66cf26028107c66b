/**
 * {@code zwp_text_input_manager_v3}: fields of text that an input method may write into. The
 * compositor knows what the client tells of the {@link
 * org.breakwater.compositor.textinput.TextField} that has the keyboard; a {@link
 * org.breakwater.compositor.textinput.Composer} is told of it and answers with text.
 *
 * <p>Imports {@code protocol}, {@code seat} and {@code surface}. Loop thread.
 */
package org.breakwater.compositor.textinput;

/**
 * {@code wp_presentation}: tells clients when, and whether, a content update was shown.
 *
 * <p>Imports {@code protocol}, {@code surface} and {@code output}; whoever draws says what was
 * presented.
 */
package org.breakwater.compositor.presentation;

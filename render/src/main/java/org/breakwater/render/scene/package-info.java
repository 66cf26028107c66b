/**
 * What is on the screen: a tree of nodes in layout coordinates, and the outputs that look at it.
 * Knows nothing of surfaces or shells. Imports {@code render} and {@code render.geometry};
 * listeners are its own interfaces.
 */
package org.breakwater.render.scene;

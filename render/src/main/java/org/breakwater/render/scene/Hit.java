package org.breakwater.render.scene;

/** The node under a point, and where in it the point is (logical, from the node's top left). */
public record Hit(BufferNode node, double nodeX, double nodeY) {
}

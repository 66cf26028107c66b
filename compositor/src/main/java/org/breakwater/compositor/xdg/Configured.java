package org.breakwater.compositor.xdg;

/**
 * A configure sequence that was sent. {@code cycle} counts how often the surface was unmapped
 * before: an ack that arrives after that is in order, but configures nothing.
 */
record Configured(int serial, int cycle, Configuration configuration) {
}

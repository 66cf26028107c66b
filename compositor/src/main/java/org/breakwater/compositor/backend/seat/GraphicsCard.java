package org.breakwater.compositor.backend.seat;

/**
 * A card that can set modes.
 *
 * @param path its node, as "/dev/dri/card0"
 * @param device the node's device number, as {@code st_rdev}
 * @param primary the firmware drew with it when the machine started
 */
public record GraphicsCard(String path, long device, boolean primary) {
}

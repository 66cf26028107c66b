package org.breakwater.compositor.xdg;

/**
 * What one configure sequence told a client; it becomes current with the commit that follows its
 * ack.
 */
sealed interface Configuration permits ToplevelState, PopupPlacement {
}

package org.breakwater.compositor.tablet;

import java.util.Set;
import org.breakwater.wayland.ZwpTabletToolV2.Capability;
import org.breakwater.wayland.ZwpTabletToolV2.Type;

/**
 * What clients are told of a tool.
 *
 * @param serial tells it from all others of its kind; 0 where it has none
 * @param wacomId the kind's number, where Wacom made it; else 0
 */
public record ToolInfo(Type type, long serial, long wacomId, Set<Capability> capabilities) {
    public ToolInfo {
        capabilities = Set.copyOf(capabilities);
    }
}

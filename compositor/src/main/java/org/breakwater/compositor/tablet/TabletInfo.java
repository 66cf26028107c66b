package org.breakwater.compositor.tablet;

import java.util.List;
import org.breakwater.wayland.ZwpTabletV2;

/**
 * What clients are told of a tablet.
 *
 * @param name for people
 * @param vendor the maker's number; 0 where it and {@code product} are not known
 * @param bus how it is connected; null where that is not known
 * @param paths device nodes, or other names of the system's
 */
public record TabletInfo(String name, int vendor, int product, ZwpTabletV2.Bustype bus,
        List<String> paths) {
    public TabletInfo {
        paths = List.copyOf(paths);
    }
}

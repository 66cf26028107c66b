package org.breakwater.compositor.linuxdmabuf;

import java.util.List;
import org.breakwater.render.DmabufFormat;

/**
 * Buffers that could be shown without being drawn.
 *
 * @param device the {@code dev_t} of the device that shows them
 * @param formats those that it takes
 */
public record Scanout(long device, List<DmabufFormat> formats) {
    public Scanout {
        formats = List.copyOf(formats);
    }
}

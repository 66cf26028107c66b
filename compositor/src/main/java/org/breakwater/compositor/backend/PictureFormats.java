package org.breakwater.compositor.backend;

import java.util.List;
import org.breakwater.render.DmabufFormat;

/**
 * Clients' pictures that an output may show as they are.
 *
 * @param device the {@code dev_t} of the device that shows them
 * @param formats those that it takes, on the whole: of each picture it is asked anew
 */
public record PictureFormats(long device, List<DmabufFormat> formats) {
    public static final PictureFormats NONE = new PictureFormats(0, List.of());

    public PictureFormats {
        formats = List.copyOf(formats);
    }
}

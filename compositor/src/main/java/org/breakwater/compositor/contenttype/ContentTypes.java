package org.breakwater.compositor.contenttype;

import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.surface.SurfaceMap;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.WpContentTypeManagerV1.Error;
import org.breakwater.wayland.WpContentTypeV1.Type;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.WpContentTypeManagerV1Resource;
import org.breakwater.wayland.server.WpContentTypeV1Resource;

/** {@code wp_content_type_manager_v1} 1. Whoever shows frames asks {@link #of}. */
public final class ContentTypes implements WpContentTypeManagerV1Resource.Requests {
    private static final int VERSION = 1;

    private final SurfaceMap<SurfaceContentType> surfaces = new SurfaceMap<>(SurfaceContentType::new);

    public ContentTypes(Display display) {
        display.createGlobal(WpContentTypeManagerV1Resource.TYPE, VERSION, resource -> resource.handle(this));
    }

    /** What the surface, as it is now, shows; {@link Type#NONE} where nobody said. */
    public Type of(Surface surface) {
        SurfaceContentType type = surfaces.existing(surface);
        return type == null ? Type.NONE : type.current();
    }

    @Override
    public void getSurfaceContentType(WpContentTypeManagerV1Resource resource, WpContentTypeV1Resource id,
            WlSurfaceResource surfaceResource) {
        Surface surface = Compositor.surfaceOf(surfaceResource);
        if (surface == null) {
            id.makeInert();
            return;
        }
        if (!surfaces.of(surface).take(id)) {
            throw resource.error(Error.ALREADY_CONSTRUCTED, "%s already has a content type",
                    surfaceResource);
        }
    }

    @Override
    public void destroy(WpContentTypeManagerV1Resource resource) {
        // Content types live on.
    }
}

package org.breakwater.compositor.surface;

/** The object that plays a surface's {@link Role}, for as long as its protocol object lives. */
public interface RoleObject {
    /**
     * A state is about to be committed; sizes are resolved. To refuse it, throw a protocol error: nothing
     * has changed yet.
     */
    default void validate(Surface surface, SurfaceState pending) {
    }

    /** A state was applied; {@link Surface#current} has it. Here a role maps and unmaps its surface. */
    default void committed(Surface surface) {
    }

    /**
     * Whether a client may destroy the surface first: this object then becomes inert. For most roles that is
     * {@code wl_surface.defunct_role_object}.
     */
    default boolean outlivesSurface() {
        return false;
    }

    /** The surface is gone before its role object. */
    default void surfaceDestroyed(Surface surface) {
    }
}

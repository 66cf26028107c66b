package org.breakwater.compositor.backend.gbm;

import java.io.IOException;

/** A device's memory, that frames can be drawn into and that others can be given. Loop thread. */
public interface DmabufMemory extends AutoCloseable {
    /**
     * Memory for a picture, the caller's to close.
     *
     * @param fourcc the format's DRM code
     * @param modifiers the ways to lay it out that may be chosen from; none: the driver's own way
     * @param scanout a screen could show it as it is
     * @throws IOException when the device has none such
     */
    AllocatedDmabuf allocate(int width, int height, int fourcc, long[] modifiers, boolean scanout)
            throws IOException;

    @Override
    void close();

    /** How a device is come by. */
    @FunctionalInterface
    interface Opener {
        /**
         * The memory of the device with this node in {@code /dev}, the caller's to close.
         *
         * @throws IOException when it cannot be had
         */
        DmabufMemory open(String node) throws IOException;
    }
}

package org.breakwater.compositor.glue;

import org.breakwater.wayland.WpContentTypeV1.Type;

/**
 * What is wished for the frames of an output.
 *
 * @param mayTear a frame may be shown at once, in the middle of a refresh
 * @param content what the frame shows, for the screen's own processing
 */
public record FrameHints(boolean mayTear, Type content) {
    public static final FrameHints NONE = new FrameHints(false, Type.NONE);

    /** Who knows the wishes. */
    @FunctionalInterface
    public interface Source {
        FrameHints of(OutputRenderer output);
    }
}

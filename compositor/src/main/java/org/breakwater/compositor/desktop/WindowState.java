package org.breakwater.compositor.desktop;

/** What a window is told to be. A width or height of 0 leaves the choice to the client. */
public record WindowState(int width, int height, boolean maximized, boolean fullscreen,
        boolean resizing, boolean activated, boolean suspended) {
    public static final WindowState INITIAL = new WindowState(0, 0, false, false, false, false,
            false);

    boolean isFloating() {
        return !maximized && !fullscreen;
    }
}

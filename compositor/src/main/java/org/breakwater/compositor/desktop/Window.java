package org.breakwater.compositor.desktop;

/**
 * A window as the desktop sees it, whatever shell it comes from. Sizes are of its visible bounds,
 * without shadows.
 */
public interface Window {
    String title();

    String appId();

    /** The window that this one belongs to and stays above; null is none. */
    Window parent();

    /** Its parent is not to be used until it is closed. */
    default boolean isModal() {
        return false;
    }

    int width();

    int height();

    /** What the client would like to be kept to; 0 is no limit. */
    int minWidth();

    int minHeight();

    int maxWidth();

    int maxHeight();

    /** The last state that the client has drawn itself for. */
    WindowState applied();

    /** Asks the client to become so; some time later {@link #applied} says it has. */
    void configure(WindowState state);

    /** Recommends a largest size. */
    void recommendBounds(int width, int height);

    /** Puts the upper left corner of the visible bounds at a point of the layout. */
    void place(int x, int y);

    void setShown(boolean shown);

    /** Above all other windows. */
    void raise();

    /** Asks the client to close the window; it may decline. */
    void close();
}

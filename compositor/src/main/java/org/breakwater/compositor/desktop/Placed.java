package org.breakwater.compositor.desktop;

import org.breakwater.render.geometry.Rect;

/**
 * What the desktop keeps of a window. Its floating place is kept while it is maximized or
 * fullscreen. While it is resized by a left or top edge, the opposite edges stay where they are
 * ({@code fixedRight}, {@code fixedBottom}), whatever size the client chooses.
 */
final class Placed {
    private final Window window;
    private Screen screen;
    private WindowState sent;
    private boolean mapped;
    private boolean minimized;
    private boolean urgent;
    private boolean maximized;
    private boolean fullscreen;
    private boolean resizing;
    /** It has a place from before it was last unmapped. */
    private boolean returning;
    /** The compositor has had a say in the floating size; till then the client chooses. */
    private boolean sized;
    private int x;
    private int y;
    private int width;
    private int height;
    private Edge edge;
    private int fixedRight;
    private int fixedBottom;
    private Rect last;
    /** Where it was before its screen was taken away: the screen's name, and the place on it. */
    private String home;
    private int homeX;
    private int homeY;

    Placed(Window window, Screen screen) {
        this.window = window;
        this.screen = screen;
    }

    Window window() {
        return window;
    }

    Screen screen() {
        return screen;
    }

    void setScreen(Screen value) {
        screen = value;
    }

    /** The name of the screen that it would return to; null: none. */
    String home() {
        return home;
    }

    /** Its screen is gone: it belongs to another, and remembers where it was. */
    void leave(Screen other) {
        if (home == null && screen != Screen.NONE) {
            home = screen.name();
            homeX = x - screen.geometry().x();
            homeY = y - screen.geometry().y();
        }
        screen = other;
    }

    /** Its screen is there again. */
    void comeHome(Screen there) {
        home = null;
        screen = there;
        moveTo(there.geometry().x() + homeX, there.geometry().y() + homeY);
    }

    /** It stays at its place on its screen, which is another one now or elsewhere. */
    void moveWith(Screen now) {
        if (screen != Screen.NONE && now != Screen.NONE) {
            shift(now.geometry().x() - screen.geometry().x(),
                    now.geometry().y() - screen.geometry().y());
        }
        screen = now;
    }

    /** Somebody wants it where it is. */
    void settle() {
        home = null;
    }

    boolean isMapped() {
        return mapped;
    }

    void setMapped() {
        mapped = true;
        takeSize();
    }

    /** What it was is forgotten; it comes back, if it does, where it was. */
    void setUnmapped() {
        mapped = false;
        minimized = false;
        maximized = false;
        fullscreen = false;
        resizing = false;
        sized = false;
        edge = null;
        sent = null;
        last = null;
        width = 0;
        height = 0;
        returning = true;
    }

    /** True once after it was unmapped: it has its place already. */
    boolean takeReturning() {
        boolean taken = returning;
        returning = false;
        return taken;
    }

    boolean isMinimized() {
        return minimized;
    }

    void setMinimized(boolean value) {
        minimized = value;
    }

    boolean isUrgent() {
        return urgent;
    }

    void setUrgent(boolean value) {
        urgent = value;
    }

    boolean isMaximized() {
        return maximized;
    }

    void setMaximized(boolean value) {
        maximized = value;
        sized |= width > 0;
    }

    boolean isFullscreen() {
        return fullscreen;
    }

    void setFullscreen(boolean value) {
        fullscreen = value;
        sized |= width > 0;
    }

    boolean isFloating() {
        return !maximized && !fullscreen;
    }

    /** Its floating bounds. */
    Rect floating() {
        return new Rect(x, y, width, height);
    }

    void moveTo(int newX, int newY) {
        x = newX;
        y = newY;
        edge = null;
    }

    void shift(int dx, int dy) {
        x += dx;
        y += dy;
    }

    /** Where it is shown now. */
    Rect shown() {
        return new Rect(shownX(), shownY(), window.width(), window.height());
    }

    private int shownX() {
        WindowState applied = window.applied();
        if (applied.fullscreen()) {
            Rect area = screen.geometry();
            return area.x() + (area.width() - window.width()) / 2;
        }
        return applied.maximized() ? screen.usable().x() : x;
    }

    private int shownY() {
        WindowState applied = window.applied();
        if (applied.fullscreen()) {
            Rect area = screen.geometry();
            return area.y() + (area.height() - window.height()) / 2;
        }
        return applied.maximized() ? screen.usable().y() : y;
    }

    /** Asks the client for what the window is to be now, if that is news to it. */
    void configure(boolean activated) {
        Rect area = fullscreen ? screen.geometry() : maximized ? screen.usable() : floating();
        boolean free = isFloating() && !sized;
        WindowState state = new WindowState(free ? 0 : area.width(), free ? 0 : area.height(),
                maximized, fullscreen, resizing, activated, minimized);
        if (!state.equals(sent)) {
            sent = state;
            window.configure(state);
        }
    }

    void startResize(Edge by) {
        edge = by;
        resizing = true;
        sized = true;
        Rect now = shown();
        fixedRight = now.x2();
        fixedBottom = now.y2();
    }

    void resizeTo(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        sized = true;
    }

    void endResize() {
        resizing = false;
    }

    /**
     * The client committed: takes over the size it chose, and keeps the fixed edges where they are.
     * True when this is the first size that it has as a floating window.
     */
    boolean committed() {
        WindowState applied = window.applied();
        if (applied.isFloating() && edge != null) {
            x = edge.horizontal() < 0 ? fixedRight - window.width() : x;
            y = edge.vertical() < 0 ? fixedBottom - window.height() : y;
        }
        boolean first = width == 0;
        if (!resizing && isFloating() && applied.equals(sent)) {
            takeSize();
            edge = null;
        }
        return first && width > 0;
    }

    /** Puts the window where it belongs; false when it is there already. */
    boolean show() {
        if (last != null && last.x() == shownX() && last.y() == shownY()
                && last.width() == window.width() && last.height() == window.height()) {
            return false;
        }
        last = shown();
        window.place(last.x(), last.y());
        return true;
    }

    private void takeSize() {
        if (isFloating() && window.applied().isFloating()) {
            width = window.width();
            height = window.height();
        }
    }
}

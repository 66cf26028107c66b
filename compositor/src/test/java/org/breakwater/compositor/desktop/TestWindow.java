package org.breakwater.compositor.desktop;

import java.util.List;

/** A window that writes down what it is told, and whose client answers when the test says so. */
final class TestWindow implements Window {
    private final String name;
    private final List<String> log;
    private TestWindow parent;
    private int width;
    private int height;
    private int minWidth;
    private int maxWidth;
    private int x;
    private int y;
    private boolean shown;
    private WindowState asked = WindowState.INITIAL;
    private WindowState applied = WindowState.INITIAL;

    TestWindow(String name, int width, int height, List<String> log) {
        this.name = name;
        this.width = width;
        this.height = height;
        this.log = log;
    }

    TestWindow of(TestWindow value) {
        parent = value;
        return this;
    }

    TestWindow limited(int minimum, int maximum) {
        minWidth = minimum;
        maxWidth = maximum;
        return this;
    }

    /** The client draws itself as asked, with its own size where it may choose. */
    void answer(Desktop desktop) {
        answer(desktop, asked.width() == 0 ? width : asked.width(),
                asked.height() == 0 ? height : asked.height());
    }

    /** The client draws itself as asked, in another size. */
    void answer(Desktop desktop, int newWidth, int newHeight) {
        applied = asked;
        resize(desktop, newWidth, newHeight);
    }

    /** The client draws another size by itself. */
    void resize(Desktop desktop, int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        desktop.committed(this);
    }

    /** {@code A 200x100 at 10,20}, or hidden. */
    String where() {
        return name + " " + width + "x" + height + (shown ? " at " + x + "," + y : " hidden");
    }

    WindowState asked() {
        return asked;
    }

    @Override
    public String title() {
        return name;
    }

    @Override
    public String appId() {
        return name;
    }

    @Override
    public Window parent() {
        return parent;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int minWidth() {
        return minWidth;
    }

    @Override
    public int minHeight() {
        return 0;
    }

    @Override
    public int maxWidth() {
        return maxWidth;
    }

    @Override
    public int maxHeight() {
        return 0;
    }

    @Override
    public WindowState applied() {
        return applied;
    }

    @Override
    public void configure(WindowState state) {
        asked = state;
        log.add(name + " " + state.width() + "x" + state.height()
                + (state.maximized() ? " maximized" : "")
                + (state.fullscreen() ? " fullscreen" : "")
                + (state.resizing() ? " resizing" : "")
                + (state.activated() ? " activated" : "")
                + (state.suspended() ? " suspended" : ""));
    }

    @Override
    public void recommendBounds(int boundsWidth, int boundsHeight) {
        log.add(name + " bounds " + boundsWidth + "x" + boundsHeight);
    }

    @Override
    public void place(int newX, int newY) {
        x = newX;
        y = newY;
    }

    @Override
    public void setShown(boolean value) {
        shown = value;
    }

    @Override
    public void raise() {
        // The order is the desktop's.
    }

    @Override
    public void close() {
        log.add(name + " close");
    }

    @Override
    public String toString() {
        return name;
    }
}

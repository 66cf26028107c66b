package org.breakwater.compositor.desktop;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.breakwater.render.geometry.Rect;

/**
 * All windows: their stacking order, the focus, their places and states. A window is {@link #add
 * added} before its first configure, {@link #map mapped} when it has content, and {@link #remove
 * removed} at its end.
 *
 * <p>Unknown windows are ignored, so that late calls do no harm. Loop thread.
 */
public final class Desktop {
    private final Map<Window, Placed> all = new LinkedHashMap<>();
    private final List<Placed> stack = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>(2);
    private final Placement placement = new Placement(stack);
    private List<Screen> screens = List.of();
    private Placed focused;
    private Interaction interaction;

    /** Who wants to know. */
    public interface Listener {
        /** The keyboard goes to this window; null: to none. */
        default void focusChanged(Window window) {
        }

        /** A window was moved, resized, or its place in the stack changed. */
        default void changed(Window window) {
        }
    }

    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    /**
     * The outputs, in order of preference. Windows move with theirs; those on one that is gone move to another, and
     * back when it is there again, unless somebody has moved them by then.
     */
    public void setScreens(List<Screen> current) {
        screens = List.copyOf(current);
        for (Placed placed : List.copyOf(all.values())) {
            follow(placed);
            placed.window().recommendBounds(placed.screen().usable().width(),
                    placed.screen().usable().height());
            if (placed.isMapped() && isOffScreen(placed.floating())) {
                Rect moved = Placement.pulledInto(placed.screen().usable(), placed.floating());
                placed.moveTo(moved.x(), moved.y());
            }
            update(placed);
        }
    }

    private void follow(Placed placed) {
        Screen home = named(placed.home());
        if (home != null) {
            placed.comeHome(home);
            return;
        }
        Screen same = named(placed.screen().name());
        if (same != null) {
            placed.moveWith(same);
        } else {
            placed.leave(nearest(placed.screen().geometry()));
        }
    }

    public List<Screen> screens() {
        return screens;
    }

    /** Bottom first; what is minimized too. */
    public List<Window> stacking() {
        return stack.stream().map(Placed::window).toList();
    }

    /** Null when none is. */
    public Window focused() {
        return focused == null ? null : focused.window();
    }

    /** The screen that a window is on, or null when it is unknown or there is none. */
    public Screen screenOf(Window window) {
        Placed placed = all.get(window);
        return placed == null || placed.screen() == Screen.NONE ? null : placed.screen();
    }

    /** A window's visible bounds in the layout; null when it is unknown. */
    public Rect boundsOf(Window window) {
        Placed placed = all.get(window);
        return placed == null ? null : placed.shown();
    }

    public boolean isMinimized(Window window) {
        Placed placed = all.get(window);
        return placed != null && placed.isMinimized();
    }

    /** It asks for attention, and has not got it since. */
    public boolean isUrgent(Window window) {
        Placed placed = all.get(window);
        return placed != null && placed.isUrgent();
    }

    /** The window asks for attention, which it has as long as it has the focus. */
    public void setUrgent(Window window) {
        Placed placed = all.get(window);
        if (placed != null && placed != focused) {
            placed.setUrgent(true);
        }
    }

    /** {@link Window#isModal} or {@link Window#parent} says something else now. */
    public void modalityChanged(Window window) {
        Placed placed = all.get(window);
        if (placed != null && focused != null && blocking(focused) != focused) {
            focus(focused.window());
        }
    }

    /** A window that is not shown yet, a new one or one that was: sends its first state. */
    public void add(Window window) {
        Placed placed = all.computeIfAbsent(window, w -> new Placed(w, activeScreen()));
        window.recommendBounds(placed.screen().usable().width(), placed.screen().usable().height());
        placed.configure(false);
    }

    /** The window has content: gives it a place, on top, and the focus. */
    public void map(Window window) {
        Placed placed = all.get(window);
        if (placed == null || placed.isMapped()) {
            return;
        }
        placed.setMapped();
        if (!placed.takeReturning() || isOffScreen(placed.shown())) {
            placement.place(placed, parentOf(window));
        }
        stack.add(placed);
        window.setShown(true);
        placed.show();
        focus(window);
    }

    /**
     * The window's client has committed a state: its size, or {@link Window#applied}, may be
     * another.
     */
    public void committed(Window window) {
        Placed placed = all.get(window);
        if (placed == null || !placed.isMapped()) {
            return;
        }
        boolean firstFloating = placed.committed();
        if (firstFloating) {
            placement.place(placed, parentOf(window));
        }
        if (placed.show()) {
            changed(placed);
        }
    }

    /** The window is no more. */
    public void remove(Window window) {
        unmap(window);
        all.remove(window);
    }

    /**
     * The window is not shown any more; if it is mapped again, it comes back where it was. The focus
     * goes to its parent, or to what is below.
     */
    public void unmap(Window window) {
        Placed placed = all.get(window);
        if (placed == null) {
            return;
        }
        if (interaction != null && interaction.placed() == placed) {
            interaction = null;
        }
        stack.remove(placed);
        if (placed.isMapped()) {
            window.setShown(false);
            placed.setUnmapped();
        }
        if (focused == placed) {
            focused = null;
            focusNext(window.parent());
        }
    }

    /**
     * The bounds of a window begin elsewhere in its content, which keeps its place; mapping the
     * window, or its next commit, shows it.
     */
    public void boundsShifted(Window window, int dx, int dy) {
        Placed placed = all.get(window);
        if (placed != null) {
            placed.shift(dx, dy);
        }
    }

    /**
     * Shows the window, puts it on top with those that belong to it, and gives it the keyboard; or
     * the modal dialog that keeps the user from it.
     */
    public void focus(Window window) {
        Placed wanted = all.get(window);
        if (wanted == null || !wanted.isMapped()) {
            return;
        }
        Placed placed = blocking(wanted);
        if (placed.isMinimized()) {
            placed.setMinimized(false);
            placed.window().setShown(true);
        }
        raise(placed);
        setFocused(placed);
    }

    /** Takes the keyboard from every window. */
    public void unfocus() {
        setFocused(null);
    }

    /** Gives the focus to the window that has been below for longest. */
    public void cycle() {
        if (!stack.isEmpty()) {
            focus(stack.get(0).window());
        }
    }

    public void setMaximized(Window window, boolean maximized) {
        Placed placed = all.get(window);
        if (placed != null) {
            endInteraction(placed);
            placed.setMaximized(maximized);
            update(placed);
        }
    }

    /** {@code screenName}: where it wants to be fullscreen; null or unknown is where it is. */
    public void setFullscreen(Window window, boolean fullscreen, String screenName) {
        Placed placed = all.get(window);
        if (placed == null) {
            return;
        }
        endInteraction(placed);
        placed.setFullscreen(fullscreen);
        if (fullscreen) {
            Screen wanted = named(screenName);
            if (wanted != null) {
                placed.settle();
                placed.setScreen(wanted);
            }
        } else if (placed.isMapped()) {
            placed.setScreen(nearest(placed.floating()));
        }
        update(placed);
    }

    /** Hides the window until it is focused again. */
    public void minimize(Window window) {
        Placed placed = all.get(window);
        if (placed == null || !placed.isMapped() || placed.isMinimized()) {
            return;
        }
        endInteraction(placed);
        placed.setMinimized(true);
        window.setShown(false);
        stack.remove(placed);
        stack.add(0, placed);
        placed.configure(false);
        if (focused == placed) {
            focused = null;
            focusNext(window.parent());
        }
    }

    /** Puts the upper left corner of a window's visible bounds at a point, if it is floating. */
    public void moveTo(Window window, int x, int y) {
        Placed placed = all.get(window);
        if (placed == null || !placed.isMapped() || !placed.isFloating()) {
            return;
        }
        endInteraction(placed);
        placed.settle();
        placed.moveTo(x, y);
        placed.setScreen(nearest(placed.floating()));
        update(placed);
    }

    /** Starts to move a window with the pointer at (px, py); false when it cannot be moved now. */
    public boolean beginMove(Window window, double px, double py) {
        Placed placed = all.get(window);
        if (placed == null || !placed.isMapped() || placed.isFullscreen() || placed.isMinimized()) {
            return false;
        }
        endInteraction();
        placed.settle();
        interaction = new Interaction.Move(placed, px, py);
        return true;
    }

    /**
     * Starts to resize a window with the pointer at (px, py); false when it cannot be resized now.
     */
    public boolean beginResize(Window window, Edge edge, double px, double py) {
        Placed placed = all.get(window);
        if (placed == null || !placed.isMapped() || !placed.isFloating() || placed.isMinimized()) {
            return false;
        }
        endInteraction();
        placed.settle();
        interaction = new Interaction.Resize(placed, edge, px, py);
        update(placed);
        return true;
    }

    /** The pointer went to (px, py) while a window is moved or resized. */
    public void pointerMoved(double px, double py) {
        if (interaction != null && interaction.pointerMoved(px, py)) {
            Placed placed = interaction.placed();
            if (placed.isFloating()) {
                placed.setScreen(nearest(placed.floating()));
            }
            update(placed);
        }
    }

    public boolean isInteracting() {
        return interaction != null;
    }

    /** The button was released. */
    public void endInteraction() {
        if (interaction != null) {
            Placed placed = interaction.placed();
            interaction.end();
            interaction = null;
            placed.configure(placed == focused);
        }
    }

    private void endInteraction(Placed placed) {
        if (interaction != null && interaction.placed() == placed) {
            endInteraction();
        }
    }

    private void update(Placed placed) {
        placed.configure(placed == focused);
        if (placed.isMapped() && placed.show()) {
            changed(placed);
        }
    }

    /** The topmost modal dialog of the window, or that one's, and so on; the window itself without any. */
    private Placed blocking(Placed placed) {
        Placed at = placed;
        for (int i = stack.size() - 1; i >= 0; i--) {
            Placed other = stack.get(i);
            if (other.window().isModal() && other.window().parent() == at.window()) {
                at = other;
                i = stack.size();
            }
        }
        return at;
    }

    private Placed parentOf(Window window) {
        return window.parent() == null ? null : all.get(window.parent());
    }

    private void setFocused(Placed next) {
        if (focused == next) {
            return;
        }
        Placed last = focused;
        focused = next;
        if (last != null) {
            last.configure(false);
        }
        if (next != null) {
            next.setUrgent(false);
            next.configure(true);
        }
        for (Listener listener : listeners) {
            listener.focusChanged(focused());
        }
    }

    private void focusNext(Window preferred) {
        Placed parent = preferred == null ? null : all.get(preferred);
        if (parent != null && parent.isMapped() && !parent.isMinimized()) {
            focus(preferred);
            return;
        }
        for (int i = stack.size() - 1; i >= 0; i--) {
            if (!stack.get(i).isMinimized()) {
                focus(stack.get(i).window());
                return;
            }
        }
        for (Listener listener : listeners) {
            listener.focusChanged(null);
        }
    }

    /**
     * The family keeps together: the window's ancestors come up below it, those that belong to it
     * above.
     */
    private void raise(Placed placed) {
        List<Placed> order = new Family(stack).raised(placed);
        if (stack.subList(stack.size() - order.size(), stack.size()).equals(order)) {
            return;
        }
        Set<Placed> members = new HashSet<>(order);
        stack.removeIf(members::contains);
        stack.addAll(order);
        for (Placed member : order) {
            member.window().raise();
        }
        changed(placed);
    }

    private void changed(Placed placed) {
        for (Listener listener : listeners) {
            listener.changed(placed.window());
        }
    }

    private Screen activeScreen() {
        if (focused != null) {
            return focused.screen();
        }
        return screens.isEmpty() ? Screen.NONE : screens.get(0);
    }

    /** Null where there is none of that name. */
    private Screen named(String name) {
        for (Screen screen : screens) {
            if (screen.name().equals(name)) {
                return screen;
            }
        }
        return null;
    }

    private Screen nearest(Rect bounds) {
        Screen best = screens.isEmpty() ? Screen.NONE : screens.get(0);
        long bestDistance = Long.MAX_VALUE;
        for (Screen screen : screens) {
            long dx = twiceCentreX(screen.geometry()) - twiceCentreX(bounds);
            long dy = twiceCentreY(screen.geometry()) - twiceCentreY(bounds);
            long distance = screen.geometry().contains(bounds.x() + bounds.width() / 2,
                    bounds.y() + bounds.height() / 2) ? -1 : Math.abs(dx) + Math.abs(dy);
            if (distance < bestDistance) {
                best = screen;
                bestDistance = distance;
            }
        }
        return best;
    }

    private boolean isOffScreen(Rect bounds) {
        return screens.stream().noneMatch(screen -> screen.geometry().intersects(bounds));
    }

    private static long twiceCentreX(Rect rect) {
        return 2L * rect.x() + rect.width();
    }

    private static long twiceCentreY(Rect rect) {
        return 2L * rect.y() + rect.height();
    }
}

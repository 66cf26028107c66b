package org.breakwater.compositor.toplevelicon;

import java.util.ArrayDeque;
import org.breakwater.compositor.surface.StateSlot;
import org.breakwater.compositor.surface.Surface;

/**
 * The icon of one window, applied with its commits. Holds what the window has, and what it was given since and
 * may have yet: they are applied in the order in which they were given.
 */
final class WindowIcon {
    private final ArrayDeque<Given> given = new ArrayDeque<>(2);
    private final StateSlot<Given> slot;

    /** One request; the same icon may be given again. */
    private static final class Given {
        private final Icon icon;

        Given(Icon icon) {
            this.icon = icon;
        }
    }

    /** {@code first}: what it has until it is given another. */
    WindowIcon(Surface surface, Icon first) {
        Given initial = new Given(first);
        first.retain();
        given.add(initial);
        slot = surface.addState(initial);
        surface.committed().add(s -> dropUntil(slot.current()));
        surface.destroyed().add(s -> dropUntil(null));
    }

    /** As of the last commit that was applied. */
    Icon current() {
        return slot.current().icon;
    }

    /** With the next commit. */
    void give(Icon icon) {
        icon.retain();
        Given next = new Given(icon);
        given.add(next);
        slot.setPending(next);
    }

    private void dropUntil(Given kept) {
        while (!given.isEmpty() && given.peek() != kept) {
            given.remove().icon.drop();
        }
    }
}

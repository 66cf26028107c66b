package org.breakwater.compositor.surface;

/**
 * What a committed state waits for before it is applied. Asked when the state's turn has come; when it says no,
 * whoever owns it calls {@link Surface#applyReady} once it may say yes.
 */
public interface Gate {
    boolean isOpen();
}

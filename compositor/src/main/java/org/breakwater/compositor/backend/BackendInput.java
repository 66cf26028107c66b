package org.breakwater.compositor.backend;

import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.WlPointer;

/**
 * Where a backend's input goes. Places are fractions of an output's picture, from its top left corner;
 * times are milliseconds of the monotonic clock; keys and buttons are codes of
 * linux/input-event-codes.h. Loop thread; nothing is thrown.
 */
public interface BackendInput {
    /** Takes nothing. */
    BackendInput NOBODY = new BackendInput() {
        @Override
        public void keymap(Fd file, int size) {
            file.close();
        }
    };

    /** What the keys mean: the text of a keymap, its final zero included. Takes the descriptor over. */
    void keymap(Fd file, int size);

    default void key(int timeMs, int key, boolean pressed) {
    }

    /** Masks and layout as the keymap numbers them. */
    default void modifiers(int depressed, int latched, int locked, int group) {
    }

    default void pointerMoved(BackendOutput output, int timeMs, double fx, double fy) {
    }

    /** It is over none of the backend's outputs any more. */
    default void pointerLeft() {
    }

    /** {@code dx} and {@code dy} in logical pixels; {@code rawDx}, {@code rawDy}: before acceleration. */
    default void pointerMovedBy(long timeMicros, double dx, double dy, double rawDx, double rawDy) {
    }

    default void pointerButton(int timeMs, int button, boolean pressed) {
    }

    /**
     * A value and a {@code value120} of 0 say that it has stopped; {@code source}: null where it is not
     * known.
     */
    default void pointerAxis(int timeMs, WlPointer.Axis axis, double value, int value120,
            WlPointer.AxisSource source, WlPointer.AxisRelativeDirection direction) {
    }

    /** What the pointer did since the last frame belongs together. */
    default void pointerFrame() {
    }

    default void touchDown(BackendOutput output, int timeMs, int id, double fx, double fy) {
    }

    default void touchMoved(BackendOutput output, int timeMs, int id, double fx, double fy) {
    }

    /** The ellipse that a finger covers, by its axes, in pixels of the output's picture. */
    default void touchShape(BackendOutput output, int id, double major, double minor) {
    }

    /** Which way the longer axis points, in degrees clockwise from the top of the output's picture. */
    default void touchOrientation(BackendOutput output, int id, double degrees) {
    }

    default void touchUp(int timeMs, int id) {
    }

    /** As {@link #pointerFrame}. */
    default void touchFrame() {
    }

    default void touchCancelled() {
    }
}

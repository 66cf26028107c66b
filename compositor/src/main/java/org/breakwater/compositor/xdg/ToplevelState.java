package org.breakwater.compositor.xdg;

import java.util.Arrays;
import org.breakwater.protocol.wire.WireArray;
import org.breakwater.wayland.XdgToplevel.State;

/**
 * What a toplevel is told to be. Sizes are of the window geometry, in surface coordinates; a width
 * or height of 0 leaves the choice to the client, bounds of 0 are unknown. {@code states} is a set
 * of bits, see {@link #has}.
 */
public record ToplevelState(int width, int height, int states, int boundsWidth, int boundsHeight)
        implements Configuration {
    public static final ToplevelState INITIAL = new ToplevelState(0, 0, 0, 0, 0);

    private static final State[] STATES = State.values();

    public boolean has(State state) {
        return (states & bit(state)) != 0;
    }

    public ToplevelState with(State state, boolean on) {
        return new ToplevelState(width, height, on ? states | bit(state) : states & ~bit(state),
                boundsWidth, boundsHeight);
    }

    public ToplevelState withSize(int newWidth, int newHeight) {
        return new ToplevelState(newWidth, newHeight, states, boundsWidth, boundsHeight);
    }

    public ToplevelState withBounds(int newWidth, int newHeight) {
        return new ToplevelState(width, height, states, newWidth, newHeight);
    }

    boolean hasBoundsOf(ToplevelState other) {
        return boundsWidth == other.boundsWidth && boundsHeight == other.boundsHeight;
    }

    /** The states that a client of this version of {@code xdg_toplevel} knows. */
    byte[] wireStates(int version) {
        int[] values = new int[STATES.length];
        int count = 0;
        for (State state : STATES) {
            if (has(state) && since(state) <= version) {
                values[count++] = state.value();
            }
        }
        return WireArray.ofInts(Arrays.copyOf(values, count));
    }

    private static int since(State state) {
        return switch (state) {
            case MAXIMIZED, FULLSCREEN, RESIZING, ACTIVATED -> 1;
            case TILED_LEFT, TILED_RIGHT, TILED_TOP, TILED_BOTTOM -> 2;
            case SUSPENDED -> 6;
            case CONSTRAINED_LEFT, CONSTRAINED_RIGHT, CONSTRAINED_TOP, CONSTRAINED_BOTTOM -> 7;
        };
    }

    private static int bit(State state) {
        return 1 << state.value();
    }
}

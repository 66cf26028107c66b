package org.breakwater.compositor.surface;

/**
 * State of a protocol extension that is applied together with the surface's own: it has a pending and a
 * current value, and travels through the cached states like everything else.
 *
 * @param <T> an immutable value
 */
public final class StateSlot<T> {
    private final Surface surface;
    private final int index;
    private T current;

    private T latest;

    StateSlot(Surface surface, int index, T initial) {
        this.surface = surface;
        this.index = index;
        this.current = initial;
        this.latest = initial;
    }

    public T current() {
        return current;
    }

    /** The value set last, whether it has been committed and applied or not. */
    public T pending() {
        return latest;
    }

    public void setPending(T value) {
        latest = value;
        surface.pending().setExtension(index, value);
    }

    @SuppressWarnings("unchecked")
    void apply(Object value) {
        current = (T) value;
    }
}

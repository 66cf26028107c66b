package org.breakwater.render;

/** A mark behind everything that was drawn until it was made. Its owner closes it. */
public interface Fence extends AutoCloseable {
    /** Of a renderer that has drawn by the time it says so. */
    Fence PASSED = new Fence() {
        @Override
        public boolean isPassed() {
            return true;
        }

        @Override
        public void close() {
            // There is nothing behind it.
        }
    };

    /** Whether all of that is done: the GPU reads none of it any more. Does not wait. */
    boolean isPassed();

    @Override
    void close();
}

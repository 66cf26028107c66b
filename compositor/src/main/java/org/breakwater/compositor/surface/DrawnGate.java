package org.breakwater.compositor.surface;

/** Keeps a commit back until its buffer has been drawn. */
final class DrawnGate implements Gate {
    private final Surface surface;
    private boolean open;

    DrawnGate(Surface surface) {
        this.surface = surface;
    }

    void open() {
        open = true;
        if (surface.resource().isAlive()) {
            surface.applyReady();
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }
}

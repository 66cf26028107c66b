package org.breakwater.compositor.tablet;

/** A tablet that is plugged in. */
public final class Tablet {
    private final TabletInfo info;

    Tablet(TabletInfo info) {
        this.info = info;
    }

    public TabletInfo info() {
        return info;
    }
}

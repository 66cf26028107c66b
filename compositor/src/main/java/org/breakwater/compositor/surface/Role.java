package org.breakwater.compositor.surface;

/** What a surface is for. It is given once and for life; the object that plays it may come and go. */
public final class Role {
    private final String name;

    public Role(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}

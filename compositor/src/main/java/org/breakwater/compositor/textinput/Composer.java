package org.breakwater.compositor.textinput;

/** Who composes text for the field that has the keyboard. */
public interface Composer {
    /**
     * What the client tells of the field that is enabled has changed, or another field is; null:
     * none is enabled. {@code renewed}: it was enabled just now, and nothing from before counts.
     */
    void fieldChanged(TextField field, boolean renewed);
}

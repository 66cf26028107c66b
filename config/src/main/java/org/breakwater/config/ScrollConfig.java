package org.breakwater.config;

/**
 * How a device scrolls. Null: not asked for.
 *
 * @param natural the content moves with the fingers
 * @param button the one that scrolls while it is held, where that is the method
 * @param buttonLock a click of that button begins, and another ends
 * @param factor everything scrolls by so much more
 */
public record ScrollConfig(Boolean natural, Method method, MouseButton button, Boolean buttonLock,
        Double factor) {
    /** What scrolls. */
    public enum Method {
        NONE,
        TWO_FINGER,
        EDGE,
        /** Moving the device while a button is held. */
        BUTTON
    }

    static ScrollConfig nothing() {
        return new ScrollConfig(null, null, null, null, null);
    }

    ScrollConfig then(ScrollConfig later) {
        return new ScrollConfig(
                InputConfig.or(later.natural, natural),
                InputConfig.or(later.method, method),
                InputConfig.or(later.button, button),
                InputConfig.or(later.buttonLock, buttonLock),
                InputConfig.or(later.factor, factor));
    }
}

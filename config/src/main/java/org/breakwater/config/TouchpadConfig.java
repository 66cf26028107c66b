package org.breakwater.config;

/**
 * How a touchpad is used. Null: not asked for.
 *
 * @param tap a tap is a click
 * @param tapDrag a finger put down again right after a tap drags
 * @param tapDragLock such a finger may be lifted and put down again
 * @param tapButtonMap what taps of one, two and three fingers are
 * @param clickMethod what pressing the whole pad down is
 * @param disableWhileTyping it rests while keys are pressed
 * @param disableWhileTrackpointing it rests while the pointing stick is used
 */
public record TouchpadConfig(
        Boolean tap,
        Boolean tapDrag,
        Boolean tapDragLock,
        TapButtonMap tapButtonMap,
        ClickMethod clickMethod,
        Boolean disableWhileTyping,
        Boolean disableWhileTrackpointing) {

    /** The buttons of taps with one, two and three fingers. */
    public enum TapButtonMap {
        LEFT_RIGHT_MIDDLE, LEFT_MIDDLE_RIGHT
    }

    /** Which button it is that the whole pad presses. */
    public enum ClickMethod {
        NONE,
        /** By the place, along the lower edge. */
        BUTTON_AREAS,
        /** By how many fingers press. */
        CLICKFINGER
    }

    static TouchpadConfig nothing() {
        return new TouchpadConfig(null, null, null, null, null, null, null);
    }

    TouchpadConfig then(TouchpadConfig later) {
        return new TouchpadConfig(
                InputConfig.or(later.tap, tap),
                InputConfig.or(later.tapDrag, tapDrag),
                InputConfig.or(later.tapDragLock, tapDragLock),
                InputConfig.or(later.tapButtonMap, tapButtonMap),
                InputConfig.or(later.clickMethod, clickMethod),
                InputConfig.or(later.disableWhileTyping, disableWhileTyping),
                InputConfig.or(later.disableWhileTrackpointing, disableWhileTrackpointing));
    }
}

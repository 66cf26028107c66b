package org.breakwater.config;

/** What an input device is for; one may be of several types. */
public enum InputType {
    KEYBOARD, POINTER, TOUCHPAD, TOUCH, TABLET, TABLET_PAD, SWITCH
}

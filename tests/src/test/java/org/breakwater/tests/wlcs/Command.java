package org.breakwater.tests.wlcs;

/** What the suite's module asks for, in the order of its enumeration in {@code breakwater.c}. */
enum Command {
    GLOBAL, CLIENT, PLACE, POINTER, POINTER_MOVE_TO, POINTER_MOVE_BY, POINTER_BUTTON, TOUCH, TOUCH_DOWN,
    TOUCH_MOVE, TOUCH_UP, REMOVE, RESET
}

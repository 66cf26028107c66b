package org.breakwater.compositor.backend.libinput;

/**
 * What libinput tells of an event, to be asked of one of that kind only; and what there is to tell of tools
 * and pads. Times are microseconds of the monotonic clock, places fractions of the device's surface from its
 * top left. Nothing is thrown, and nothing allocated. Loop thread.
 */
public interface EventValues {
    int VERTICAL = 0;
    int HORIZONTAL = 1;
    int SWITCH_LID = 1;
    int SWITCH_TABLET_MODE = 2;

    /** What a tool may tell beside its place. */
    enum ToolAxis {
        PRESSURE, DISTANCE, TILT, ROTATION, SLIDER, WHEEL
    }

    long keyboardTime(long event);

    /** A code of linux/input-event-codes.h, as buttons are too. */
    int key(long event);

    boolean isKeyPressed(long event);

    long pointerTime(long event);

    double dx(long event);

    double dy(long event);

    double rawDx(long event);

    double rawDy(long event);

    double pointerX(long event);

    double pointerY(long event);

    int button(long event);

    boolean isButtonPressed(long event);

    boolean scrolls(long event, int axis);

    double scrolled(long event, int axis);

    /** Of a wheel: 120 for each notch. */
    double scrolled120(long event, int axis);

    long touchTime(long event);

    int slot(long event);

    double touchX(long event);

    double touchY(long event);

    long gestureTime(long event);

    int fingers(long event);

    boolean isCancelled(long event);

    double gestureDx(long event);

    double gestureDy(long event);

    double scale(long event);

    /** Degrees clockwise, since the last event. */
    double angle(long event);

    long toolTime(long event);

    long tool(long event);

    void refTool(long tool);

    void unrefTool(long tool);

    int toolType(long tool);

    long toolId(long tool);

    long toolSerial(long tool);

    boolean toolHas(long tool, ToolAxis axis);

    double toolX(long event);

    double toolY(long event);

    boolean hasChanged(long event, ToolAxis axis);

    double pressure(long event);

    double distance(long event);

    double tiltX(long event);

    double tiltY(long event);

    double rotation(long event);

    double slider(long event);

    double wheelDegrees(long event);

    int wheelClicks(long event);

    boolean isNear(long event);

    boolean isTipDown(long event);

    int toolButton(long event);

    boolean isToolButtonPressed(long event);

    int padButtons(long device);

    int padGroups(long device);

    int padModes(long device, int group);

    boolean padGroupHasButton(long device, int group, int button);

    boolean padGroupHasRing(long device, int group, int ring);

    boolean padGroupHasStrip(long device, int group, int strip);

    boolean padGroupHasDial(long device, int group, int dial);

    long padTime(long event);

    int padButton(long event);

    boolean isPadButtonPressed(long event);

    int padGroup(long event);

    int padMode(long event);

    int ring(long event);

    /** Degrees clockwise; below 0: let go of. */
    double ringPosition(long event);

    boolean isRingFinger(long event);

    int strip(long event);

    /** From 0 to 1; below 0: let go of. */
    double stripPosition(long event);

    boolean isStripFinger(long event);

    int dial(long event);

    /** 120 for each step. */
    double dialed120(long event);

    long switchTime(long event);

    int switchNumber(long event);

    boolean isSwitchOn(long event);
}

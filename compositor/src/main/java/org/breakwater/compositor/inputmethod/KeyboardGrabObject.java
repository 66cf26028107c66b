package org.breakwater.compositor.inputmethod;

import org.breakwater.compositor.seat.KeyRepeat;
import org.breakwater.compositor.seat.Keyboard;
import org.breakwater.compositor.seat.KeyboardDevice;
import org.breakwater.compositor.seat.KeyboardGrab;
import org.breakwater.compositor.seat.xkb.KeyState;
import org.breakwater.compositor.seat.xkb.Keymap;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.WlKeyboard;
import org.breakwater.wayland.server.ZwpInputMethodKeyboardGrabV2Resource;

/**
 * {@code zwp_input_method_keyboard_grab_v2}: the input method has the keys of every keyboard but
 * those of its own, with which it hands back what it has no use for.
 */
final class KeyboardGrabObject
        implements ZwpInputMethodKeyboardGrabV2Resource.Requests, KeyboardGrab {
    private final ZwpInputMethodKeyboardGrabV2Resource resource;
    private final InputMethods all;
    private final Keyboard keyboard;
    private final Runnable ended;
    private Keymap toldKeymap;

    KeyboardGrabObject(ZwpInputMethodKeyboardGrabV2Resource resource, InputMethods all,
            Runnable ended) {
        this.resource = resource;
        this.all = all;
        this.keyboard = all.seat().keyboard();
        this.ended = ended;
        resource.handle(this);
    }

    void start() {
        KeyRepeat repeat = keyboard.repeat();
        tellKeymap(keyboard.device());
        resource.sendRepeatInfo(repeat.rate(), repeat.delay());
        modifiers(keyboard.device());
        keyboard.startGrab(this);
    }

    @Override
    public boolean takes(KeyboardDevice device) {
        return device.owner() != resource.client();
    }

    @Override
    public void key(KeyboardDevice device, int timeMs, int linuxKeycode, boolean down) {
        tellKeymap(device);
        resource.sendKey(all.nextSerial(), timeMs, linuxKeycode,
                down ? WlKeyboard.KeyState.PRESSED : WlKeyboard.KeyState.RELEASED);
    }

    @Override
    public void modifiers(KeyboardDevice device) {
        tellKeymap(device);
        KeyState state = device.state();
        resource.sendModifiers(all.nextSerial(), state.depressed(), state.latched(),
                state.locked(), state.group());
    }

    @Override
    public void repeatChanged(KeyRepeat repeat) {
        resource.sendRepeatInfo(repeat.rate(), repeat.delay());
    }

    /** The input method is gone, or another grab began. */
    @Override
    public void cancelled() {
        resource.makeInert();
        end();
    }

    @Override
    public void release(ZwpInputMethodKeyboardGrabV2Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource gone) {
        end();
    }

    private void end() {
        keyboard.endGrab(this);
        ended.run();
    }

    private void tellKeymap(KeyboardDevice device) {
        if (device.keymap() != toldKeymap) {
            toldKeymap = device.keymap();
            resource.sendKeymap(WlKeyboard.KeymapFormat.XKB_V1, device.file().fd(),
                    (int) device.file().size());
        }
    }
}

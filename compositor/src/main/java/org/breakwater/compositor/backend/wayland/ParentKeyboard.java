package org.breakwater.compositor.backend.wayland;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.WlKeyboard;
import org.breakwater.wayland.client.WlKeyboardProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;

/**
 * The keyboard of the parent's user. Keys that are down when our window gets the keyboard were pressed
 * for somebody else; those that are down when it loses it are released, and their modifiers end.
 */
final class ParentKeyboard implements WlKeyboardProxy.Events {
    private static final int RELEASE_SINCE = 3;
    private static final int MOST_PRESSED = 256;

    private final ParentDisplay parent;
    private final WlKeyboardProxy proxy;
    private final List<Integer> pressed = new ArrayList<>();
    private int lastTime;
    private int locked;
    private int group;

    ParentKeyboard(ParentDisplay parent, WlKeyboardProxy proxy) {
        this.parent = parent;
        this.proxy = proxy;
        proxy.listen(this);
    }

    @Override
    public void keymap(int format, Fd fd, int size) {
        if (format == WlKeyboard.KeymapFormat.XKB_V1.value()) {
            parent.input().keymap(fd, size);
        } else {
            fd.close();
        }
    }

    @Override
    public void leave(int serial, WlSurfaceProxy surface) {
        releaseAll();
    }

    @Override
    public void key(int serial, int time, int key, int state) {
        Integer code = key;
        lastTime = time;
        if (state == WlKeyboard.KeyState.PRESSED.value()) {
            if (pressed.size() < MOST_PRESSED && !pressed.contains(code)) {
                pressed.add(code);
                parent.input().key(time, key, true);
            }
        } else if (state == WlKeyboard.KeyState.RELEASED.value() && pressed.remove(code)) {
            parent.input().key(time, key, false);
        }
    }

    @Override
    public void modifiers(int serial, int depressed, int latched, int nowLocked, int nowGroup) {
        locked = nowLocked;
        group = nowGroup;
        parent.input().modifiers(depressed, latched, nowLocked, nowGroup);
    }

    void close() {
        releaseAll();
        if (proxy.version() >= RELEASE_SINCE) {
            proxy.release();
        }
    }

    private void releaseAll() {
        for (Integer key : pressed) {
            parent.input().key(lastTime, key, false);
        }
        pressed.clear();
        parent.input().modifiers(0, 0, locked, group);
    }
}

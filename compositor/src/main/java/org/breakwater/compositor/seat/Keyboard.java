package org.breakwater.compositor.seat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.breakwater.compositor.seat.xkb.KeyState;
import org.breakwater.compositor.seat.xkb.Keymap;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;
import org.breakwater.wayland.WlKeyboard;
import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.server.WlKeyboardResource;

/**
 * The keyboard of a seat: its keymap, the state of its keys, and the surface that gets them.
 *
 * <p>The desktop says with {@link #focus} who gets the keys. A popup with a grab may hold them
 * instead; the desktop's choice is remembered and comes into force when the popup lets go.
 *
 * <p>There may be several {@link KeyboardDevice}s. What a client is told of keys and modifiers is
 * always said in the keymap of the device that was used last.
 */
public final class Keyboard {
    private static final int MAP_PRIVATE_SINCE = 7;
    private static final int REPEATED_SINCE = 10;
    /** Keys that may be down; all of them go into one event. */
    private static final int MAX_PRESSED = 256;

    private final Seat seat;
    private final PressedKeys pressed = new PressedKeys();
    /** Those that went down for a grab: clients do not know of them. */
    private final PressedKeys grabbed = new PressedKeys();
    private final SurfaceWatch wanted = new SurfaceWatch(this::settle);
    private final SurfaceWatch holder = new SurfaceWatch(this::settle);
    private final Signal<Client> clientFocused = new Signal<>();
    private final Signal<Keyboard> focusChanged = new Signal<>();
    private final Signal<Keyboard> modifiersChanged = new Signal<>();
    private final KeyRepeater repeater;
    private final KeyboardDevice own;
    private KeyboardDevice active;
    private KeyboardGrab grab;
    private KeyRepeat repeat;
    private SeatClient client;
    private Surface surface;
    private int enterSerial;

    Keyboard(Seat seat, EventLoop loop, Keymap keymap, KeyRepeat repeat) {
        this.seat = seat;
        this.repeat = repeat;
        repeater = new KeyRepeater(loop, this::sendRepeated);
        own = new KeyboardDevice(null, keymap);
        active = own;
    }

    /** The surface that gets the keys; null when none does. */
    public Surface focus() {
        return surface;
    }

    /** The client whose surface gets the keys, or null. */
    public Client focusedClient() {
        return client == null ? null : client.client();
    }

    /** Gives the keys to a surface, or to none, as soon as no popup holds them. */
    public void focus(Surface next) {
        wanted.set(next);
        settle();
    }

    /**
     * A popup's grab: this surface gets the keys until {@link #releaseFocus}, or until it is
     * unmapped.
     */
    public void holdFocus(Surface popup) {
        holder.set(popup);
        settle();
    }

    /** The keys go where {@link #focus} last said. */
    public void releaseFocus() {
        holder.set(null);
        settle();
    }

    /**
     * Another client is about to get the keys (null: none does). Emitted before {@code
     * wl_keyboard.enter}, since the selection must be told first.
     */
    public Signal<Client> clientFocused() {
        return clientFocused;
    }

    /** Another surface has the keys, or none; its client has been told, and the last one may be gone by now. */
    public Signal<Keyboard> focusChanged() {
        return focusChanged;
    }

    public Signal<Keyboard> modifiersChanged() {
        return modifiersChanged;
    }

    /** The modifiers in effect, as {@link KeyState} numbers them. */
    public int modifiers() {
        return active.state().effective();
    }

    /** The user's keyboards. */
    public KeyboardDevice device() {
        return own;
    }

    public boolean isPressed(int linuxKeycode) {
        return pressed.contains(linuxKeycode);
    }

    /** A key of the user's went down or up; a second press of the same one is ignored. */
    public void key(int timeMs, int linuxKeycode, boolean down) {
        if (press(own, timeMs, linuxKeycode, down) && own.state().update(linuxKeycode, down)) {
            modifiersOf(own);
        }
    }

    /**
     * A key of this device went down or up, which does not change its modifiers. False, and
     * nothing happens, when the key is down, or up, already.
     */
    public boolean press(KeyboardDevice device, int timeMs, int linuxKeycode, boolean down) {
        boolean taken = grab != null && grab.takes(device);
        if (down) {
            if (pressed.size() >= MAX_PRESSED || !pressed.add(linuxKeycode)) {
                return false;
            }
            if (taken) {
                grabbed.add(linuxKeycode);
            }
        } else if (!pressed.remove(linuxKeycode)) {
            return false;
        } else if (grabbed.remove(linuxKeycode)) {
            if (!taken) {
                return true;
            }
        } else {
            taken = false;
        }
        if (taken) {
            grab.key(device, timeMs, linuxKeycode, down);
        } else {
            use(device);
            sendKey(timeMs, linuxKeycode, down);
        }
        return true;
    }

    /** A client set the modifiers of a device of its own. */
    public void setModifiers(KeyboardDevice device, int depressed, int latched, int locked,
            int group) {
        device.state().set(depressed, latched, locked, group);
        modifiersOf(device);
    }

    /** The device is about to be closed: clients are told of the user's keymap again. */
    public void forget(KeyboardDevice device) {
        if (active == device) {
            use(own);
        }
    }

    /** Gives keys and modifiers to {@code next}; a grab in force is cancelled. */
    public void startGrab(KeyboardGrab next) {
        KeyboardGrab last = grab;
        grab = next;
        if (last != null) {
            last.cancelled();
        }
    }

    /** Ends this grab, if it is in force. */
    public void endGrab(KeyboardGrab ended) {
        if (grab == ended && ended != null) {
            grab = null;
            tellModifiers();
        }
    }

    public KeyRepeat repeat() {
        return repeat;
    }

    public void setRepeat(KeyRepeat next) {
        if (next.equals(repeat)) {
            return;
        }
        repeat = next;
        repeater.end();
        if (grab != null) {
            grab.repeatChanged(next);
        }
        for (SeatClient each : seat.clients()) {
            each.keyboards.forEach(this::sendRepeatInfo);
        }
    }

    /** The user's. */
    public Keymap keymap() {
        return own.keymap();
    }

    /** Takes over another keymap and tells every client; keys that are down stay so. */
    public void setKeymap(Keymap next) {
        own.replace(next);
        for (int i = 0; i < pressed.size(); i++) {
            own.state().update(pressed.get(i), true);
        }
        if (active == own) {
            tellKeymap();
        }
        modifiersOf(own);
    }

    void introduce(SeatClient owner, WlKeyboardResource resource) {
        sendKeymap(owner, resource);
        sendRepeatInfo(resource);
        if (owner == client && surface != null) {
            resource.sendEnter(enterSerial, surface.resource(), keysTold());
            sendModifiers(resource, client.tellSerial());
        }
    }

    /** The seat lost its keyboard. */
    void removed() {
        wanted.set(null);
        holder.set(null);
        settle();
        pressed.clear();
        grabbed.clear();
        own.reset();
    }

    void close() {
        repeater.close();
        own.close();
    }

    /** From now on clients are told of this device; whether that is new, and they were. */
    private boolean use(KeyboardDevice device) {
        if (active == device) {
            return false;
        }
        boolean sameKeymap = Arrays.equals(active.text(), device.text());
        active = device;
        if (!sameKeymap) {
            tellKeymap();
        }
        tellModifiers();
        return true;
    }

    private void modifiersOf(KeyboardDevice device) {
        if (grab != null && grab.takes(device)) {
            grab.modifiers(device);
        } else if (!use(device)) {
            tellModifiers();
        }
    }

    private void sendKey(int timeMs, int linuxKeycode, boolean down) {
        if (client == null) {
            return;
        }
        seat.times().before(client, WlSeat.Capability.KEYBOARD, timeMs);
        int serial = client.actionSerial(down);
        WlKeyboard.KeyState keyState = down
                ? WlKeyboard.KeyState.PRESSED : WlKeyboard.KeyState.RELEASED;
        List<WlKeyboardResource> keyboards = client.keyboards;
        for (int i = 0; i < keyboards.size(); i++) {
            keyboards.get(i).sendKey(serial, timeMs, linuxKeycode, keyState);
        }
        if (!down) {
            repeater.released(linuxKeycode);
        } else if (active.keymap().repeats(linuxKeycode)) {
            repeater.begin(repeat, serial, timeMs, linuxKeycode);
        }
    }

    /** The serial is that of the press: the user did nothing else. */
    private void sendRepeated(int serial, int timeMs, int linuxKeycode) {
        if (client == null || client.client().isCongested()) {
            return;
        }
        boolean timed = false;
        List<WlKeyboardResource> keyboards = client.keyboards;
        for (int i = 0; i < keyboards.size(); i++) {
            if (keyboards.get(i).supports(REPEATED_SINCE)) {
                if (!timed) {
                    seat.times().before(client, WlSeat.Capability.KEYBOARD, timeMs);
                    timed = true;
                }
                keyboards.get(i).sendKey(serial, timeMs, linuxKeycode,
                        WlKeyboard.KeyState.REPEATED);
            }
        }
    }

    private void tellKeymap() {
        for (SeatClient each : seat.clients()) {
            each.keymapCopy.close();
            each.keyboards.forEach(resource -> sendKeymap(each, resource));
        }
    }

    private byte[] keysTold() {
        return grabbed.size() == 0 ? pressed.toArray() : pressed.without(grabbed).toArray();
    }

    private void settle() {
        Surface next = holder.surface() != null ? holder.surface() : wanted.surface();
        if (next == surface) {
            return;
        }
        leave();
        SeatClient nextClient = next == null ? null : seat.client(next.resource().client());
        boolean otherClient = nextClient != client;
        surface = next;
        client = nextClient;
        try {
            if (otherClient) {
                clientFocused.emit(focusedClient());
            }
        } finally {     // whoever has the keys has been told so
            if (next != null && surface == next) {
                enter();
            }
        }
        focusChanged.emit(this);
    }

    private void leave() {
        repeater.end();
        if (surface != null && surface.resource().isAlive()) {
            int serial = client.tellSerial();
            List<WlKeyboardResource> keyboards = client.keyboards;
            for (int i = 0; i < keyboards.size(); i++) {
                keyboards.get(i).sendLeave(serial, surface.resource());
            }
        }
    }

    private void enter() {
        enterSerial = client.tellSerial();
        int modifiersSerial = client.tellSerial();
        byte[] keys = keysTold();
        List<WlKeyboardResource> keyboards = client.keyboards;
        for (int i = 0; i < keyboards.size(); i++) {
            keyboards.get(i).sendEnter(enterSerial, surface.resource(), keys);
            sendModifiers(keyboards.get(i), modifiersSerial);
        }
    }

    private void tellModifiers() {
        if (client != null) {
            int serial = client.tellSerial();
            List<WlKeyboardResource> keyboards = client.keyboards;
            for (int i = 0; i < keyboards.size(); i++) {
                sendModifiers(keyboards.get(i), serial);
            }
        }
        modifiersChanged.emit(this);
    }

    private void sendModifiers(WlKeyboardResource resource, int serial) {
        KeyState state = active.state();
        resource.sendModifiers(serial, state.depressed(), state.latched(), state.locked(),
                state.group());
    }

    /** A rate of 0 says that the compositor repeats keys, where it can. */
    private void sendRepeatInfo(WlKeyboardResource resource) {
        if (resource.supports(REPEATED_SINCE)) {
            resource.sendRepeatInfo(0, repeat.delay());
        } else if (resource.supports(WlKeyboard.REPEAT_INFO_SINCE)) {
            resource.sendRepeatInfo(repeat.rate(), repeat.delay());
        }
    }

    private void sendKeymap(SeatClient owner, WlKeyboardResource resource) {
        try {
            resource.sendKeymap(WlKeyboard.KeymapFormat.XKB_V1,
                    resource.supports(MAP_PRIVATE_SINCE)
                            ? active.file().fd() : owner.keymapCopy.of(active.text()),
                    active.text().length);
        } catch (IOException e) {
            resource.client().postImplementationError("no keymap for %s: %s", resource,
                    e.getMessage());
        }
    }
}

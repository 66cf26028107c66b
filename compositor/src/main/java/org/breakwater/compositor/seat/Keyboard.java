package org.breakwater.compositor.seat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.breakwater.compositor.seat.xkb.KeyState;
import org.breakwater.compositor.seat.xkb.Keymap;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;
import org.breakwater.shm.Memfd;
import org.breakwater.wayland.WlKeyboard;
import org.breakwater.wayland.server.WlKeyboardResource;

/**
 * The keyboard of a seat: its keymap, the state of its keys, and the surface that gets them.
 *
 * <p>The desktop says with {@link #focus} who gets the keys. A popup with a grab may hold them
 * instead; the desktop's choice is remembered and comes into force when the popup lets go.
 */
public final class Keyboard {
    private static final int MAP_PRIVATE_SINCE = 7;

    private final Seat seat;
    private final PressedKeys pressed = new PressedKeys();
    private final SurfaceWatch wanted = new SurfaceWatch(this::settle);
    private final SurfaceWatch holder = new SurfaceWatch(this::settle);
    private final Signal<Client> clientFocused = new Signal<>();
    private final Signal<Keyboard> focusChanged = new Signal<>();
    private final Signal<Keyboard> modifiersChanged = new Signal<>();
    private Keymap keymap;
    private KeyState state;
    private byte[] keymapText;
    private Memfd keymapFile;
    private KeyRepeat repeat;
    private SeatClient client;
    private Surface surface;
    private int enterSerial;

    Keyboard(Seat seat, Keymap keymap, KeyRepeat repeat) {
        this.seat = seat;
        this.repeat = repeat;
        adopt(keymap);
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

    /** Another surface gets the keys, or none; its client has been told. */
    public Signal<Keyboard> focusChanged() {
        return focusChanged;
    }

    public Signal<Keyboard> modifiersChanged() {
        return modifiersChanged;
    }

    /** The modifiers in effect, as {@link KeyState} numbers them. */
    public int modifiers() {
        return state.effective();
    }

    public boolean isPressed(int linuxKeycode) {
        return pressed.contains(linuxKeycode);
    }

    /** A key went down or up; a second press of the same one is ignored. */
    public void key(int timeMs, int linuxKeycode, boolean down) {
        if (!(down ? pressed.add(linuxKeycode) : pressed.remove(linuxKeycode))) {
            return;
        }
        if (client != null) {
            int serial = client.actionSerial();
            WlKeyboard.KeyState keyState = down
                    ? WlKeyboard.KeyState.PRESSED : WlKeyboard.KeyState.RELEASED;
            List<WlKeyboardResource> keyboards = client.keyboards;
            for (int i = 0; i < keyboards.size(); i++) {
                keyboards.get(i).sendKey(serial, timeMs, linuxKeycode, keyState);
            }
        }
        if (state.update(linuxKeycode, down)) {
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
        for (SeatClient each : seat.clients()) {
            each.keyboards.forEach(this::sendRepeat);
        }
    }

    public Keymap keymap() {
        return keymap;
    }

    /** Takes over another keymap and tells every client; keys that are down stay so. */
    public void setKeymap(Keymap next) {
        Keymap lastKeymap = keymap;
        KeyState lastState = state;
        Memfd lastFile = keymapFile;
        adopt(next);
        state.lock(lastState.locked(), 0);
        lastState.close();
        lastKeymap.close();
        lastFile.close();
        for (int i = 0; i < pressed.size(); i++) {
            state.update(pressed.get(i), true);
        }
        for (SeatClient each : seat.clients()) {
            each.keymapCopy.close();
            each.keyboards.forEach(resource -> sendKeymap(each, resource));
        }
        tellModifiers();
    }

    void introduce(SeatClient owner, WlKeyboardResource resource) {
        sendKeymap(owner, resource);
        sendRepeat(resource);
        if (owner == client && surface != null) {
            resource.sendEnter(enterSerial, surface.resource(), pressed.toArray());
            sendModifiers(resource, client.tellSerial());
        }
    }

    /** The seat lost its keyboard. */
    void removed() {
        wanted.set(null);
        holder.set(null);
        settle();
        pressed.clear();
        state.close();
        state = keymap.newState();
    }

    void close() {
        state.close();
        keymap.close();
        keymapFile.close();
    }

    private void adopt(Keymap next) {
        byte[] text = (next.text() + '\0').getBytes(StandardCharsets.UTF_8);
        try {
            keymapFile = Memfd.sealed("breakwater-keymap", text);
        } catch (IOException e) {
            next.close();
            throw new UncheckedIOException(e);
        }
        keymapText = text;
        keymap = next;
        state = next.newState();
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
        byte[] keys = pressed.toArray();
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
        resource.sendModifiers(serial, state.depressed(), state.latched(), state.locked(),
                state.group());
    }

    private void sendRepeat(WlKeyboardResource resource) {
        if (resource.supports(WlKeyboard.REPEAT_INFO_SINCE)) {
            resource.sendRepeatInfo(repeat.rate(), repeat.delay());
        }
    }

    private void sendKeymap(SeatClient owner, WlKeyboardResource resource) {
        try {
            resource.sendKeymap(WlKeyboard.KeymapFormat.XKB_V1,
                    resource.supports(MAP_PRIVATE_SINCE)
                            ? keymapFile.fd() : owner.keymapCopy.of(keymapText),
                    keymapText.length);
        } catch (IOException e) {
            resource.client().postImplementationError("no keymap for %s: %s", resource,
                    e.getMessage());
        }
    }
}

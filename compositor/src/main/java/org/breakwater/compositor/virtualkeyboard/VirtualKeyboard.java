package org.breakwater.compositor.virtualkeyboard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.seat.KeyboardDevice;
import org.breakwater.compositor.seat.xkb.Keymap;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.server.Resource;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.WlKeyboard;
import org.breakwater.wayland.ZwpVirtualKeyboardV1.Error;
import org.breakwater.wayland.server.ZwpVirtualKeyboardV1Resource;

/**
 * {@code zwp_virtual_keyboard_v1}. While a keymap is being read, what comes after it waits; a
 * client may end meanwhile, and its keys are pressed nevertheless. At the end, keys that are down
 * are released.
 */
final class VirtualKeyboard implements ZwpVirtualKeyboardV1Resource.Requests, KeymapLoader.Taker {
    private static final int MAX_WAITING = 16 << 10;
    /** Keys that one keyboard may hold down. */
    private static final int MAX_PRESSED = 32;
    private static final int HIGHEST_KEY = 0x2ff;

    private final ZwpVirtualKeyboardV1Resource resource;
    private final Client client;
    private final KeymapLoader loader;
    private final KeyInput input;
    private final Runnable ended;
    private final ArrayDeque<Step> waiting = new ArrayDeque<>();
    private final List<Integer> pressed = new ArrayList<>(4);
    private KeyboardDevice device;
    private boolean keymapAsked;
    private boolean loading;
    private boolean destroyed;
    private int lastTime;

    /** What the client asked for; done in this order. */
    private sealed interface Step {
    }

    private record NewKeymap(Fd fd, int size) implements Step {
    }

    private record Key(int timeMs, int key, boolean down) implements Step {
    }

    private record Modifiers(int depressed, int latched, int locked, int group) implements Step {
    }

    /** {@code ended}: it presses no more keys. */
    VirtualKeyboard(ZwpVirtualKeyboardV1Resource resource, KeymapLoader loader, KeyInput input,
            Runnable ended) {
        this.resource = resource;
        this.client = resource.client();
        this.loader = loader;
        this.input = input;
        this.ended = ended;
        resource.handle(this);
    }

    @Override
    public void keymap(ZwpVirtualKeyboardV1Resource self, int format, Fd fd, int size) {
        boolean queued = false;
        try {
            if (format != WlKeyboard.KeymapFormat.XKB_V1.value()) {
                throw resource.error(Error.INVALID_KEYMAP_FORMAT, "keymaps of format %d", format);
            }
            if (size <= 0 || size > Keymap.MAX_BYTES) {
                throw resource.error(Error.INVALID_KEYMAP_FORMAT, "a keymap of %s bytes",
                        Integer.toUnsignedString(size));
            }
            charge();
            keymapAsked = true;
            queued = add(new NewKeymap(fd, size));
        } finally {
            if (!queued) {
                fd.close();
            }
        }
    }

    @Override
    public void key(ZwpVirtualKeyboardV1Resource self, int time, int key, int state) {
        needKeymap();
        add(new Key(time, key, state != WlKeyboard.KeyState.RELEASED.value()));
    }

    @Override
    public void modifiers(ZwpVirtualKeyboardV1Resource self, int depressed, int latched, int locked,
            int group) {
        needKeymap();
        add(new Modifiers(depressed, latched, locked, group));
    }

    @Override
    public void destroy(ZwpVirtualKeyboardV1Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource self) {
        destroyed = true;
        advance();
    }

    @Override
    public void loaded(Keymap keymap) {
        loading = false;
        KeyboardDevice last = device;
        try {
            device = new KeyboardDevice(client, keymap);
        } catch (Throwable failed) {
            client.account().discharge(Held.KEYMAPS, 1);
            throw failed;
        }
        if (last != null) {
            release(last);
        }
        advance();
    }

    @Override
    public void refused(String why) {
        loading = false;
        client.account().discharge(Held.KEYMAPS, 1);
        while (!waiting.isEmpty()) {
            if (waiting.remove() instanceof NewKeymap unread) {
                unread.fd().close();
                discharge();
            }
        }
        resource.postError(Error.INVALID_KEYMAP_FORMAT, "%s", why);
        advance();
    }

    /** For a keymap that is to be read, and its descriptor. */
    private void charge() {
        boolean charged = false;
        client.account().charge(Held.KEYMAPS, 1);
        try {
            client.account().charge(Held.FDS, 1);
            charged = true;
        } finally {
            if (!charged) {
                client.account().discharge(Held.KEYMAPS, 1);
            }
        }
    }

    private void discharge() {
        client.account().discharge(Held.FDS, 1);
        client.account().discharge(Held.KEYMAPS, 1);
    }

    private void needKeymap() {
        if (!keymapAsked) {
            throw resource.error(Error.NO_KEYMAP, "%s has no keymap", resource);
        }
    }

    private boolean add(Step step) {
        if (waiting.size() >= MAX_WAITING) {
            if (step instanceof NewKeymap) {
                discharge();
            }
            client.postNoMemory();
            return false;
        }
        waiting.add(step);
        advance();
        return true;
    }

    private void advance() {
        while (!loading && !waiting.isEmpty()) {
            Step step = waiting.remove();
            if (step instanceof NewKeymap next) {
                loading = true;
                loader.load(next.fd(), next.size(), this,
                        () -> client.account().discharge(Held.FDS, 1));
            } else if (step instanceof Key key) {
                press(key);
            } else if (step instanceof Modifiers now) {
                input.modifiers(device, now.depressed(), now.latched(), now.locked(), now.group());
            }
        }
        if (destroyed && !loading) {
            destroyed = false;
            if (device != null) {
                release(device);
            }
            ended.run();
        }
    }

    private void press(Key step) {
        Integer key = step.key();
        lastTime = step.timeMs();
        if (!step.down()) {
            if (pressed.remove(key)) {
                input.key(device, step.timeMs(), key, false);
            }
        } else if (key >= 0 && key <= HIGHEST_KEY && pressed.size() < MAX_PRESSED
                && input.key(device, step.timeMs(), key, true)) {
            pressed.add(key);
        }
    }

    /** Lets go of a device. */
    private void release(KeyboardDevice old) {
        for (Integer key : pressed) {
            input.key(old, lastTime, key, false);
        }
        pressed.clear();
        input.removed(old);
        old.close();
        client.account().discharge(Held.KEYMAPS, 1);
    }
}

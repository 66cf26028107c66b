package org.breakwater.compositor.seat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.breakwater.compositor.seat.xkb.KeyState;
import org.breakwater.compositor.seat.xkb.Keymap;
import org.breakwater.protocol.server.Client;
import org.breakwater.shm.Memfd;

/**
 * Keys with a keymap and a state of their own. The keyboards of the user are one device; each
 * virtual keyboard of a client is another. Clients see the keymap of the device that was used last.
 *
 * <p>Owns the keymap, its file and native memory until {@link #close}. Loop thread.
 */
public final class KeyboardDevice implements AutoCloseable {
    private final Client owner;
    private Keymap keymap;
    private KeyState state;
    private byte[] text;
    private Memfd file;

    /** Takes over the keymap, also when it throws. {@code owner}: the client whose keyboard it is; null: the user's. */
    public KeyboardDevice(Client owner, Keymap keymap) {
        this.owner = owner;
        adopt(keymap);
    }

    /** The client that presses the keys; null: the user does. */
    public Client owner() {
        return owner;
    }

    public Keymap keymap() {
        return keymap;
    }

    /** Modifiers and layout in effect on this device. */
    public KeyState state() {
        return state;
    }

    /** The keymap as clients read it, in a file that nobody can change; this object's own. */
    public Memfd file() {
        return file;
    }

    /** The bytes of {@link #file}, the final zero among them; not to be changed. */
    byte[] text() {
        return text;
    }

    /** Takes over another keymap; what was locked stays so. When it throws, all is as before. */
    void replace(Keymap next) {
        Keymap lastKeymap = keymap;
        KeyState lastState = state;
        Memfd lastFile = file;
        adopt(next);
        state.lock(lastState.locked(), 0);
        lastState.close();
        lastKeymap.close();
        lastFile.close();
    }

    /** Forgets what is pressed and locked. */
    void reset() {
        state.close();
        state = keymap.newState();
    }

    @Override
    public void close() {
        state.close();
        keymap.close();
        file.close();
    }

    private void adopt(Keymap next) {
        byte[] bytes = (next.text() + '\0').getBytes(StandardCharsets.UTF_8);
        Memfd sealed = null;
        KeyState fresh = null;
        try {
            sealed = Memfd.sealed("breakwater-keymap", bytes);
            fresh = next.newState();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (fresh == null) {
                next.close();
                if (sealed != null) {
                    sealed.close();
                }
            }
        }
        file = sealed;
        text = bytes;
        keymap = next;
        state = fresh;
    }
}

package org.breakwater.tests.clients;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.client.Proxy;
import org.breakwater.protocol.client.ProxyType;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.client.WlKeyboardProxy;
import org.breakwater.wayland.client.WlRegistryProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.ZwlrVirtualPointerManagerV1Proxy;
import org.breakwater.wayland.client.ZwlrVirtualPointerV1Proxy;
import org.breakwater.wayland.client.ZwpInputMethodManagerV2Proxy;
import org.breakwater.wayland.client.ZwpInputMethodV2Proxy;
import org.breakwater.wayland.client.ZwpVirtualKeyboardManagerV1Proxy;
import org.breakwater.wayland.client.ZwpVirtualKeyboardV1Proxy;

/**
 * A user who works from afar: a client that moves a virtual pointer and presses the keys of a
 * virtual keyboard, with the seat's own keymap. Every call returns when the compositor has done it.
 */
final class VirtualHands implements AutoCloseable {
    private static final int LEFT = 0x110;
    private static final int WHEEL = 0;
    private static final int VERTICAL = 0;
    private static final int STEP = 15;

    private final LiveServer live;
    private final ClientDisplay display;
    private final Map<String, Integer> names = new HashMap<>();
    private final WlRegistryProxy registry;
    private final ZwlrVirtualPointerV1Proxy pointer;
    private final ZwpVirtualKeyboardV1Proxy keyboard;
    private final WlSeatProxy seat;
    private ZwpInputMethodV2Proxy method;
    private String surroundingText = "";
    private int cursor;
    private boolean active;
    private int dones;
    private boolean keymapGiven;

    VirtualHands(LiveServer live) {
        this.live = live;
        try {
            display = ClientDisplay.connect(live.directory(), live.socketName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        registry = display.proxy().getRegistry();
        registry.listen(new WlRegistryProxy.Events() {
            @Override
            public void global(int name, String interfaceName, int version) {
                names.put(interfaceName, name);
            }
        });
        sync();
        seat = bind(WlSeatProxy.TYPE, 7);
        pointer = bind(ZwlrVirtualPointerManagerV1Proxy.TYPE, 2).createVirtualPointer(seat);
        keyboard = bind(ZwpVirtualKeyboardManagerV1Proxy.TYPE, 1).createVirtualKeyboard(seat);
        seat.getKeyboard().listen(new WlKeyboardProxy.Events() {
            @Override
            public void keymap(int format, Fd fd, int size) {
                try (fd) {
                    if (!keymapGiven) {
                        keymapGiven = true;
                        keyboard.keymap(format, fd, size);
                    }
                }
            }
        });
        until("the seat's keymap", () -> keymapGiven);
        sync();
    }

    /** To a place in the layout of one output, {@link LiveServer#MODE}. */
    void moveTo(int x, int y) {
        pointer.motionAbsolute(live.time(), x, y, LiveServer.MODE.width(),
                LiveServer.MODE.height());
        pointer.frame();
        sync();
    }

    void press() {
        button(1);
    }

    void release() {
        button(0);
    }

    void click() {
        press();
        release();
    }

    /** Turns the wheel by so many steps, towards the user. */
    void scroll(int steps) {
        pointer.axisSource(WHEEL);
        pointer.axisDiscrete(live.time(), VERTICAL, STEP * steps, steps);
        pointer.frame();
        sync();
    }

    /** {@code key}: a code of linux/input-event-codes.h. */
    void key(int key) {
        keyboard.key(live.time(), key, 1);
        keyboard.key(live.time(), key, 0);
        sync();
    }

    /** From now on it is the seat's input method. */
    void becomeInputMethod() {
        method = bind(ZwpInputMethodManagerV2Proxy.TYPE, 1).getInputMethod(seat);
        method.listen(new ZwpInputMethodV2Proxy.Events() {
            @Override
            public void activate() {
                active = true;
            }

            @Override
            public void deactivate() {
                active = false;
            }

            @Override
            public void surroundingText(String text, int newCursor, int anchor) {
                surroundingText = text;
                cursor = newCursor;
            }

            @Override
            public void done() {
                dones++;
            }
        });
        sync();
    }

    /** Whether a field of text is enabled. */
    boolean mayWrite() {
        sync();
        return active;
    }

    /** The text in the field, and the cursor as {@code |}, as far as the client tells it. */
    String field() {
        sync();
        byte[] bytes = surroundingText.getBytes(StandardCharsets.UTF_8);
        return new String(bytes, 0, cursor, StandardCharsets.UTF_8) + "|"
                + new String(bytes, cursor, bytes.length - cursor, StandardCharsets.UTF_8);
    }

    /** Enters text as an input method does. */
    void write(String text) {
        method.commitString(text);
        method.commit(dones);
        sync();
    }

    /** Deletes so many bytes before the cursor. */
    void erase(int bytes) {
        method.deleteSurroundingText(bytes, 0);
        method.commit(dones);
        sync();
    }

    /** Lets go of everything; nothing is held for them any more. */
    void leave() {
        if (!display.isClosed()) {
            display.close();
        }
    }

    @Override
    public void close() {
        leave();
    }

    private void button(int state) {
        pointer.button(live.time(), LEFT, state);
        pointer.frame();
        sync();
    }

    private <P extends Proxy> P bind(ProxyType<P> type, int version) {
        return registry.bind(names.get(type.spec().name()), type, version);
    }

    private void sync() {
        boolean[] done = new boolean[1];
        display.sync(() -> done[0] = true);
        until("an answer", () -> done[0]);
    }

    private void until(String what, BooleanSupplier condition) {
        boolean reached = live.turnsInto(LiveServer.SOON, () -> {
            display.flush();
            live.loop().dispatch(0);
            try {
                display.dispatchPending();
            } catch (IOException ended) {
                fail("the hands were cut off", ended);
            }
            return condition.getAsBoolean();
        });
        if (!reached) {
            fail("the hands still wait for " + what);
        }
    }
}

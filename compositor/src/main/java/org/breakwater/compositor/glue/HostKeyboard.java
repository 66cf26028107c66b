package org.breakwater.compositor.glue;

import java.util.ArrayDeque;
import org.breakwater.compositor.seat.KeyboardDevice;
import org.breakwater.compositor.seat.xkb.Keymap;
import org.breakwater.compositor.virtualkeyboard.KeymapLoader;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.wire.Fd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A keyboard of the user's whose keymap and modifiers come from outside. While a keymap is being read,
 * what comes after it waits, and comes whatever became of what was before; one that cannot be read changes
 * nothing. Until the first is there, keys mean what the seat's own keymap says.
 */
final class HostKeyboard implements KeymapLoader.Taker {
    private static final Logger LOG = LoggerFactory.getLogger(HostKeyboard.class);
    private static final int MAX_WAITING = 4096;
    private static final int MAX_WAITING_FILES = 16;

    private final EventLoop loop;
    private final SeatInput input;
    private final KeymapLoader loader;
    private final ArrayDeque<Step> waiting = new ArrayDeque<>();
    private KeyboardDevice device;
    private boolean loading;
    private boolean closed;

    /** Something that waits for its turn; {@code file}: what it would take over, or null. */
    private record Step(Runnable work, Fd file) {
    }

    HostKeyboard(EventLoop loop, SeatInput input) {
        this.loop = loop;
        this.input = input;
        this.loader = new KeymapLoader(loop);
    }

    /** Takes the descriptor over. */
    void keymap(Fd file, int size) {
        if (size <= 0 || size > Keymap.MAX_BYTES || closed || waiting.size() >= MAX_WAITING
                || waiting.stream().filter(step -> step.file() != null).count() >= MAX_WAITING_FILES) {
            LOG.warn("a keymap of {} bytes is not used", size);
            file.close();
            return;
        }
        inTurn(new Step(() -> {
            loading = true;
            loader.load(file, size, this, () -> { });
        }, file));
    }

    void key(int timeMs, int key, boolean pressed) {
        inTurn(new Step(() -> {
            if (device == null) {
                input.key(timeMs, key, pressed);
            } else {
                input.key(device, timeMs, key, pressed);
            }
        }, null));
    }

    void modifiers(int depressed, int latched, int locked, int group) {
        inTurn(new Step(() -> {
            if (device != null) {
                input.modifiers(device, depressed, latched, locked, group);
            }
        }, null));
    }

    @Override
    public void loaded(Keymap keymap) {
        KeyboardDevice last = device;
        if (closed) {
            keymap.close();
            return;
        }
        try {
            device = new KeyboardDevice(null, keymap);
            close(last);
        } finally {
            next();
        }
    }

    @Override
    public void refused(String why) {
        LOG.warn("a keymap is not used: {}", why);
        next();
    }

    void close() {
        closed = true;
        for (Step step : waiting) {
            if (step.file() != null) {
                step.file().close();
            }
        }
        waiting.clear();
        close(device);
        device = null;
    }

    private void close(KeyboardDevice last) {
        if (last != null) {
            input.keyboardRemoved(last);
            last.close();
        }
    }

    private void next() {
        loading = false;
        while (!loading && !waiting.isEmpty()) {
            try {
                waiting.remove().work().run();
            } catch (RuntimeException thrown) {
                loop.failed("a key that had to wait", thrown);
            }
        }
    }

    private void inTurn(Step step) {
        if (!loading) {
            step.work().run();
        } else if (waiting.size() < MAX_WAITING) {
            waiting.add(step);
        }
    }
}

package org.breakwater.compositor.backend.wayland;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.breakwater.compositor.backend.BackendInput;
import org.breakwater.compositor.backend.PointerHold;
import org.breakwater.compositor.backend.gbm.DmabufMemory;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.FdSource;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.WireException;
import org.breakwater.render.Renderer;
import org.breakwater.wayland.client.WlOutputProxy;
import org.breakwater.wayland.client.WlRegistryProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;

/**
 * The connection to the compositor whose windows our outputs are. It waits for the parent only while
 * it starts, and then not for longer than some seconds; afterwards the loop hears what arrives, and
 * what the parent does not take waits until its socket is writable. Loop thread.
 *
 * <p>When the parent hangs up, reports an error, or says what cannot be understood, {@link #lost} is
 * emitted, once, and the connection is good for nothing any more.
 */
public final class ParentDisplay implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final long SEND_AGAIN_NANOS = 10_000_000L;
    private static final int OLDEST_USABLE_OUTPUT = 2;
    private static final int MOST_OUTPUTS = 64;
    private static final int MOST_SEATS = 16;

    /** With more waiting to be sent, the parent is not listened to: what it says asks for answers. */
    private static final int MOST_UNSENT = 64 * 1024;

    private final EventLoop loop;
    private final ClientDisplay display;
    private final WlRegistryProxy registry;
    private final ParentGlobals globals;
    private final TimerSource sendAgain;
    private final Map<Integer, ParentOutput> outputs = new HashMap<>();
    private final List<WindowOutput> windows = new ArrayList<>();
    private final List<ParentSeat> seats = new ArrayList<>();
    private final Signal<String> lost = new Signal<>();
    private FdSource source;
    private Signal.Subscription turnEnd;
    private BackendInput input = BackendInput.NOBODY;
    private DmabufMemory memory;
    private long device;
    private PointerHold hold = new PointerHold.Free();
    private PointerHold.Place lastHint;
    private boolean holdOwed;
    private boolean gone;

    private ParentDisplay(EventLoop loop, ClientDisplay display) {
        this.loop = loop;
        this.display = display;
        this.sendAgain = loop.addTimer(() -> { });      // the turn's end does it
        this.registry = display.proxy().getRegistry();
        this.globals = new ParentGlobals(registry);
        registry.listen(new WlRegistryProxy.Events() {
            @Override
            public void global(int name, String interfaceName, int version) {
                announced(name, interfaceName, version);
            }

            @Override
            public void globalRemove(int name) {
                withdrawn(name);
            }
        });
    }

    /**
     * Connects to the compositor that listens at {@code socket}.
     *
     * @throws IOException with a message for the user: it is not there, or lacks what we need
     */
    public static ParentDisplay connect(EventLoop loop, Path socket) throws IOException {
        return begin(loop, ClientDisplay.connect(socket.getParent(), socket.getFileName().toString(),
                PATIENCE_MILLIS));
    }

    /** As above, over a connection that the compositor has made for us; it is closed when that fails. */
    public static ParentDisplay connect(EventLoop loop, Fd connection) throws IOException {
        return begin(loop, new ClientDisplay(connection));
    }

    private static ParentDisplay begin(EventLoop loop, ClientDisplay display) throws IOException {
        ParentDisplay parent = new ParentDisplay(loop, display);
        try {
            parent.roundtrip();     // the globals
            parent.roundtrip();     // what they say at once
            parent.globals.check();
            return parent;
        } catch (IOException | RuntimeException unusable) {
            parent.close();
            throw unusable;
        }
    }

    /**
     * Lets windows that are made from now on be drawn into memory that the parent shows as it is, where it can.
     *
     * @param from stays the caller's, who closes it after the windows
     * @param drawing the {@code dev_t} of the device that draws
     */
    public void share(DmabufMemory from, long drawing) {
        memory = from;
        device = drawing;
    }

    /** Whether the parent shows memory of devices at all. */
    public boolean takesDmabufs() {
        return globals.dmabufs() != null;
    }

    /** From now on the loop serves the connection, at the tail of its turns behind who came before. */
    public void watch(BackendInput receiver) {
        input = receiver;
        source = loop.addFd(display.socket().raw(), FdSource.READABLE, this::ready);
        turnEnd = loop.turnEnd().add(turn -> flush());
        seats.forEach(ParentSeat::watch);
    }

    /**
     * A window that is an output, shown as soon as something is drawn; {@code width} and {@code
     * height}: what it likes to be, in logical pixels of the parent. The caller closes it.
     *
     * @throws IOException when the parent does not answer in time
     */
    public WindowOutput createWindow(Renderer renderer, String name, int width, int height,
            int refreshMilliHz) throws IOException {
        WindowOutput window = new WindowOutput(this, loop, renderer, name, width, height, refreshMilliHz);
        windows.add(window);
        await(window::isConfigured);
        return window;
    }

    /** Holds the parent's pointer so, where the parent can do that and the pointer is over a window, or lets it go. */
    public void holdPointer(PointerHold wanted) {
        if (!wanted.equals(hold)) {
            hold = wanted;
            holdOwed = true;
            if (wanted instanceof PointerHold.Locked locked) {
                lastHint = locked.hint();
            }
        }
    }

    /** Why the parent is gone; emitted once. */
    public Signal<String> lost() {
        return lost;
    }

    /** What has been said to the parent and its socket has not taken. */
    public int unsentBytes() {
        return display.pendingOutput();
    }

    boolean isLost() {
        return gone;
    }

    @Override
    public void close() {
        gone = true;
        sendAgain.close();
        if (source != null) {
            source.close();
            turnEnd.remove();
        }
        display.flush();
        display.close();
    }

    BackendInput input() {
        return input;
    }

    /** Null: frames are copied. */
    DmabufMemory memory() {
        return memory;
    }

    long device() {
        return device;
    }

    ParentGlobals globals() {
        return globals;
    }

    /** How the pointer is to be held. */
    PointerHold hold() {
        return hold;
    }

    /** Where it is to be when a lock ends, as the last one said; may be null. */
    PointerHold.Place lastHint() {
        return lastHint;
    }

    /** Null when there is none such. */
    WindowOutput windowOf(WlSurfaceProxy surface) {
        for (WindowOutput window : windows) {
            if (window.surface() == surface) {
                return window;
            }
        }
        return null;
    }

    void forget(WindowOutput window) {
        windows.remove(window);
        seats.forEach(seat -> seat.forget(window));
    }

    private void announced(int name, String interfaceName, int version) {
        switch (interfaceName) {
            case "wl_output" -> {
                if (version >= OLDEST_USABLE_OUTPUT && outputs.size() < MOST_OUTPUTS) {
                    outputs.computeIfAbsent(name, unknown -> new ParentOutput(
                            registry.bind(name, WlOutputProxy.TYPE, Math.min(version, 3)), this::outputChanged));
                }
            }
            case "wl_seat" -> {
                if (seats.size() < MOST_SEATS) {
                    ParentSeat seat = new ParentSeat(this, name,
                            registry.bind(name, WlSeatProxy.TYPE, Math.min(version, 9)));
                    seats.add(seat);
                    if (source != null) {
                        seat.watch();
                    }
                }
            }
            default -> globals.announced(name, interfaceName, version);
        }
    }

    private void withdrawn(int name) {
        ParentOutput output = outputs.remove(name);
        if (output != null) {
            windows.forEach(window -> window.left(output));
            output.close();
        }
        for (ParentSeat seat : List.copyOf(seats)) {
            if (seat.name() == name) {
                seats.remove(seat);
                seat.close();
            }
        }
    }

    private void outputChanged(ParentOutput output) {
        for (WindowOutput window : List.copyOf(windows)) {
            window.parentOutputChanged(output);
        }
    }

    /** Null for an output that we do not know. */
    ParentOutput outputOf(WlOutputProxy proxy) {
        for (ParentOutput output : outputs.values()) {
            if (output.proxy() == proxy) {
                return output;
            }
        }
        return null;
    }

    private void roundtrip() throws IOException {
        boolean[] reached = new boolean[1];
        display.sync(() -> reached[0] = true);
        await(() -> reached[0]);
    }

    private void await(BooleanSupplier reached) throws IOException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (!reached.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new IOException("the parent compositor does not answer");
            }
            try {
                display.dispatch((int) (left / 1_000_000) + 1);
            } catch (WireException garbled) {
                throw new IOException("the parent compositor: " + garbled.getMessage(), garbled);
            }
        }
    }

    private void ready(int events) {
        if ((events & (FdSource.READABLE | FdSource.HANGUP | FdSource.ERROR)) != 0) {
            dispatch();
        }
    }

    /**
     * What one read gives: however much the parent says, others have their turn. A failure of ours does not make its
     * connection useless.
     */
    private void dispatch() {
        if (gone) {
            return;
        }
        try {
            display.dispatchSome();
            if (display.endedInUse() != null) {
                fail(display.endedInUse() + " was ended, which is in use");
            }
        } catch (IOException hungUp) {
            fail(hungUp.getMessage());
        } catch (WireException garbled) {
            fail(garbled.getMessage());
        } catch (RuntimeException thrown) {
            loop.failed("an event of the parent compositor", thrown);
            loop.idle(this::dispatch);
        }
    }

    /**
     * At the end of a turn. What a client makes us ask of the parent again and again is asked for only when the parent
     * has taken what was asked before.
     */
    private void flush() {
        if (gone) {
            return;
        }
        boolean taken = display.flush();
        if (taken && holdOwed) {
            holdOwed = false;
            seats.forEach(ParentSeat::holdPointer);
            taken = display.flush();
        }
        if (!taken && display.isStarved()) {
            sendAgain.armAt(loop.clock().nanos() + SEND_AGAIN_NANOS);
        }
        int listening = display.pendingOutput() > MOST_UNSENT ? 0 : FdSource.READABLE;
        source.watch(taken || display.isStarved() ? listening : listening | FdSource.WRITABLE);
    }

    private void fail(String reason) {
        gone = true;
        sendAgain.close();
        source.close();
        turnEnd.remove();
        lost.emit(reason);
    }
}

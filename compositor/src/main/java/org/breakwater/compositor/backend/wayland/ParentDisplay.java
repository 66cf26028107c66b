package org.breakwater.compositor.backend.wayland;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.breakwater.compositor.backend.BackendInput;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.client.Proxy;
import org.breakwater.protocol.client.ProxyType;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.FdSource;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.wire.WireException;
import org.breakwater.render.Renderer;
import org.breakwater.wayland.client.WlCompositorProxy;
import org.breakwater.wayland.client.WlOutputProxy;
import org.breakwater.wayland.client.WlRegistryProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.WlShmProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpFractionalScaleManagerV1Proxy;
import org.breakwater.wayland.client.WpPresentationProxy;
import org.breakwater.wayland.client.WpViewporterProxy;
import org.breakwater.wayland.client.XdgWmBaseProxy;
import org.breakwater.wayland.client.ZwpPointerConstraintsV1Proxy;
import org.breakwater.wayland.client.ZwpRelativePointerManagerV1Proxy;
import org.breakwater.wayland.client.ZxdgDecorationManagerV1Proxy;

/**
 * The connection to the compositor whose windows our outputs are. It waits for the parent only while
 * it starts, and then not for longer than some seconds; afterwards the loop hears what arrives, and
 * what the parent does not take waits until its socket is writable. Loop thread.
 *
 * <p>When the parent hangs up, reports an error, or says what cannot be understood, {@link #lost} is
 * emitted, once, and the connection is good for nothing any more.
 */
public final class ParentDisplay implements AutoCloseable {
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final int MONOTONIC = 1;
    private static final int OLDEST_COMPOSITOR = 4;
    private static final int OLDEST_NAMED_OUTPUT = 2;

    private final EventLoop loop;
    private final ClientDisplay display;
    private final WlRegistryProxy registry;
    private final Map<Integer, ParentOutput> outputs = new HashMap<>();
    private final List<WindowOutput> windows = new ArrayList<>();
    private final List<ParentSeat> seats = new ArrayList<>();
    private final Signal<String> lost = new Signal<>();
    private FdSource source;
    private Signal.Subscription turnEnd;
    private BackendInput input = BackendInput.NOBODY;
    private WlCompositorProxy compositor;
    private WlShmProxy shm;
    private XdgWmBaseProxy shell;
    private WpViewporterProxy viewporter;
    private WpFractionalScaleManagerV1Proxy fractionalScale;
    private WpPresentationProxy presentation;
    private ZxdgDecorationManagerV1Proxy decorations;
    private ZwpPointerConstraintsV1Proxy constraints;
    private ZwpRelativePointerManagerV1Proxy relativePointers;
    private boolean locking;
    private boolean monotonic;
    private boolean gone;

    private ParentDisplay(EventLoop loop, ClientDisplay display) {
        this.loop = loop;
        this.display = display;
        this.registry = display.proxy().getRegistry();
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
        ClientDisplay display = ClientDisplay.connect(socket.getParent(), socket.getFileName().toString());
        ParentDisplay parent = new ParentDisplay(loop, display);
        try {
            parent.roundtrip();     // the globals
            parent.roundtrip();     // what they say at once
            parent.check();
            return parent;
        } catch (IOException | RuntimeException unusable) {
            parent.close();
            throw unusable;
        }
    }

    /** From now on the loop serves the connection, at the tail of its turns behind who came before. */
    public void watch(BackendInput receiver) {
        input = receiver;
        source = loop.addFd(display.socket().raw(), FdSource.READABLE, events -> dispatch());
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

    /**
     * Holds the parent's pointer in its place, where the parent can do that and the pointer is over a
     * window, or lets it go.
     */
    public void lockPointer(boolean lock) {
        if (locking != lock && !gone) {
            locking = lock;
            seats.forEach(ParentSeat::lockPointer);
        }
    }

    /** Why the parent is gone; emitted once. */
    public Signal<String> lost() {
        return lost;
    }

    boolean isLost() {
        return gone;
    }

    @Override
    public void close() {
        gone = true;
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

    WlCompositorProxy compositor() {
        return compositor;
    }

    WlShmProxy shm() {
        return shm;
    }

    XdgWmBaseProxy shell() {
        return shell;
    }

    /** Null where the parent has none, as all below. */
    WpViewporterProxy viewporter() {
        return viewporter;
    }

    WpFractionalScaleManagerV1Proxy fractionalScale() {
        return fractionalScale;
    }

    /** Null, too, where its times are of another clock than the loop's. */
    WpPresentationProxy presentation() {
        return monotonic ? presentation : null;
    }

    ZxdgDecorationManagerV1Proxy decorations() {
        return decorations;
    }

    ZwpPointerConstraintsV1Proxy constraints() {
        return constraints;
    }

    ZwpRelativePointerManagerV1Proxy relativePointers() {
        return relativePointers;
    }

    /** Whether the pointer is to be held, and can be. */
    boolean isLocking() {
        return locking && constraints != null && relativePointers != null;
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
            case "wl_compositor" -> compositor = bind(name, WlCompositorProxy.TYPE, version, 6);
            case "wl_shm" -> shm = bind(name, WlShmProxy.TYPE, version, 1);
            case "xdg_wm_base" -> {
                shell = bind(name, XdgWmBaseProxy.TYPE, version, 5);
                XdgWmBaseProxy bound = shell;
                bound.listen(new XdgWmBaseProxy.Events() {
                    @Override
                    public void ping(int serial) {
                        bound.pong(serial);
                    }
                });
            }
            case "wp_viewporter" -> viewporter = bind(name, WpViewporterProxy.TYPE, version, 1);
            case "wp_fractional_scale_manager_v1" ->
                    fractionalScale = bind(name, WpFractionalScaleManagerV1Proxy.TYPE, version, 1);
            case "wp_presentation" -> {
                presentation = bind(name, WpPresentationProxy.TYPE, version, 1);
                presentation.listen(new WpPresentationProxy.Events() {
                    @Override
                    public void clockId(int clock) {
                        monotonic = clock == MONOTONIC;
                    }
                });
            }
            case "zxdg_decoration_manager_v1" ->
                    decorations = bind(name, ZxdgDecorationManagerV1Proxy.TYPE, version, 1);
            case "zwp_pointer_constraints_v1" ->
                    constraints = bind(name, ZwpPointerConstraintsV1Proxy.TYPE, version, 1);
            case "zwp_relative_pointer_manager_v1" ->
                    relativePointers = bind(name, ZwpRelativePointerManagerV1Proxy.TYPE, version, 1);
            case "wl_output" -> {
                if (version >= OLDEST_NAMED_OUTPUT) {
                    outputs.put(name, new ParentOutput(bind(name, WlOutputProxy.TYPE, version, 3),
                            this::outputChanged));
                }
            }
            case "wl_seat" -> {
                ParentSeat seat = new ParentSeat(this, name, bind(name, WlSeatProxy.TYPE, version, 9));
                seats.add(seat);
                if (source != null) {
                    seat.watch();
                }
            }
            default -> { }
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

    private <P extends Proxy> P bind(int name, ProxyType<P> type, int version, int newest) {
        return registry.bind(name, type, Math.min(version, newest));
    }

    private void check() throws IOException {
        require(compositor != null && compositor.version() >= OLDEST_COMPOSITOR,
                "wl_compositor " + OLDEST_COMPOSITOR);
        require(shm != null, "wl_shm");
        require(shell != null, "xdg_wm_base");
    }

    private static void require(boolean there, String what) throws IOException {
        if (!there) {
            throw new IOException("the parent compositor has no " + what);
        }
    }

    private void roundtrip() throws IOException {
        boolean[] reached = new boolean[1];
        display.sync(() -> reached[0] = true);
        await(() -> reached[0]);
    }

    private void await(BooleanSupplier reached) throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
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

    /** Everything that has arrived; a failure of ours does not make the parent's connection useless. */
    private void dispatch() {
        if (gone) {
            return;
        }
        try {
            display.dispatchPending();
        } catch (IOException hungUp) {
            fail(hungUp.getMessage());
        } catch (WireException garbled) {
            fail(garbled.getMessage());
        } catch (RuntimeException thrown) {
            loop.failed("an event of the parent compositor", thrown);
            loop.idle(this::dispatch);
        }
    }

    private void flush() {
        if (!gone) {
            source.watch(display.flush()
                    ? FdSource.READABLE
                    : FdSource.READABLE | FdSource.WRITABLE);
        }
    }

    private void fail(String reason) {
        gone = true;
        source.close();
        turnEnd.remove();
        lost.emit(reason);
    }
}

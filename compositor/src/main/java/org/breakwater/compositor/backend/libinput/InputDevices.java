package org.breakwater.compositor.backend.libinput;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.breakwater.compositor.backend.seat.DeviceSeat;
import org.breakwater.config.InputConfig;
import org.breakwater.config.InputType;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.FdSource;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.wayland.WlPointer.AxisSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The input devices of a seat, as they are plugged in and out, while the session is active.
 *
 * <p>A device goes through three states: it is added, and gets what the configuration asks of it; it is used;
 * it is removed, when all that its user holds down on it is released first, and what libinput still tells of it
 * is passed over. When the session becomes inactive all devices are removed, before the session's leaving is
 * acknowledged; when it is active again they are added anew, and keys that are held then are told when they
 * are pressed the next time; until then {@link #heldBefore} knows of them. A session that is to be left may find
 * its devices gone before it is told so: that there are fewer devices is known a moment later, and not at all when
 * the session was left in it. Motion allocates nothing. Loop thread.
 */
public final class InputDevices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InputDevices.class);
    private static final long RETRY_NANOS = 1_000_000_000L;
    private static final long SETTLING_NANOS = 500_000_000L;
    /** So many in a row, and it is given a rest: the loop would do nothing else. */
    private static final int MOST_FAILURES = 16;

    private final EventLoop loop;
    private final DeviceSeat seat;
    private final SeatNodes nodes;
    private final Libinput libinput;
    private final DeviceEvents events;
    private final DeviceSettings settings;
    private final HeldBefore held;
    private final KeyEvents keys;
    private final PointerEvents pointers;
    private final TouchEvents touches;
    private final GestureEvents gestures;
    private final ToolEvents tools;
    private final PadEvents pads;
    private final List<InputDevice> devices = new ArrayList<>();
    private final FdSource source;
    private final TimerSource retry;
    private final TimerSource settling;
    private final Signal.Subscription activity;
    private Wishes wishes;
    private int leds;
    private int failures;
    private boolean running;
    private boolean devicesChanged;
    private boolean closed;

    /** What is asked of a device, by its name and what it is; {@code Config.input}. */
    @FunctionalInterface
    public interface Wishes {
        InputConfig of(String name, Collection<InputType> types);
    }

    /** How libinput is reached. */
    @FunctionalInterface
    public interface Opener {
        Libinput open(String seat, Libinput.Nodes nodes) throws IOException;
    }

    private InputDevices(EventLoop loop, DeviceSeat seat, SeatNodes nodes, Libinput libinput, Wishes wishes,
            DeviceEvents events) {
        this.loop = loop;
        this.seat = seat;
        this.nodes = nodes;
        this.libinput = libinput;
        this.wishes = wishes;
        this.events = events;
        held = new HeldBefore(libinput);
        nodes.tell(held);
        settings = new DeviceSettings(libinput);
        keys = new KeyEvents(libinput, events, devices);
        pointers = new PointerEvents(libinput, events);
        touches = new TouchEvents(libinput, events, devices);
        gestures = new GestureEvents(libinput, events);
        tools = new ToolEvents(libinput, events);
        pads = new PadEvents(libinput, events);
        retry = loop.addTimer(this::tryAgain);
        settling = loop.addTimer(this::batchEnds);
        source = loop.addFd(libinput.fd(), FdSource.READABLE, ready -> dispatch());
        activity = seat.activeChanged().add(this::setRunning);
    }

    /**
     * Opens the seat's devices, now or when it is active. They are told before this returns.
     *
     * @param opener gives the context, {@code Libinput::of} or a double's
     * @throws IOException with a message for the user: there is no libinput
     */
    public static InputDevices open(EventLoop loop, DeviceSeat seat, Wishes wishes, DeviceEvents events,
            Opener opener) throws IOException {
        SeatNodes nodes = new SeatNodes(seat);
        Libinput libinput = opener.open(seat.name(), nodes);
        InputDevices opened = null;
        try {
            opened = new InputDevices(loop, seat, nodes, libinput, wishes, events);
            opened.setRunning(seat.isActive());
            return opened;
        } catch (RuntimeException | Error failure) {
            if (opened == null) {
                libinput.close();
            } else {
                opened.close();
            }
            throw failure;
        }
    }

    /** Those that are plugged in and open. */
    public List<InputDevice> devices() {
        return Collections.unmodifiableList(devices);
    }

    /** Another configuration is in force: every device is asked for what has changed. */
    public void configure(Wishes next) {
        wishes = next;
        for (InputDevice device : devices) {
            settings.apply(device, next.of(device.name(), device.types()));
        }
    }

    /**
     * Codes of keys that nobody was told of, because they were down when their devices were opened, and that are down
     * still; the caller's.
     */
    public BitSet heldBefore() {
        return held.still();
    }

    /** The lights on the keyboards: 1 for Num Lock, 2 for Caps Lock, 4 for Scroll Lock. */
    public void setLeds(int mask) {
        leds = mask;
        for (InputDevice device : devices) {
            light(device);
        }
    }

    /** Releases what is held, and gives the devices back; to be called before the seat is closed. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        try {
            setRunning(false);
        } finally {
            closed = true;
            activity.remove();
            source.close();
            retry.close();
            settling.close();
            libinput.close();
            nodes.closeAll();
        }
    }

    private void setRunning(boolean run) {
        if (closed) {
            return;
        }
        retry.disarm();
        settling.disarm();
        if (run) {
            resume();
        } else if (running) {
            running = false;
            libinput.suspend();
            handleAll();
            while (!devices.isEmpty()) {
                remove(devices.get(devices.size() - 1));
            }
            batchEnds();
        }
    }

    private void resume() {
        if (!running) {
            running = libinput.resume();
        }
        if (!running) {
            LOG.warn("libinput does not open the devices of {}; another try comes", seat.name());
            retry.armAt(loop.clock().nanos() + RETRY_NANOS);
        }
        handleAll();
    }

    private void tryAgain() {
        failures = 0;
        source.watch(FdSource.READABLE);
        if (seat.isActive()) {
            resume();
        }
    }

    private void dispatch() {
        if (closed) {
            return;
        }
        int result = libinput.dispatch();
        if (result >= 0) {
            failures = 0;
        } else if (++failures == MOST_FAILURES) {
            LOG.error("libinput fails with errno {}; it is asked again in a second", -result);
            source.watch(0);
            retry.armAt(loop.clock().nanos() + RETRY_NANOS);
        }
        handleAll();
    }

    private void handleAll() {
        boolean any = false;
        for (long event = libinput.nextEvent(); event != 0; event = libinput.nextEvent()) {
            any = true;
            try {
                handle(libinput.type(event), event);
            } catch (Throwable thrown) {
                loop.failed("an event of an input device", thrown);
            } finally {
                libinput.destroy(event);
            }
        }
        if (any || devicesChanged) {
            batchEnds();
        }
    }

    private void batchEnds() {
        try {
            events.batchEnds();
            if (running && devicesChanged && !settling.isArmed()) {
                devicesChanged = false;
                events.devicesKnown();
            }
        } catch (Throwable thrown) {
            loop.failed("the end of the events of input devices", thrown);
        }
    }

    private void handle(int type, long event) {
        long handle = libinput.device(event);
        InputDevice device = find(handle);
        if (type == EventType.DEVICE_ADDED && device == null && handle != 0) {
            add(handle);
            return;
        } else if (device == null) {
            return;     // it was removed
        }
        switch (type) {
            case EventType.DEVICE_REMOVED -> {
                if (running) {
                    settling.armAt(loop.clock().nanos() + SETTLING_NANOS);
                }
                remove(device);
            }
            case EventType.KEYBOARD_KEY -> keys.key(event, device);
            case EventType.POINTER_MOTION -> pointers.moved(event);
            case EventType.POINTER_MOTION_ABSOLUTE -> pointers.movedTo(event, device);
            case EventType.POINTER_BUTTON -> keys.button(event, device);
            case EventType.POINTER_SCROLL_WHEEL -> pointers.scrolled(event, device, AxisSource.WHEEL);
            case EventType.POINTER_SCROLL_FINGER -> pointers.scrolled(event, device, AxisSource.FINGER);
            case EventType.POINTER_SCROLL_CONTINUOUS ->
                    pointers.scrolled(event, device, AxisSource.CONTINUOUS);
            case EventType.TOUCH_DOWN -> touches.down(event, device);
            case EventType.TOUCH_UP -> touches.up(event, device);
            case EventType.TOUCH_MOTION -> touches.moved(event, device);
            case EventType.TOUCH_CANCEL -> touches.cancelled(event, device);
            case EventType.TOUCH_FRAME -> events.touchFrame();
            case EventType.SWITCH_TOGGLE -> toggled(event);
            case EventType.POINTER_AXIS -> { }
            default -> handleRarer(type, event, device);
        }
    }

    private void handleRarer(int type, long event, InputDevice device) {
        if (type >= EventType.TABLET_TOOL_AXIS && type <= EventType.TABLET_TOOL_BUTTON
                && device.types().contains(InputType.TABLET)) {
            tools.handle(type, event, device);
        } else if (type >= EventType.TABLET_PAD_BUTTON && type <= EventType.TABLET_PAD_DIAL) {
            pads.handle(type, event, device);
        } else if (type >= EventType.GESTURE_SWIPE_BEGIN && type <= EventType.GESTURE_HOLD_END) {
            gestures.handle(type, event, device);
        }
    }

    private void toggled(long event) {
        switch (libinput.switchNumber(event)) {
            case EventValues.SWITCH_LID -> events.lid(libinput.isSwitchOn(event));
            case EventValues.SWITCH_TABLET_MODE -> events.tabletMode(libinput.isSwitchOn(event));
            default -> { }
        }
    }

    private void add(long handle) {
        libinput.refDevice(handle);
        InputDevice device;
        try {
            device = new InputDevice(libinput, handle);
            settings.apply(device, wishes.of(device.name(), device.types()));
        } catch (Throwable unknown) {
            libinput.unrefDevice(handle);
            throw unknown;
        }
        devices.add(device);
        devicesChanged = true;
        LOG.info("input device: {} {}", device, device.types());
        if (device.types().contains(InputType.KEYBOARD)) {
            setLeds(leds);      // of all: the kernel may have put the others out when this one came
        }
        events.added(device);
    }

    /** Nothing that somebody throws who hears of it keeps anything of it. */
    private void remove(InputDevice device) {
        long now = loop.clock().nanos() / 1000;
        while (device.keys.size() + device.buttons.size() > 0) {
            guarded(() -> keys.release(device, now));
        }
        guarded(() -> touches.release(device));
        guarded(() -> gestures.release(device, now));
        guarded(() -> tools.release(device, now));
        guarded(() -> pads.release(device, now));
        devices.remove(device);
        devicesChanged = true;
        guarded(() -> events.removed(device));
        libinput.unrefDevice(device.handle);
        LOG.info("input device removed: {}", device);
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable thrown) {
            loop.failed("releasing what an input device held", thrown);
        }
    }

    private void light(InputDevice device) {
        if (device.types().contains(InputType.KEYBOARD)) {
            libinput.setLeds(device.handle, leds);
        }
    }

    private InputDevice find(long handle) {
        for (int i = 0; i < devices.size(); i++) {
            if (devices.get(i).handle == handle) {
                return devices.get(i);
            }
        }
        return null;
    }
}

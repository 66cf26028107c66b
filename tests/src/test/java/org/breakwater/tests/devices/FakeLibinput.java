package org.breakwater.tests.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.compositor.backend.libinput.EventType;
import org.breakwater.compositor.backend.libinput.Libinput;
import org.breakwater.tests.drm.NativeEvent;

/**
 * A libinput whose devices a test plugs in and uses. It fails a test that uses an event after its end, asks a
 * device that is gone, or does not let go of what it held. Long for the number of calls that libinput has, each
 * answered in one line.
 */
final class FakeLibinput implements Libinput {
    private final List<FakeDevice> plugged = new ArrayList<>();
    private final Map<Long, FakeDevice> devices = new HashMap<>();
    private final List<FakeEvent> alive = new ArrayList<>();
    private final Map<Long, Integer> tools = new HashMap<>();
    private final ArrayDeque<FakeEvent> coming = new ArrayDeque<>();
    private final ArrayDeque<FakeEvent> ready = new ArrayDeque<>();
    private final NativeEvent wakeup = new NativeEvent();
    private Nodes nodes;
    private FakeDevice opening;
    private long handles = 0x1000;
    private boolean resumed;
    private long time;

    /** What {@link #resume} and {@link #dispatch} are to do. */
    boolean resumes = true;
    int dispatchResult;
    /** Runs once, when the next call has taken note of what there was: what it does is for the one after. */
    Runnable afterDispatch = () -> { };

    Libinput open(String seat, Nodes through) {
        assertEquals("seat0", seat);
        nodes = through;
        return this;
    }

    void plug(FakeDevice device) {
        plugged.add(device);
        if (resumed) {
            start(device, coming);
        }
        wakeup.raise();
    }

    /** Its node is gone; what it did before is still told, and {@code after} too, though it is no more. */
    void unplug(FakeDevice device, FakeEvent... after) {
        plugged.remove(device);
        long handle = device.handle;
        if (handle != 0) {
            stop(device, coming);
        }
        for (FakeEvent event : after) {
            add(event, handle);
        }
        wakeup.raise();
    }

    void does(FakeDevice device, FakeEvent event) {
        if (device.handle != 0) {
            add(event, device.handle);
            wakeup.raise();
        }
    }

    /** One from nowhere: no device, or one that nobody knows. */
    void does(long handle, FakeEvent event) {
        add(event, handle);
        wakeup.raise();
    }

    boolean isRunning() {
        return resumed;
    }

    /** Nothing is held any more. */
    void assertClean() {
        assertTrue(alive.isEmpty(), alive.size() + " events were not destroyed");
        assertTrue(devices.values().stream().allMatch(device -> device.handle == 0 || plugged.contains(device)));
        devices.values().forEach(device -> assertEquals(0, device.references, "references to " + device.name));
        tools.forEach((tool, references) -> assertEquals(0, references, "references to tool " + tool));
    }

    @Override
    public int fd() {
        return wakeup.fd();
    }

    @Override
    public boolean keysDown(int fd, byte[] bits) {
        FakeDevice asked = opening;
        for (FakeDevice device : plugged) {
            asked = asked == null && device.handle != 0 && device.fd == fd ? device : asked;
        }
        assertNotNull(asked, "a node that is closed");
        long handle = asked.handle;
        coming.removeIf(event -> event.device == handle && event.type == EventType.KEYBOARD_KEY);
        byte[] down = asked.down.toByteArray();
        Arrays.fill(bits, (byte) 0);
        System.arraycopy(down, 0, bits, 0, down.length);
        return true;
    }

    @Override
    public int dispatch() {
        if (dispatchResult < 0) {
            return dispatchResult;
        }
        wakeup.clear();
        while (!coming.isEmpty()) {
            ready.add(coming.poll());
        }
        Runnable once = afterDispatch;
        afterDispatch = () -> { };
        once.run();
        return 0;
    }

    @Override
    public boolean resume() {
        if (resumes && !resumed) {
            resumed = true;
            List.copyOf(plugged).forEach(device -> start(device, ready));
        }
        return resumes;
    }

    @Override
    public void suspend() {
        resumed = false;
        ready.addAll(coming);
        coming.clear();
        for (FakeDevice device : List.copyOf(plugged)) {
            if (device.handle != 0) {
                stop(device, ready);
            }
        }
    }

    @Override
    public long nextEvent() {
        FakeEvent event = ready.poll();
        if (event == null) {
            return 0;
        }
        event.handle = ++handles;
        alive.add(event);
        return event.handle;
    }

    @Override
    public void destroy(long event) {
        alive.remove(event(event));
    }

    @Override
    public void close() {
        suspend();
        ready.clear();
        wakeup.close();
    }

    private void start(FakeDevice device, ArrayDeque<FakeEvent> queue) {
        opening = device;
        device.fd = nodes.open("/dev/input/" + device.sysname);
        opening = null;
        if (device.fd < 0) {
            return;
        }
        device.handle = ++handles;
        device.leds = -1;
        device.settings.clear();
        devices.put(device.handle, device);
        FakeEvent added = new FakeEvent(EventType.DEVICE_ADDED);
        added.device = device.handle;
        queue.add(added);
    }

    private void stop(FakeDevice device, ArrayDeque<FakeEvent> queue) {
        nodes.close(device.fd);
        FakeEvent removed = new FakeEvent(EventType.DEVICE_REMOVED);
        removed.device = device.handle;
        queue.add(removed);
        device.handle = 0;
    }

    private void add(FakeEvent event, long handle) {
        event.device = handle;
        event.time = ++time * 1000;
        coming.add(event);
    }

    private FakeEvent event(long handle) {
        for (int i = 0; i < alive.size(); i++) {
            if (alive.get(i).handle == handle) {
                return alive.get(i);
            }
        }
        throw new AssertionError("not an event, or one that was destroyed");
    }

    private FakeDevice of(long handle) {
        FakeDevice device = devices.get(handle);
        assertTrue(device != null && (device.references > 0 || device.handle == handle), "a device that is gone");
        return device;
    }

    @Override
    public int type(long event) {
        return event(event).type;
    }

    @Override
    public long device(long event) {
        return event(event).device;
    }

    @Override
    public void refDevice(long device) {
        devices.get(device).references++;
    }

    @Override
    public void unrefDevice(long device) {
        of(device).references--;
    }

    @Override
    public String name(long device) {
        return of(device).name;
    }

    @Override
    public String sysname(long device) {
        return of(device).sysname;
    }

    @Override
    public int vendor(long device) {
        return 0x56a;
    }

    @Override
    public int product(long device) {
        return 1;
    }

    @Override
    public int bus(long device) {
        return 3;
    }

    @Override
    public String outputName(long device) {
        return of(device).outputName;
    }

    @Override
    public long group(long device) {
        return of(device).group;
    }

    @Override
    public boolean has(long device, Capability capability) {
        return of(device).capabilities.contains(capability);
    }

    @Override
    public void setLeds(long device, int mask) {
        of(device).leds = mask;
    }

    @Override
    public boolean offers(long device, Setting setting) {
        return of(device).offered.contains(setting);
    }

    @Override
    public int standard(long device, Setting setting) {
        return 0;
    }

    @Override
    public int set(long device, Setting setting, int value) {
        FakeDevice asked = of(device);
        assertTrue(asked.offered.contains(setting), asked.name + " does not offer " + setting);
        if (asked.status == 0) {
            asked.settings.put(setting, value);
        }
        return asked.status;
    }

    @Override
    public double standardSpeed(long device) {
        return 0;
    }

    @Override
    public int setSpeed(long device, double speed) {
        of(device).speed = speed;
        return of(device).status;
    }

    @Override
    public boolean offersCalibration(long device) {
        return of(device).calibrates;
    }

    @Override
    public float[] standardCalibration(long device) {
        return new float[] {1, 0, 0, 0, 1, 0};
    }

    @Override
    public int setCalibration(long device, float[] matrix) {
        of(device).calibration = matrix;
        return of(device).status;
    }

    @Override
    public long keyboardTime(long event) {
        return event(event).time;
    }

    @Override
    public int key(long event) {
        return event(event).number;
    }

    @Override
    public boolean isKeyPressed(long event) {
        return event(event).on;
    }

    @Override
    public long pointerTime(long event) {
        return event(event).time;
    }

    @Override
    public double dx(long event) {
        return event(event).x;
    }

    @Override
    public double dy(long event) {
        return event(event).y;
    }

    @Override
    public double rawDx(long event) {
        return event(event).rawX;
    }

    @Override
    public double rawDy(long event) {
        return event(event).rawY;
    }

    @Override
    public double pointerX(long event) {
        return event(event).x;
    }

    @Override
    public double pointerY(long event) {
        return event(event).y;
    }

    @Override
    public int button(long event) {
        return event(event).number;
    }

    @Override
    public boolean isButtonPressed(long event) {
        return event(event).on;
    }

    @Override
    public boolean scrolls(long event, int axis) {
        return axis == VERTICAL ? event(event).vertical : event(event).horizontal;
    }

    @Override
    public double scrolled(long event, int axis) {
        return axis == VERTICAL ? event(event).x : event(event).y;
    }

    @Override
    public double scrolled120(long event, int axis) {
        return axis == VERTICAL ? event(event).v120 : 0;
    }

    @Override
    public long touchTime(long event) {
        return event(event).time;
    }

    @Override
    public int slot(long event) {
        return event(event).number;
    }

    @Override
    public double touchX(long event) {
        return event(event).x;
    }

    @Override
    public double touchY(long event) {
        return event(event).y;
    }

    @Override
    public long gestureTime(long event) {
        return event(event).time;
    }

    @Override
    public int fingers(long event) {
        return event(event).number;
    }

    @Override
    public boolean isCancelled(long event) {
        return event(event).on;
    }

    @Override
    public double gestureDx(long event) {
        return event(event).x;
    }

    @Override
    public double gestureDy(long event) {
        return event(event).y;
    }

    @Override
    public double scale(long event) {
        return event(event).rawX;
    }

    @Override
    public double angle(long event) {
        return event(event).rawY;
    }

    @Override
    public long toolTime(long event) {
        return event(event).time;
    }

    @Override
    public long tool(long event) {
        return event(event).tool;
    }

    @Override
    public void refTool(long tool) {
        tools.merge(tool, 1, Integer::sum);
    }

    @Override
    public void unrefTool(long tool) {
        tools.merge(tool, -1, Integer::sum);
    }

    @Override
    public int toolType(long tool) {
        return (int) tool;
    }

    @Override
    public long toolId(long tool) {
        return 0x802;
    }

    @Override
    public long toolSerial(long tool) {
        return tool;
    }

    @Override
    public boolean toolHas(long tool, ToolAxis axis) {
        return true;
    }

    @Override
    public double toolX(long event) {
        return event(event).x;
    }

    @Override
    public double toolY(long event) {
        return event(event).y;
    }

    @Override
    public boolean hasChanged(long event, ToolAxis axis) {
        return true;
    }

    @Override
    public double pressure(long event) {
        return event(event).rawX;
    }

    @Override
    public double distance(long event) {
        return event(event).rawX;
    }

    @Override
    public double tiltX(long event) {
        return event(event).rawX;
    }

    @Override
    public double tiltY(long event) {
        return event(event).rawY;
    }

    @Override
    public double rotation(long event) {
        return event(event).rawX;
    }

    @Override
    public double slider(long event) {
        return event(event).rawX;
    }

    @Override
    public double wheelDegrees(long event) {
        return event(event).rawY;
    }

    @Override
    public int wheelClicks(long event) {
        return event(event).v120;
    }

    @Override
    public boolean isNear(long event) {
        return event(event).on;
    }

    @Override
    public boolean isTipDown(long event) {
        return event(event).on;
    }

    @Override
    public int toolButton(long event) {
        return event(event).number;
    }

    @Override
    public boolean isToolButtonPressed(long event) {
        return event(event).on;
    }

    @Override
    public int padButtons(long device) {
        return of(device).padButtons;
    }

    @Override
    public int padGroups(long device) {
        return 1;
    }

    @Override
    public int padModes(long device, int group) {
        return of(device).padModes;
    }

    @Override
    public boolean padGroupHasButton(long device, int group, int button) {
        return button < of(device).padButtons;
    }

    @Override
    public boolean padGroupHasRing(long device, int group, int ring) {
        return ring == 0;
    }

    @Override
    public boolean padGroupHasStrip(long device, int group, int strip) {
        return strip == 0;
    }

    @Override
    public boolean padGroupHasDial(long device, int group, int dial) {
        return dial == 0;
    }

    @Override
    public long padTime(long event) {
        return event(event).time;
    }

    @Override
    public int padButton(long event) {
        return event(event).number;
    }

    @Override
    public boolean isPadButtonPressed(long event) {
        return event(event).on;
    }

    @Override
    public int padGroup(long event) {
        return event(event).group;
    }

    @Override
    public int padMode(long event) {
        return event(event).mode;
    }

    @Override
    public int ring(long event) {
        return event(event).number;
    }

    @Override
    public double ringPosition(long event) {
        return event(event).x;
    }

    @Override
    public boolean isRingFinger(long event) {
        return event(event).on;
    }

    @Override
    public int strip(long event) {
        return event(event).number;
    }

    @Override
    public double stripPosition(long event) {
        return event(event).x;
    }

    @Override
    public boolean isStripFinger(long event) {
        return event(event).on;
    }

    @Override
    public int dial(long event) {
        return event(event).number;
    }

    @Override
    public double dialed120(long event) {
        return event(event).v120;
    }

    @Override
    public long switchTime(long event) {
        return event(event).time;
    }

    @Override
    public int switchNumber(long event) {
        return event(event).number;
    }

    @Override
    public boolean isSwitchOn(long event) {
        return event(event).on;
    }
}

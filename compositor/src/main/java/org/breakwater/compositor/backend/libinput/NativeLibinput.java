package org.breakwater.compositor.backend.libinput;

import java.io.IOException;
import java.lang.ref.Reference;
import java.util.EnumMap;
import java.util.Map;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.breakwater.protocol.ffi.NativeCallback;
import org.breakwater.protocol.ffi.NativeFunction;
import org.breakwater.protocol.ffi.NativeLibrary;
import org.breakwater.protocol.ffi.NativeText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** libinput.so.10, which finds the devices of a seat through libudev.so.1. */
final class NativeLibinput extends NativeEventValues implements Libinput {
    private static final Logger LOG = LoggerFactory.getLogger(NativeLibinput.class);
    private static final int EIO = 5;
    private static final int MATRIX = 6;
    private static final int LONGEST_MESSAGE = 1024;
    private static final int ERROR = 30;

    private static final Runtime RUNTIME = Runtime.getSystemRuntime();
    private static final NativeLibrary UDEV = NativeLibrary.load("libudev.so.1");
    private static final NativeFunction UDEV_NEW = UDEV.function("udev_new");
    private static final NativeFunction UDEV_UNREF = UDEV.function("udev_unref");
    private static final NativeFunction FORMAT = NativeLibrary.c().function("vsnprintf");

    private static final NativeFunction IOCTL = NativeLibrary.c().function("ioctl");
    /** EVIOCGKEY for no bytes; how many there are is to be put in. */
    private static final long GET_KEYS = 0x8000_4518L;

    private static final NativeFunction CREATE = function("udev_create_context");
    private static final NativeFunction ASSIGN_SEAT = function("udev_assign_seat");
    private static final NativeFunction SET_LOG_HANDLER = function("log_set_handler");
    private static final NativeFunction UNREF = function("unref");
    private static final NativeFunction FD = function("get_fd");
    private static final NativeFunction DISPATCH = function("dispatch");
    private static final NativeFunction RESUME = function("resume");
    private static final NativeFunction SUSPEND = function("suspend");
    private static final NativeFunction NEXT_EVENT = function("get_event");
    private static final NativeFunction DESTROY = function("event_destroy");
    private static final NativeFunction TYPE = function("event_get_type");
    private static final NativeFunction DEVICE = function("event_get_device");
    private static final NativeFunction VENDOR = function("device_get_id_vendor");
    private static final NativeFunction PRODUCT = function("device_get_id_product");
    private static final NativeFunction GROUP = function("device_get_device_group");
    private static final NativeFunction REF_DEVICE = function("device_ref");
    private static final NativeFunction UNREF_DEVICE = function("device_unref");
    private static final NativeFunction NAME = function("device_get_name");
    private static final NativeFunction SYSNAME = function("device_get_sysname");
    private static final NativeFunction OUTPUT_NAME = function("device_get_output_name");
    private static final NativeFunction HAS = function("device_has_capability");
    private static final NativeFunction SET_LEDS = function("device_led_update");
    /** Since 1.26; null before that. */
    private static final NativeFunction BUS = optional("device_get_id_bustype");
    private static final NativeFunction STANDARD_SPEED = function("device_config_accel_get_default_speed");
    private static final NativeFunction SET_SPEED = function("device_config_accel_set_speed");
    private static final NativeFunction HAS_MATRIX = function("device_config_calibration_has_matrix");
    private static final NativeFunction STANDARD_MATRIX =
            function("device_config_calibration_get_default_matrix");
    private static final NativeFunction SET_MATRIX = function("device_config_calibration_set_matrix");
    private static final Map<Setting, Calls> SETTINGS = settings();

    private final String seat;
    private final Pointer table = Memory.allocateDirect(RUNTIME, 16, true);
    private final Pointer message = Memory.allocateDirect(RUNTIME, LONGEST_MESSAGE, true);
    private final NativeCallback open;
    private final NativeCallback close;
    private final NativeCallback log;
    private long udev;
    private long context;
    private boolean assigned;

    /** How a setting is made. */
    private record Calls(NativeFunction offers, NativeFunction standard, NativeFunction set) {
        static Calls of(String offers, String standard, String set) {
            return new Calls(function("device_config_" + offers), function("device_config_" + standard),
                    function("device_config_" + set));
        }
    }

    private NativeLibinput(String seat, Nodes nodes) {
        this.seat = seat;
        open = new NativeCallback(3, call -> nodes.open(NativeText.at(call[0])), -EIO,
                thrown -> LOG.error("opening an input device failed", thrown));
        close = new NativeCallback(2, call -> {
            nodes.close((int) call[0]);
            return 0;
        }, 0, thrown -> LOG.error("closing an input device failed", thrown));
        log = new NativeCallback(4, call -> {
            log((int) call[1], call[2], call[3]);
            return 0;
        }, 0, thrown -> { });
        table.putLong(0, open.address());
        table.putLong(8, close.address());
    }

    /**
     * A context that has no devices yet.
     *
     * @param seat as udev tags its devices
     * @throws IOException with a message for the user: a library is missing
     */
    static NativeLibinput create(String seat, Nodes nodes) throws IOException {
        NativeLibinput created;
        try {
            created = new NativeLibinput(seat, nodes);
        } catch (LinkageError missing) {
            throw new IOException("libinput.so.10 cannot be used; install libinput10", missing);
        }
        created.udev = UDEV_NEW.call();
        created.context = created.udev == 0 ? 0 : CREATE.call(created.table.address(), 0, created.udev);
        if (created.context == 0) {
            created.close();
            throw new IOException("libinput gives no context");
        }
        SET_LOG_HANDLER.call(created.context, created.log.address());
        return created;
    }

    @Override
    public void close() {
        if (context != 0) {
            UNREF.call(context);
            context = 0;
        }
        if (udev != 0) {
            UDEV_UNREF.call(udev);
            udev = 0;
        }
        open.close();
        close.close();
        log.close();
    }

    @Override
    public int fd() {
        return (int) FD.call(context);
    }

    @Override
    public boolean keysDown(int fd, byte[] bits) {
        Pointer block = Memory.allocateDirect(RUNTIME, bits.length, true);
        boolean told = (int) IOCTL.call(fd, GET_KEYS | (long) bits.length << 16, block.address()) >= 0;
        block.get(0, bits, 0, bits.length);
        Reference.reachabilityFence(block);
        return told;
    }

    @Override
    public int dispatch() {
        return (int) DISPATCH.call(context);
    }

    @Override
    public boolean resume() {
        if (assigned) {
            return (int) RESUME.call(context) == 0;
        }
        try (NativeText name = new NativeText(seat)) {
            assigned = (int) ASSIGN_SEAT.call(context, name.address()) == 0;
        }
        return assigned;
    }

    @Override
    public void suspend() {
        SUSPEND.call(context);
    }

    @Override
    public long nextEvent() {
        return NEXT_EVENT.call(context);
    }

    @Override
    public void destroy(long event) {
        DESTROY.call(event);
    }

    @Override
    public int type(long event) {
        return (int) TYPE.call(event);
    }

    @Override
    public long device(long event) {
        return DEVICE.call(event);
    }

    @Override
    public int vendor(long device) {
        return (int) VENDOR.call(device);
    }

    @Override
    public int product(long device) {
        return (int) PRODUCT.call(device);
    }

    @Override
    public long group(long device) {
        return GROUP.call(device);
    }

    @Override
    public void refDevice(long device) {
        REF_DEVICE.call(device);
    }

    @Override
    public void unrefDevice(long device) {
        UNREF_DEVICE.call(device);
    }

    @Override
    public String name(long device) {
        return NativeText.at(NAME.call(device));
    }

    @Override
    public String sysname(long device) {
        return NativeText.at(SYSNAME.call(device));
    }

    @Override
    public int bus(long device) {
        return BUS == null ? -1 : (int) BUS.call(device);
    }

    @Override
    public String outputName(long device) {
        long name = OUTPUT_NAME.call(device);
        return name == 0 ? null : NativeText.at(name);
    }

    @Override
    public boolean has(long device, Capability capability) {
        return (int) HAS.call(device, capability.ordinal()) != 0;
    }

    @Override
    public void setLeds(long device, int mask) {
        SET_LEDS.call(device, mask);
    }

    @Override
    public boolean offers(long device, Setting setting) {
        return (int) SETTINGS.get(setting).offers().call(device) != 0;
    }

    @Override
    public int standard(long device, Setting setting) {
        return (int) SETTINGS.get(setting).standard().call(device);
    }

    @Override
    public int set(long device, Setting setting, int value) {
        return (int) SETTINGS.get(setting).set().call(device, value);
    }

    @Override
    public double standardSpeed(long device) {
        return STANDARD_SPEED.callForDouble(device);
    }

    @Override
    public int setSpeed(long device, double speed) {
        return (int) SET_SPEED.callWithDouble(speed, device);
    }

    @Override
    public boolean offersCalibration(long device) {
        return (int) HAS_MATRIX.call(device) != 0;
    }

    @Override
    public float[] standardCalibration(long device) {
        Pointer numbers = Memory.allocateDirect(RUNTIME, MATRIX * Float.BYTES, true);
        STANDARD_MATRIX.call(device, numbers.address());
        float[] matrix = new float[MATRIX];
        numbers.get(0, matrix, 0, MATRIX);
        return matrix;
    }

    @Override
    public int setCalibration(long device, float[] matrix) {
        Pointer numbers = Memory.allocateDirect(RUNTIME, MATRIX * Float.BYTES, true);
        numbers.put(0, matrix, 0, MATRIX);
        int status = (int) SET_MATRIX.call(device, numbers.address());
        Reference.reachabilityFence(numbers);
        return status;
    }

    /** {@code arguments}: a va_list, which the machines that we run on pass by its address. */
    private void log(int priority, long format, long arguments) {
        FORMAT.call(message.address(), LONGEST_MESSAGE, format, arguments);
        String text = NativeText.at(message.address()).strip();
        if (priority >= ERROR) {
            LOG.warn("libinput: {}", text);
        } else {
            LOG.debug("libinput: {}", text);
        }
    }

    private static Map<Setting, Calls> settings() {
        Map<Setting, Calls> all = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            all.put(setting, callsOf(setting));
        }
        return all;
    }

    private static Calls callsOf(Setting setting) {
        return switch (setting) {
            case EVENTS -> Calls.of("send_events_get_modes", "send_events_get_default_mode",
                    "send_events_set_mode");
            case LEFT_HANDED -> Calls.of("left_handed_is_available", "left_handed_get_default",
                    "left_handed_set");
            case ROTATION -> Calls.of("rotation_is_available", "rotation_get_default_angle",
                    "rotation_set_angle");
            case ACCEL_PROFILE -> Calls.of("accel_is_available", "accel_get_default_profile",
                    "accel_set_profile");
            case MIDDLE_EMULATION -> Calls.of("middle_emulation_is_available",
                    "middle_emulation_get_default_enabled", "middle_emulation_set_enabled");
            case NATURAL_SCROLL -> Calls.of("scroll_has_natural_scroll",
                    "scroll_get_default_natural_scroll_enabled", "scroll_set_natural_scroll_enabled");
            case SCROLL_METHOD -> Calls.of("scroll_get_methods", "scroll_get_default_method", "scroll_set_method");
            case SCROLL_BUTTON -> Calls.of("scroll_get_methods", "scroll_get_default_button", "scroll_set_button");
            case SCROLL_BUTTON_LOCK -> Calls.of("scroll_get_methods", "scroll_get_default_button_lock",
                    "scroll_set_button_lock");
            case TAP -> Calls.of("tap_get_finger_count", "tap_get_default_enabled", "tap_set_enabled");
            case TAP_DRAG -> Calls.of("tap_get_finger_count", "tap_get_default_drag_enabled",
                    "tap_set_drag_enabled");
            case TAP_DRAG_LOCK -> Calls.of("tap_get_finger_count", "tap_get_default_drag_lock_enabled",
                    "tap_set_drag_lock_enabled");
            case TAP_BUTTON_MAP -> Calls.of("tap_get_finger_count", "tap_get_default_button_map",
                    "tap_set_button_map");
            case CLICK_METHOD -> Calls.of("click_get_methods", "click_get_default_method", "click_set_method");
            case DISABLE_WHILE_TYPING -> Calls.of("dwt_is_available", "dwt_get_default_enabled",
                    "dwt_set_enabled");
            case DISABLE_WHILE_TRACKPOINTING -> Calls.of("dwtp_is_available", "dwtp_get_default_enabled",
                    "dwtp_set_enabled");
        };
    }
}

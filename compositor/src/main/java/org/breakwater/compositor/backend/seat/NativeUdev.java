package org.breakwater.compositor.backend.seat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.breakwater.protocol.ffi.NativeFunction;
import org.breakwater.protocol.ffi.NativeLibrary;
import org.breakwater.protocol.ffi.NativeText;

/** libudev.so.1. */
final class NativeUdev implements Udev {
    private static final Pattern CARD = Pattern.compile("card\\d+");
    private static final int ENOBUFS = 105;

    private final long udev;
    private final long monitor;

    private NativeUdev(long udev, long monitor) {
        this.udev = udev;
        this.monitor = monitor;
    }

    /** @throws IOException with a message for the user: there is no libudev, or it cannot tell us */
    static NativeUdev open() throws IOException {
        long udev;
        try {
            udev = Calls.NEW.call();
        } catch (LinkageError missing) {
            throw new IOException("libudev.so.1 cannot be loaded; install libudev1", missing);
        }
        if (udev == 0) {
            throw new IOException("udev_new failed");
        }
        long monitor = 0;
        try (NativeText source = new NativeText("udev"); NativeText subsystem = new NativeText("drm")) {
            monitor = Calls.MONITOR_NEW.call(udev, source.address());
            if (monitor == 0
                    || (int) Calls.MONITOR_FILTER.call(monitor, subsystem.address(), 0) < 0
                    || (int) Calls.MONITOR_ENABLE.call(monitor) < 0) {
                throw new IOException("udev does not tell what is plugged in");
            }
            return new NativeUdev(udev, monitor);
        } catch (IOException failure) {
            if (monitor != 0) {
                Calls.MONITOR_UNREF.call(monitor);
            }
            Calls.UNREF.call(udev);
            throw failure;
        }
    }

    @Override
    public int fd() {
        return (int) Calls.MONITOR_FD.call(monitor);
    }

    @Override
    public List<Card> cards() throws IOException {
        long enumerate = Calls.ENUMERATE_NEW.call(udev);
        if (enumerate == 0) {
            throw new IOException("udev_enumerate_new failed");
        }
        try (NativeText subsystem = new NativeText("drm"); NativeText name = new NativeText("card[0-9]*")) {
            if ((int) Calls.ENUMERATE_SUBSYSTEM.call(enumerate, subsystem.address()) < 0
                    || (int) Calls.ENUMERATE_NAME.call(enumerate, name.address()) < 0
                    || (int) Calls.ENUMERATE_SCAN.call(enumerate) < 0) {
                throw new IOException("udev does not tell which graphics cards there are");
            }
            List<Card> cards = new ArrayList<>();
            for (long entry = Calls.ENUMERATE_LIST.call(enumerate); entry != 0;
                    entry = Calls.LIST_NEXT.call(entry)) {
                long device = Calls.DEVICE_AT.call(udev, Calls.LIST_NAME.call(entry));
                Card card = device == 0 ? null : cardAndForget(device);
                if (card != null) {
                    cards.add(card);
                }
            }
            return cards;
        } finally {
            Calls.ENUMERATE_UNREF.call(enumerate);
        }
    }

    @Override
    public Event receive() throws IOException {
        long device = Calls.MONITOR_RECEIVE.call(monitor);
        if (device == 0) {
            if (NativeLibrary.errno() == ENOBUFS) {
                throw new IOException("events of udev were lost");
            }
            return null;
        }
        Kind kind = switch (text(Calls.DEVICE_ACTION.call(device))) {
            case "add" -> Kind.ADDED;
            case "remove" -> Kind.REMOVED;
            case "change" -> Kind.CHANGED;
            default -> Kind.OTHER;
        };
        Card card = cardAndForget(device);
        return kind == Kind.OTHER || card == null ? Event.OTHER : new Event(kind, card);
    }

    @Override
    public void close() {
        Calls.MONITOR_UNREF.call(monitor);
        Calls.UNREF.call(udev);
    }

    /** Null: it is none; connectors are of the same kind, to udev. */
    private static Card cardAndForget(long device) {
        try {
            String path = text(Calls.DEVICE_NODE.call(device));
            if (path.isEmpty() || !CARD.matcher(text(Calls.DEVICE_NAME.call(device))).matches()) {
                return null;
            }
            String seat = property(device, "ID_SEAT");
            return new Card(new GraphicsCard(path, Calls.DEVICE_NUMBER.call(device), isPrimary(device)),
                    seat.isEmpty() ? "seat0" : seat);
        } finally {
            Calls.DEVICE_UNREF.call(device);
        }
    }

    private static boolean isPrimary(long device) {
        if (attribute(device, "boot_display").equals("1")) {
            return true;
        }
        try (NativeText pci = new NativeText("pci")) {
            long parent = Calls.DEVICE_PARENT.call(device, pci.address(), 0);    // the device's own
            return parent != 0 && attribute(parent, "boot_vga").equals("1");
        }
    }

    private static String attribute(long device, String name) {
        try (NativeText text = new NativeText(name)) {
            return text(Calls.DEVICE_ATTRIBUTE.call(device, text.address()));
        }
    }

    private static String property(long device, String name) {
        try (NativeText text = new NativeText(name)) {
            return text(Calls.DEVICE_PROPERTY.call(device, text.address()));
        }
    }

    private static String text(long address) {
        return address == 0 ? "" : NativeText.at(address);
    }

    /** Loaded on first use: a machine without libudev has the other backends. */
    private static final class Calls {
        private static final NativeLibrary UDEV = NativeLibrary.load("libudev.so.1");
        static final NativeFunction NEW = UDEV.function("udev_new");
        static final NativeFunction UNREF = UDEV.function("udev_unref");
        static final NativeFunction MONITOR_NEW = UDEV.function("udev_monitor_new_from_netlink");
        static final NativeFunction MONITOR_FILTER =
                UDEV.function("udev_monitor_filter_add_match_subsystem_devtype");
        static final NativeFunction MONITOR_ENABLE = UDEV.function("udev_monitor_enable_receiving");
        static final NativeFunction MONITOR_FD = UDEV.function("udev_monitor_get_fd");
        static final NativeFunction MONITOR_RECEIVE = UDEV.function("udev_monitor_receive_device");
        static final NativeFunction MONITOR_UNREF = UDEV.function("udev_monitor_unref");
        static final NativeFunction ENUMERATE_NEW = UDEV.function("udev_enumerate_new");
        static final NativeFunction ENUMERATE_SUBSYSTEM =
                UDEV.function("udev_enumerate_add_match_subsystem");
        static final NativeFunction ENUMERATE_NAME = UDEV.function("udev_enumerate_add_match_sysname");
        static final NativeFunction ENUMERATE_SCAN = UDEV.function("udev_enumerate_scan_devices");
        static final NativeFunction ENUMERATE_LIST = UDEV.function("udev_enumerate_get_list_entry");
        static final NativeFunction ENUMERATE_UNREF = UDEV.function("udev_enumerate_unref");
        static final NativeFunction LIST_NEXT = UDEV.function("udev_list_entry_get_next");
        static final NativeFunction LIST_NAME = UDEV.function("udev_list_entry_get_name");
        static final NativeFunction DEVICE_AT = UDEV.function("udev_device_new_from_syspath");
        static final NativeFunction DEVICE_ACTION = UDEV.function("udev_device_get_action");
        static final NativeFunction DEVICE_NODE = UDEV.function("udev_device_get_devnode");
        static final NativeFunction DEVICE_NAME = UDEV.function("udev_device_get_sysname");
        static final NativeFunction DEVICE_NUMBER = UDEV.function("udev_device_get_devnum");
        static final NativeFunction DEVICE_PROPERTY = UDEV.function("udev_device_get_property_value");
        static final NativeFunction DEVICE_ATTRIBUTE = UDEV.function("udev_device_get_sysattr_value");
        static final NativeFunction DEVICE_PARENT =
                UDEV.function("udev_device_get_parent_with_subsystem_devtype");
        static final NativeFunction DEVICE_UNREF = UDEV.function("udev_device_unref");

        private Calls() {
        }
    }
}

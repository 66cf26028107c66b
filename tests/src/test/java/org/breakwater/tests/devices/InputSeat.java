package org.breakwater.tests.devices;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.breakwater.compositor.backend.seat.DeviceSeat;
import org.breakwater.compositor.backend.seat.OpenDevice;
import org.breakwater.protocol.loop.Signal;

/** A seat whose devices are numbers. */
final class InputSeat implements DeviceSeat {
    private final Signal<Boolean> activeChanged = new Signal<>();
    private final Signal<String> lost = new Signal<>();
    private final Set<String> refused = new HashSet<>();
    private final List<Integer> terminals = new ArrayList<>();
    private boolean active = true;
    private int opened;
    private int open;

    void refuse(String path) {
        refused.add(path);
    }

    void allowAll() {
        refused.clear();
    }

    void setActive(boolean now) {
        if (now != active) {
            active = now;
            activeChanged.emit(now);
        }
    }

    /** Devices that have not been given back. */
    int openCount() {
        return open;
    }

    /** The terminals that were asked for. */
    List<Integer> terminals() {
        return terminals;
    }

    @Override
    public String name() {
        return "seat0";
    }

    @Override
    public boolean isActive() {
        return active;
    }

    @Override
    public Signal<Boolean> activeChanged() {
        return activeChanged;
    }

    @Override
    public Signal<String> lost() {
        return lost;
    }

    @Override
    public OpenDevice open(String path) throws IOException {
        if (!active || refused.contains(path)) {
            throw new IOException(path + ": permission denied");
        }
        open++;
        return new OpenDevice(1000 + ++opened, () -> open--);
    }

    @Override
    public void switchTo(int vt) {
        terminals.add(vt);
    }

    @Override
    public void close() {
        active = false;
    }
}

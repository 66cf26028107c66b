package org.breakwater.compositor.backend.libinput;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.backend.seat.DeviceSeat;
import org.breakwater.compositor.backend.seat.OpenDevice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens device nodes through the session, which may do so where the user may not. */
final class SeatNodes implements Libinput.Nodes {
    private static final Logger LOG = LoggerFactory.getLogger(SeatNodes.class);
    private static final int EACCES = 13;

    private final DeviceSeat seat;
    private final List<OpenDevice> open = new ArrayList<>();
    private HeldBefore held;

    SeatNodes(DeviceSeat seat) {
        this.seat = seat;
    }

    /** To be told of what is opened and closed; before anything is. */
    void tell(HeldBefore keys) {
        held = keys;
    }

    @Override
    public int open(String path) {
        try {
            OpenDevice device = seat.open(path);
            open.add(device);
            held.opened(device.fd());
            return device.fd();
        } catch (IOException refused) {
            LOG.warn("an input device is not used: {}", refused.getMessage());
            return -EACCES;
        }
    }

    @Override
    public void close(int fd) {
        for (int i = 0; i < open.size(); i++) {
            if (open.get(i).fd() == fd) {
                held.closed(fd);
                open.remove(i).close();
                return;
            }
        }
    }

    /** What libinput has not given back. */
    void closeAll() {
        List.copyOf(open).forEach(OpenDevice::close);
        open.clear();
    }
}

package org.breakwater.compositor;

import java.io.IOException;
import org.breakwater.compositor.backend.libinput.InputDevices;
import org.breakwater.compositor.backend.seat.DeviceSeat;
import org.breakwater.compositor.glue.DeviceInput;
import org.breakwater.config.Config;
import org.breakwater.protocol.loop.EventLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The input devices of the seat that the session sits at, and what they do to it. */
final class SeatDevices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SeatDevices.class);

    private final DeviceInput input;
    private final InputDevices devices;

    /** @throws IllegalStateException with a message for the user: libinput cannot be used */
    SeatDevices(Server server, EventLoop loop, ServerOptions.Hardware hardware, Config config) {
        DeviceSeat seat = hardware.seat();
        input = new DeviceInput(server.seat(), server.input(), server.tablets(), server.layout(),
                seat::switchTo);
        try {
            devices = InputDevices.open(loop, seat, config::input, input, hardware.inputs());
        } catch (IOException unusable) {
            input.close();
            throw new IllegalStateException(unusable.getMessage(), unusable);
        }
        input.ledsChanged().add(devices::setLeds);
        SwitchCommands commands = new SwitchCommands(config.switches(), server.commands()::emit);
        input.lidChanged().add(commands::lid);
        input.tabletModeChanged().add(commands::tabletMode);
        if (seat.isActive() && devices.devices().isEmpty()) {
            LOG.warn("no input device of {} can be used", seat.name());
        }
    }

    /** Releases what is held; before the seat is closed. */
    @Override
    public void close() {
        devices.close();
        input.close();
    }
}

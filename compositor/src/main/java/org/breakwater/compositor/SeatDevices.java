package org.breakwater.compositor;

import java.io.IOException;
import java.util.List;
import org.breakwater.compositor.backend.libinput.InputDevice;
import org.breakwater.compositor.backend.libinput.InputDevices;
import org.breakwater.compositor.backend.seat.DeviceSeat;
import org.breakwater.compositor.glue.DeviceInput;
import org.breakwater.config.Config;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.Signal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The input devices of the seat that the session sits at, and what they do to it. */
final class SeatDevices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SeatDevices.class);

    private final DeviceInput input;
    private final InputDevices devices;
    private final SwitchCommands commands;

    /** @throws IllegalStateException with a message for the user: libinput cannot be used */
    SeatDevices(Server server, EventLoop loop, ServerOptions.Hardware hardware, Config config) {
        DeviceSeat seat = hardware.seat();
        input = new DeviceInput(server.seat(), server.input(), server.tablets(), server.layout(),
                seat::switchTo);
        InputDevices opened = null;
        try {
            opened = InputDevices.open(loop, seat, config::input, input, hardware.inputs());
        } catch (IOException unusable) {
            throw new IllegalStateException(unusable.getMessage(), unusable);
        } finally {
            if (opened == null) {
                input.close();
            }
        }
        devices = opened;
        input.setHeldBefore(devices::heldBefore);
        input.ledsChanged().add(devices::setLeds);
        commands = new SwitchCommands(config.switches(), server.commands()::emit);
        input.lidChanged().add(commands::lid);
        input.tabletModeChanged().add(commands::tabletMode);
        if (seat.isActive() && devices.devices().isEmpty()) {
            LOG.warn("no input device of {} can be used", seat.name());
        }
    }

    /** The lid was closed: true; or opened. */
    Signal<Boolean> lidChanged() {
        return input.lidChanged();
    }

    boolean isLidClosed() {
        return input.isLidClosed();
    }

    /** Those that are plugged in and open. */
    List<InputDevice> list() {
        return devices.devices();
    }

    /** Another configuration is in force. */
    void configure(Config config) {
        commands.configure(config.switches());
        devices.configure(config::input);
    }

    /** Releases what is held; before the seat is closed. */
    @Override
    public void close() {
        devices.close();
        input.close();
    }
}

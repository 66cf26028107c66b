package org.breakwater.tests.devices;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.breakwater.compositor.backend.libinput.InputDevices;
import org.breakwater.compositor.backend.libinput.Libinput;
import org.breakwater.compositor.backend.seat.LibseatSeat;
import org.breakwater.config.Config;
import org.breakwater.config.ConfigReader;
import org.breakwater.config.ConfigResult;
import org.breakwater.protocol.loop.Clock;
import org.breakwater.protocol.loop.EventLoop;

/** A program that says what the devices of this machine do, for somebody to look at: {@code SECONDS [TOML]}. */
final class DeviceLog {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private DeviceLog() {
    }

    public static void main(String[] arguments) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[0]));
        Config config = arguments.length < 2 ? Config.defaults()
                : ((ConfigResult.Loaded) ConfigReader.parse(arguments[1], "argument")).config();
        try (EventLoop loop = new EventLoop(Clock.monotonic());
                LibseatSeat seat = LibseatSeat.open(loop, PATIENCE_NANOS)) {
            EventText text = new EventText(line -> say(line));
            seat.activeChanged().add(active -> say("active " + active));
            try (InputDevices devices = InputDevices.open(loop, seat, config::input, text, Libinput::of)) {
                say("ready with " + devices.devices().size() + " devices");
                while (System.nanoTime() < end) {
                    loop.dispatch(end - System.nanoTime());
                }
            }
        }
        say("done");
    }

    private static void say(String line) {
        System.out.printf(Locale.ROOT, "%.3f %s%n", System.nanoTime() / 1e9, line);
        System.out.flush();
    }
}

package org.breakwater.tests.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.backend.libinput.InputDevices;
import org.breakwater.compositor.backend.libinput.Libinput;
import org.breakwater.config.Config;
import org.breakwater.protocol.loop.Clock;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.tests.FdLeakExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real library, with a seat that has no devices or refuses each that this machine has. */
@ExtendWith(FdLeakExtension.class)
class LibinputTest {

    @Test
    void theRealOneIsOpenedSuspendedResumedAndClosed() throws IOException {
        InputSeat seat = new InputSeat();
        for (int i = 0; i < 1000; i++) {
            seat.refuse("/dev/input/event" + i);
        }
        List<String> told = new ArrayList<>();
        try (EventLoop loop = new EventLoop(Clock.monotonic());
                InputDevices devices = InputDevices.open(loop, seat, Config.defaults()::input,
                        new EventText(told::add), Libinput::of)) {
            for (int i = 0; i < 3; i++) {
                loop.dispatch(0);
                seat.setActive(false);
                loop.dispatch(0);
                seat.setActive(true);
            }
            devices.setLeds(7);
            devices.configure(Config.defaults()::input);
            assertEquals(0, loop.uncaughtCount());
            assertEquals(List.of(), devices.devices());
        }
        assertEquals(List.of(), told);
        assertEquals(0, seat.openCount());
    }
}

package org.breakwater.tests.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import org.breakwater.compositor.backend.libinput.InputDevices;
import org.breakwater.compositor.glue.DeviceInput;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.config.Config;
import org.breakwater.tests.Fixture;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A compositor's seat with devices that do not exist. In the end nothing may be held down on it, by anybody. */
final class SeatUnderTest implements BeforeEachCallback, AfterEachCallback {
    private static final int KEY_MAX = 0x2ff;

    private final Fixture fixture;
    private final Config config;
    private FakeLibinput libinput;
    private InputSeat seat;
    private DeviceInput input;
    private InputDevices devices;

    /** {@code fixture}: to be registered before this. */
    SeatUnderTest(Fixture fixture, Config config) {
        this.fixture = fixture;
        this.config = config;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        libinput = new FakeLibinput();
        seat = new InputSeat();
        var server = fixture.server();
        input = new DeviceInput(server.seat(), server.input(), server.tablets(), server.layout(),
                seat::switchTo);
        devices = InputDevices.open(fixture.loop(), seat, config::input, input, libinput::open);
        input.setHeldBefore(devices::heldBefore);
        input.ledsChanged().add(devices::setLeds);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        devices.close();
        assertNothingIsHeld();
        input.close();
        libinput.assertClean();
        assertEquals(0, seat.openCount(), "nodes not given back");
    }

    FakeLibinput libinput() {
        return libinput;
    }

    InputSeat seat() {
        return seat;
    }

    DeviceInput input() {
        return input;
    }

    void assertNothingIsHeld() {
        Seat held = fixture.server().seat();
        for (int key = 0; key <= KEY_MAX; key++) {
            assertFalse(held.keyboard().isPressed(key), "key " + key + " is stuck");
        }
        assertEquals(0, held.keyboard().device().state().depressed(), "modifiers");
        assertFalse(held.pointer().isAnyPressed(), "a button is stuck");
        assertEquals(0, held.touch().pointCount(), "fingers");
    }
}

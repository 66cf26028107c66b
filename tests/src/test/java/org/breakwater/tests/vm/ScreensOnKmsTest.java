package org.breakwater.tests.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** A screen that is turned off and on, and one that changes its size, with a client that fills it. */
@Tag("vm")
@Order(4)
@ExtendWith(OneMachine.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScreensOnKmsTest {
    private final VmSession session;
    private final VirtualMachine machine;
    private SeatEvents client;

    ScreensOnKmsTest(VmSession session) {
        this.session = session;
        this.machine = session.machine();
    }

    @BeforeAll
    void start() throws IOException {
        client = SeatEvents.start(session);
    }

    @AfterAll
    void stop() throws IOException {
        client.stop();
    }

    @Test
    @Order(1)
    void aScreenThatWasOffShowsWhatItDid() throws IOException {
        VmPicture before = session.settled();
        machine.exec("compositor/bin/breakwater msg power off");
        VirtualMachine.await("it is dark", () -> machine.look(0).pixel(5, 795) == 0);
        assertTrue(machine.execAsRoot("grep -A3 'crtc-0' /sys/kernel/debug/dri/0/state").contains("active=0"));
        machine.exec("compositor/bin/breakwater msg power on");
        VirtualMachine.await("it shows what it did", () -> machine.look(0).shows(before));
    }

    @Test
    @Order(2)
    void aClientThatFillsAScreenFollowsItsSize() throws IOException {
        VmPicture before = session.settled();
        machine.output(0, "1024x768");
        client.await("size 1024 768");
        VirtualMachine.await("it has the new size", () -> {
            VmPicture now = machine.look(0);
            return now.width() == 1024 && now.height() == 768 && now.pixel(512, 384) == before.pixel(640, 400);
        });
        machine.keep("18-smaller", 0);
        machine.output(0, "1280x800");
        client.await("size 1280 800");
        VirtualMachine.await("it shows what it did", () -> machine.look(0).shows(before));
    }

    @Test
    @Order(3)
    void aScreenIsTurnedAndScaledAndGetsAnotherMode() throws IOException {
        VmPicture before = session.settled();
        session.configure("""
                [[output]]
                name = "Virtual-1"
                mode = "1024x768"
                scale = 1.5
                transform = "90"
                """);
        client.await("size 512 683");
        VirtualMachine.await("the square is larger", () -> {
            VmPicture now = machine.look(0);
            return now.width() == 1024 && now.height() == 768 && now.pixel(512, 384) == before.pixel(640, 400)
                    && now.pixel(512 - 45, 384) == before.pixel(640, 400);
        });
        machine.mouse(640, 400);
        client.await("pointer (enter|motion) \\d+\\.\\d \\d+\\.\\d");
        machine.keep("19-turned", 0);
        session.configure("");
        client.await("size 1280 800");
        VirtualMachine.await("it shows what it did", () -> machine.look(0).shows(before));
        assertEquals(List.of(), session.complaints());
    }
}

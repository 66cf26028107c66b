package org.breakwater.tests.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/**
 * Another virtual terminal is shown, by keys or by command, once or many times, with something held down or in
 * the midst of drawing: meanwhile the session's client hears nothing, and afterwards all is as it was.
 */
@Tag("vm")
@Order(3)
@ExtendWith(OneMachine.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TerminalsOnKmsTest {
    private static final int TIMES = 10;

    private final VmSession session;
    private final VirtualMachine machine;
    private SeatEvents client;

    TerminalsOnKmsTest(VmSession session) {
        this.session = session;
        this.machine = session.machine();
    }

    @BeforeAll
    void start() throws IOException {
        client = SeatEvents.start(session);
        machine.mouse(310, 310);
        machine.mouse(300, 300);
        client.await("pointer (enter|motion) 300\\.\\d 300\\.\\d");
    }

    @AfterAll
    void stop() throws IOException {
        session.comeBack();
        client.stop();
    }

    @Test
    @Order(1)
    void aClientThatDrawsHearsNothingMeanwhileAndGoesOn() throws IOException {
        VmPicture before = session.settled();
        client.animate(true);
        VirtualMachine.await("it draws", () -> client.frames() >= 60);
        machine.execAsRoot("echo 'This is another terminal.' > /dev/tty2");
        machine.key("ctrl+alt+f2");
        VirtualMachine.await("terminal 2 is shown", () -> machine.look(0).pixel(640, 700) == 0);
        session.awaitTerminal(2);
        machine.keep("15-away", 0);
        client.forget();
        long drawn = client.frames();
        machine.key("x", "shift+y");
        machine.mouse(700, 500);
        machine.click("left");
        machine.touch(300, 200);
        assertEquals(List.of(), client.since());
        assertEquals(drawn, client.frames());
        machine.key("ctrl+alt+f1");
        VirtualMachine.await("it draws again", () -> client.frames() > drawn + 40);
        assertEquals(List.of(), client.since());
        client.animate(false);
        VirtualMachine.await("the session is back whole", () -> machine.look(0).shows(before));
        machine.keep("16-back", 0);
        listens();
    }

    @Test
    @Order(2)
    void whatIsHeldWhenTheSessionIsLeftIsReleased() throws IOException {
        machine.mouse(300, 300);
        machine.press();
        client.await("button 272 down");
        machine.hold("q", true);
        client.awaitOnly("key 16 down");
        machine.key("ctrl+alt+f2");
        session.awaitTerminal(2);
        VirtualMachine.await("both are released", () ->
                client.since().containsAll(List.of("key 16 up", "button 272 up")));
        machine.hold("q", false);
        machine.release();
        machine.key("ctrl+alt+f1");
        session.awaitTerminal(1);
        listens();
    }

    @Test
    @Order(3)
    void theCommandSwitchesAsTheKeysDo() throws IOException {
        VmPicture before = session.settled();
        machine.execAsRoot("for i in $(seq " + TIMES + "); do busybox chvt 2; busybox chvt 1; done");
        session.awaitTerminal(1);
        VirtualMachine.await("the session is back whole", () -> machine.look(0).shows(before));
        listens();
    }

    @Test
    @Order(4)
    void manySwitchesInARowEndWhereTheyShould() throws IOException {
        VmPicture before = session.settled();
        client.animate(true);
        String[] keys = new String[2 * TIMES];
        for (int i = 0; i < TIMES; i++) {
            keys[2 * i] = "ctrl+alt+f2";
            keys[2 * i + 1] = "ctrl+alt+f1";
        }
        machine.key(keys);
        session.comeBack();
        long drawn = client.frames();
        VirtualMachine.await("it draws", () -> client.frames() > drawn + 40);
        client.animate(false);
        VirtualMachine.await("the session is back whole", () -> machine.look(0).shows(before));
        machine.keep("17-after-many-switches", 0);
        listens();
        assertEquals(List.of(), session.complaints());
    }

    @Test
    @Order(5)
    void whoHoldsControlAndAltGoesFromTerminalToTerminal() throws IOException {
        machine.hold("ctrl", true);
        machine.hold("alt", true);
        for (int i = 0; i < 2; i++) {
            machine.key("f2");
            session.awaitTerminal(2);
            client.forget();
            machine.key("f1");
            session.awaitTerminal(1);
            VirtualMachine.await("the keyboard is back", () ->
                    session.count("input device: QEMU Virtio Keyboard")
                            == session.count("input device removed: QEMU Virtio Keyboard") + 1);
            assertEquals(List.of(), client.since());
        }
        machine.hold("alt", false);
        machine.hold("ctrl", false);
        machine.key("f2");
        client.await("key 60 down", "key 60 up");
        listens();
    }

    /** Keys and the pointer are back, without anything that was held before. */
    private void listens() throws IOException {
        VirtualMachine.await("its devices are back", () ->
                session.count("input device: QEMU Virtio Keyboard")
                        == session.count("input device removed: QEMU Virtio Keyboard") + 1);
        machine.mouse(600, 600);
        client.await("pointer motion 600\\.\\d 60\\d\\.\\d");
        client.forget();
        machine.key("a");
        machine.mouse(300, 300);
        client.await("key 30 down", "key 30 up", "pointer motion 30\\d\\.\\d 30\\d\\.\\d");
    }
}

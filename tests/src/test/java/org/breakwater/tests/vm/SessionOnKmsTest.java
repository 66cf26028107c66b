package org.breakwater.tests.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Rectangle;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A session on a machine's own screens is seen and typed into, and its windows move between them; each part begins
 * where the one before has ended.
 */
@Tag("vm")
@Order(1)
@ExtendWith(OneMachine.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SessionOnKmsTest {
    private final VmSession session;
    private final VirtualMachine machine;

    SessionOnKmsTest(VmSession session) {
        this.session = session;
        this.machine = session.machine();
    }

    @Test
    @Order(1)
    void aTerminalIsSeenFromOutside() throws IOException {
        session.awaitReady();
        VirtualMachine.await("the prompt is seen", () -> machine.look(0).colours() > 8);
        VmPicture shown = machine.keep("1-terminal", 0);
        assertEquals(1280, shown.width());
        assertEquals(800, shown.height());
        assertEquals(VmSession.BACKGROUND, shown.pixel(5, 795));
    }

    @Test
    @Order(2)
    void whatIsTypedIsWrittenAndSeen() throws IOException {
        VmPicture before = machine.look(0);
        machine.type("echo 'Typed!' $((6 * 7)) | tee /share/vm-out/typed");
        VirtualMachine.await("the shell has written", () -> machine.text("typed").equals("Typed! 42\n"));
        VirtualMachine.await("it is seen", () ->
                machine.look(0).differences(before, new Rectangle(1280, 800)) > 100);
        machine.keep("2-typed", 0);
    }

    @Test
    @Order(3)
    void thePointerFollowsTheTablet() throws IOException {
        machine.mouse(100, 700);
        VirtualMachine.await("the cursor is there", () -> session.cursorIsAt(100, 700));
        machine.keep("3-pointer-left", 0);
        machine.mouse(1200, 60);
        VirtualMachine.await("the cursor has moved", () -> session.cursorIsAt(1200, 60) && !session.cursorIsAt(100, 700));
        machine.keep("4-pointer-right", 0);
    }

    @Test
    @Order(4)
    void anotherTerminalIsShownAndThisOneComesBackWhole() throws IOException {
        VmPicture before = session.settled();
        machine.execAsRoot("echo 'This is another terminal.' > /dev/tty2");
        machine.key("ctrl+alt+f2");
        VirtualMachine.await("terminal 2 is shown", () -> machine.look(0).pixel(640, 700) == 0);
        machine.keep("5-terminal-2", 0);
        machine.key("x", "alt+f1");
        VirtualMachine.await("the session is back whole", () -> machine.look(0).shows(before));
        machine.keep("6-back", 0);
        machine.type("echo again > /share/vm-out/again");
        VirtualMachine.await("the keyboard is back", () -> machine.text("again").equals("again\n"));
    }

    @Test
    @Order(5)
    void outputsComeAndGo() throws IOException {
        assertEquals(List.of("Virtual-1"), session.outputs());
        machine.output(1, "1024x768");
        VirtualMachine.await("there are two outputs", () -> session.outputs().equals(List.of("Virtual-1", "Virtual-2")));
        VirtualMachine.await("the second shows the background", () -> {
            VmPicture second = machine.look(1);
            return second.width() == 1024 && second.height() == 768
                    && second.pixel(5, 760) == VmSession.BACKGROUND;
        });
        machine.keep("7-second-output", 1);
        machine.output(1, "0x0");
        VirtualMachine.await("there is one output", () -> session.outputs().equals(List.of("Virtual-1")));
        machine.output(1, "800x600");
        VirtualMachine.await("it is back", () -> session.outputs().equals(List.of("Virtual-1", "Virtual-2")));
        VirtualMachine.await("it has its new size", () -> machine.look(1).width() == 800);
        machine.keep("8-second-output-again", 1);
        machine.output(1, "0x0");
        VirtualMachine.await("there is one output", () -> session.outputs().equals(List.of("Virtual-1")));
    }

    @Test
    @Order(6)
    void aWindowOutlivesItsScreenAndGoesBackToIt() throws IOException {
        machine.mouse(640, 166);
        machine.output(1, "1024x768");
        VirtualMachine.await("there are two outputs", () -> session.outputs().equals(List.of("Virtual-1", "Virtual-2")));
        machine.press();
        for (int i = 0; i < 8; i++) {
            machine.move(200, 0);
        }
        machine.release();
        VirtualMachine.await("the window is on the second", () -> session.showsWindow(1) && !session.showsWindow(0));
        machine.keep("9-moved", 1);
        machine.output(1, "0x0");
        VirtualMachine.await("the window is on the first", () -> session.showsWindow(0));
        machine.keep("10-its-screen-is-gone", 0);
        machine.output(1, "1024x768");
        VirtualMachine.await("the window is on the second", () -> session.showsWindow(1) && !session.showsWindow(0));
        machine.keep("11-its-screen-is-back", 1);
        machine.output(1, "0x0");
        VirtualMachine.await("the window is on the first", () -> session.showsWindow(0));
    }

    @Test
    @Order(7)
    void aSecondKeyboardTypesAndGoes() throws IOException {
        long added = session.count("input device: QEMU Virtio Keyboard");
        long removed = session.count("input device removed: QEMU Virtio Keyboard");
        machine.plug("keyboard1", "virtio-keyboard-pci");
        VirtualMachine.await("it is there", () -> session.count("input device: QEMU Virtio Keyboard") > added);
        machine.type("echo second > /share/vm-out/second");
        VirtualMachine.await("the shell has written", () -> machine.text("second").equals("second\n"));
        machine.unplug("keyboard1");
        VirtualMachine.await("it is gone", () ->
                session.count("input device removed: QEMU Virtio Keyboard") > removed);
        machine.type("echo first > /share/vm-out/first");
        VirtualMachine.await("the shell has written", () -> machine.text("first").equals("first\n"));
    }
}

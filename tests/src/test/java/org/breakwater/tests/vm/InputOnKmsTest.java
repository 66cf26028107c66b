package org.breakwater.tests.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.breakwater.tests.vm.GuestDevices.Finger;
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
 * What is done on keyboards, mice, touchpads, touch screens and tablets, those of the emulated machine and those
 * that the guest makes itself, is what a client hears; and a device that goes leaves nothing held down.
 */
@Tag("vm")
@Order(2)
@ExtendWith(OneMachine.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InputOnKmsTest {
    private static final List<String> KINDS = List.of("keyboard", "mouse", "touchpad", "touchscreen",
            "tablet", "lid");

    private final VmSession session;
    private final VirtualMachine machine;
    private GuestDevices devices;
    private SeatEvents client;

    InputOnKmsTest(VmSession session) {
        this.session = session;
        this.machine = session.machine();
    }

    @BeforeAll
    void start() throws IOException {
        client = SeatEvents.start(session);
        devices = GuestDevices.start(session);
        for (String kind : KINDS) {
            devices.plug(kind);
        }
        machine.mouse(110, 690);
        machine.mouse(100, 700);
        client.await("pointer (enter|motion) 100\\.\\d 700\\.\\d");
    }

    @AfterAll
    void stop() throws IOException {
        for (String kind : KINDS) {
            devices.unplug(kind);
        }
        client.stop();
    }

    @Test
    @Order(1)
    void keysComeWithTheirModifiers() throws IOException {
        machine.key("a", "shift+b");
        client.awaitOnly("key 30 down", "key 30 up", "key 42 down", "modifiers 1 0 0 0", "key 48 down",
                "key 48 up", "key 42 up", "modifiers 0 0 0 0");
    }

    @Test
    @Order(2)
    void lightsAreOnWhereverThereIsAKeyboard() throws IOException {
        List<String> dark = devices.lights();
        assertTrue(dark.size() >= 2 && dark.stream().allMatch(line -> line.startsWith("0 ")), dark.toString());
        machine.key("caps_lock");
        client.await("modifiers 2 0 2 0", "key 58 up", "modifiers 0 0 2 0");
        List<String> lit = dark.stream().map(line -> line.replaceFirst("0", "2")).toList();
        VirtualMachine.await("Caps Lock is lit", () -> devices.lights().equals(lit));
        devices.unplug("keyboard");
        devices.plug("keyboard");
        VirtualMachine.await("it is lit on the one that is new", () -> devices.lights().equals(lit));
        machine.key("caps_lock");
        client.await("key 58 up", "modifiers 0 0 0 0");
        VirtualMachine.await("Caps Lock is dark", () -> devices.lights().equals(dark));
    }

    @Test
    @Order(3)
    void miceMoveByAndTabletsMoveTo() throws IOException {
        machine.mouse(500, 300);
        client.await("pointer motion 500\\.\\d 300\\.\\d");
        machine.move(30, -20);
        client.await("relative 30\\.0 -20\\.0", "pointer motion 5[1-9]\\d\\.\\d 2[5-9]\\d\\.\\d");
        devices.run("emit mouse 2 0 -40 2 1 10");
        client.await("relative -40\\.0 10\\.0", "pointer motion .*");
    }

    @Test
    @Order(4)
    void everyButtonIsItself() throws IOException {
        List<String> buttons = List.of("left", "right", "middle", "side", "extra");
        for (int i = 0; i < buttons.size(); i++) {
            machine.click(buttons.get(i));
            client.awaitOnly("button " + (272 + i) + " down", "button " + (272 + i) + " up");
        }
    }

    @Test
    @Order(5)
    void wheelsTurnByStepsAndByParts() throws IOException {
        machine.wheel("up");
        client.awaitOnly("axis source wheel", "axis value120 0 -120", "axis 0 -15.00");
        machine.wheel("down");
        client.awaitOnly("axis source wheel", "axis value120 0 120", "axis 0 15.00");
        devices.run("emit mouse 2 12 120 2 6 1");
        client.awaitOnly("axis source wheel", "axis value120 1 120", "axis 1 15.00");
        devices.run("emit mouse 2 11 -30", "emit mouse 2 11 -30", "emit mouse 2 11 -30",
                "emit mouse 2 11 -30 2 8 -1");
        VirtualMachine.await("a whole step", () -> client.sum("axis value120 0") == 120);
        client.await("axis 0 3.75");
    }

    @Test
    @Order(6)
    void fingersOnAScreenAreToldApart() throws IOException {
        machine.touch(300, 200);
        client.awaitOnly("touch 0 down 300.2 200.2", "touch frame", "touch 0 up", "touch frame");
        devices.run("emit touchscreen 3 47 0 3 57 1 3 53 8192 3 54 8192 1 330 1",
                "emit touchscreen 3 47 1 3 57 2 3 53 16384 3 54 16384", "wait 20",
                "emit touchscreen 3 47 0 3 53 12288 3 47 1 3 53 20480", "wait 20",
                "emit touchscreen 3 47 0 3 57 -1", "wait 20", "emit touchscreen 3 47 1 3 57 -1 1 330 0");
        client.awaitOnly("touch 0 down 320.0 200.0", "touch frame", "touch 1 down 640.0 400.0", "touch frame",
                "touch 0 motion 480.0 200.0", "touch 1 motion 800.0 400.0", "touch frame",
                "touch 0 up", "touch frame", "touch 1 up", "touch frame");
    }

    @Test
    @Order(7)
    void aTouchpadMovesTapsScrollsAndPresses() throws IOException {
        machine.mouse(520, 310);
        client.await("pointer motion 520\\.\\d 310\\.\\d");
        devices.run(GuestDevices.stroke(20, true, new Finger(1000, 1000, 20, 0)));
        client.await("relative \\d+\\.\\d 0\\.0", "pointer motion 5\\d\\d\\.\\d 310\\.\\d");
        tap(272, new Finger(2000, 1400, 0, 0));
        tap(273, new Finger(1800, 1400, 0, 0), new Finger(2300, 1400, 0, 0));
        devices.run(GuestDevices.stroke(30, true, new Finger(1800, 600, 0, 25), new Finger(2300, 600, 0, 25)));
        client.await("axis source finger", "axis 0 \\d+\\.\\d+", "axis stop 0", "axis stop 1");
        devices.run(GuestDevices.padPressed());
        client.await("button 272 down");
        devices.run("emit touchpad 1 272 0", "emit touchpad 3 57 -1 1 330 0 1 325 0");
        client.await("button 272 up");
    }

    @Test
    @Order(8)
    void gesturesBeginAndEnd() throws IOException {
        devices.run(GuestDevices.stroke(30, true, new Finger(1000, 1400, 30, 0), new Finger(1500, 1400, 30, 0),
                new Finger(2000, 1400, 30, 0)));
        client.await("swipe begin 3", "swipe by \\d+\\.\\d 0\\.0", "swipe end");
        devices.run(GuestDevices.stroke(30, true, new Finger(1500, 1800, -20, 15),
                new Finger(2500, 1000, 20, -15)));
        client.await("pinch begin 2", "pinch scale 1\\.\\d+", "pinch end");
        devices.run(GuestDevices.stroke(60, true, new Finger(1800, 1400, 0, 0), new Finger(2300, 1400, 0, 0)));
        client.await("hold begin 2", "hold end");
    }

    @Test
    @Order(9)
    void aPenIsNearLeansPressesAndGoes() throws IOException {
        devices.run("emit tablet 1 320 1 3 0 5000 3 1 5000 3 25 40", "wait 20",
                "emit tablet 3 0 10000 3 1 6250 3 26 30 3 27 -10", "wait 20",
                "emit tablet 3 25 0 1 330 1 3 24 500", "wait 20", "emit tablet 3 24 800", "wait 20",
                "emit tablet 1 331 1", "wait 20", "emit tablet 1 331 0", "wait 20",
                "emit tablet 1 330 0 3 24 0", "wait 20", "emit tablet 1 320 0");
        client.await("tool type 0x140", "tool in", "tool motion 320\\.0 320\\.0", "tool distance 4\\d+",
                "tool tilt [1-9]\\d?\\.\\d -\\d\\.\\d", "tool motion 640\\.0 400\\.0", "tool pressure 3\\d+",
                "tool down", "tool pressure 5\\d+", "tool button 331 down", "tool button 331 up", "tool up",
                "tool out", "tool frame");
    }

    @Test
    @Order(10)
    void theLidRunsWhatTheConfigurationSays() throws IOException {
        devices.run("emit lid 5 0 1", "wait 300", "emit lid 5 0 0");
        VirtualMachine.await("both were run", () -> machine.text("lid").equals("closed\nopened\n"));
    }

    @Test
    @Order(11)
    void whatADeviceHeldIsReleasedWhenItGoes() throws IOException {
        devices.run("emit keyboard 1 42 1", "emit keyboard 1 30 1", "wait 50", "destroy keyboard");
        client.await("key 42 down", "key 30 down", "key 30 up", "key 42 up", "modifiers 0 0 0 0");
        devices.run("emit mouse 1 273 1", "wait 50", "destroy mouse");
        client.await("button 273 down", "button 273 up");
        devices.run("emit touchscreen 3 47 0 3 57 1 3 53 8192 3 54 8192 1 330 1", "wait 50",
                "destroy touchscreen");
        client.awaitOnly("touch 0 down 320.0 200.0", "touch frame", "touch cancel");
        devices.run("emit tablet 1 320 1 3 0 5000 3 1 5000", "wait 50", "emit tablet 1 330 1 3 24 500",
                "wait 50", "emit tablet 1 331 1", "wait 50", "destroy tablet");
        client.await("tool down", "tool button 331 down", "tool up", "tool button 331 up", "tool out",
                "tool removed", "tablet removed");
        devices.run(GuestDevices.stroke(20, false, new Finger(1000, 1400, 30, 0), new Finger(1500, 1400, 30, 0),
                new Finger(2000, 1400, 30, 0)));
        client.await("swipe begin 3");
        devices.run("destroy touchpad");
        client.await("swipe (end|cancelled)");
        for (String kind : KINDS.subList(0, KINDS.size() - 1)) {
            devices.plug(kind);
        }
        client.forget();
        machine.key("a");
        client.awaitOnly("key 30 down", "key 30 up");
    }

    @Test
    @Order(12)
    void aKeyboardThatIsPulledOutLetsGo() throws IOException {
        long added = session.count("input device: QEMU Virtio Keyboard");
        machine.plug("keyboard2", "virtio-keyboard-pci");
        VirtualMachine.await("it is there", () -> session.count("input device: QEMU Virtio Keyboard") > added);
        client.forget();
        machine.hold("x", true);
        client.awaitOnly("key 45 down");
        machine.unplug("keyboard2");
        client.awaitOnly("key 45 up");
        machine.hold("x", false);
        machine.key("a");
        client.awaitOnly("key 30 down", "key 30 up");
    }

    @Test
    @Order(13)
    void touchIsOfferedWhileThereIsATouchScreen() throws IOException {
        devices.unplug("touchscreen");
        machine.unplug("touch0");
        client.await("seat 3");
        machine.plug("touch0", "virtio-multitouch-pci");
        client.await("seat 7");
        devices.plug("touchscreen");
        machine.touch(300, 200);
        client.await("touch 0 down 300.2 200.2", "touch frame", "touch 0 up", "touch frame");
        assertEquals(List.of(), session.complaints());
    }

    /** Again, where the machine was too slow for it to be a tap. */
    private void tap(int button, Finger... fingers) throws IOException {
        VirtualMachine.await("button " + button, () -> {
            devices.run(GuestDevices.stroke(0, true, fingers));
            return client.since().contains("button " + button + " down");
        });
        client.await("button " + button + " down", "button " + button + " up");
    }
}

package org.breakwater.tests.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** However a session ends, the console is as it was: its text is seen, and what is typed is read. */
@Tag("vm")
@Order(9)
@ExtendWith(OneMachine.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SessionEndsOnKmsTest {
    private static final String TEXT_AND_UNICODE = "0 3";
    private static final String GRAPHICS_AND_OFF = "1 4";
    private static final int SIGABRT = 6;
    private static final int SIGKILL = 9;

    private final VmSession session;
    private final VirtualMachine machine;

    SessionEndsOnKmsTest(VmSession session) {
        this.session = session;
        this.machine = session.machine();
    }

    @Test
    @Order(1)
    void askedToEndItLeavesTheConsoleAsItWas() throws IOException {
        session.awaitReady();
        assertEquals(GRAPHICS_AND_OFF, GuestDevices.start(session).console());
        machine.exec("pkill -TERM java");
        assertEquals(0, session.awaitEnd(), session::logOrWhyNot);
        consoleIsBack("20-console");
        assertEquals(List.of(), session.complaints());
        nothingIsLeft();
    }

    @Test
    @Order(2)
    void aLoginSessionBeginsWithAllThatItShould() throws IOException {
        machine.exec("""
                mkdir -p ~/.config/autostart; cat > ~/.config/autostart/lights.desktop <<'X'
                [Desktop Entry]
                Type=Application
                Exec=sh -c "env > /share/vm-out/lights"
                X
                """);
        machine.start("login", "compositor/bin/breakwater-session");
        VirtualMachine.await("a terminal is seen", () -> session.showsWindow(0));
        VirtualMachine.await("the autostart entry is started", () -> machine.text("lights").contains("PWD="));
        machine.keep("21-login", 0);
        List<String> environment = machine.text("lights").lines().toList();
        for (String variable : List.of("WAYLAND_DISPLAY=wayland-0", "XDG_CURRENT_DESKTOP=Breakwater",
                "XDG_SESSION_TYPE=wayland")) {
            assertTrue(environment.contains(variable), variable);
        }
    }

    /** As a display manager ends it, or the manager of the user's services. */
    @Test
    @Order(3)
    void aLoginSessionThatIsToEndEndsWhole() throws IOException {
        machine.exec("pkill -TERM -f '^bash .*bin/breakwater-session'");
        machine.awaitEnd("login");
        consoleIsBack("22-console-after-login");
        nothingIsLeft();
    }

    @Test
    @Order(4)
    void aCrashOfTheVirtualMachineLeavesTheConsoleAsItWas() throws IOException {
        machine.start("crashed", "compositor/bin/breakwater --backend drm -- foot");
        VirtualMachine.await("a terminal is seen", () -> session.showsWindow(0));
        machine.exec("pkill -SEGV java");
        assertEquals(128 + SIGABRT, machine.awaitEnd("crashed"));
        consoleIsBack("23-console-after-a-crash");
    }

    @Test
    @Order(5)
    void killedItLeavesTheConsoleAsItWas() throws IOException {
        machine.start("killed", "compositor/bin/breakwater --backend drm");
        VirtualMachine.await("it has the screen", () -> machine.text("killed.log").contains("is plugged in"));
        machine.exec("pkill -KILL java");
        assertEquals(128 + SIGKILL, machine.awaitEnd("killed"));
        consoleIsBack("24-console-after-a-kill");
    }

    @Test
    @Order(6)
    void theEndOfTheSeatIsTheSessionsAndIsTold() throws IOException {
        machine.start("unseated", "compositor/bin/breakwater --backend drm");
        VirtualMachine.await("the session is seen", () ->
                machine.look(0).pixel(5, 795) == VmSession.BACKGROUND);
        machine.execAsRoot("pkill -KILL seatd");
        assertEquals(1, machine.awaitEnd("unseated"));
        assertTrue(machine.text("unseated.log").contains("breakwater: the seat is gone: "));
        machine.start("seatless", "compositor/bin/breakwater --backend drm");
        assertEquals(1, machine.awaitEnd("seatless"));
        assertTrue(machine.text("seatless.log").contains("breakwater: there is no seat to draw on: "));
    }

    @Test
    @Order(7)
    void theMachinePowersOff() throws IOException {
        assertEquals(0, machine.powerOff());
        assertFalse(machine.text("console.log").contains("Oops"), "the kernel");
    }

    private void consoleIsBack(String picture) throws IOException {
        GuestDevices devices = GuestDevices.start(session);
        VirtualMachine.await("the console is text", () -> devices.console().equals(TEXT_AND_UNICODE));
        machine.startAsRoot("console-keys", "echo The console is back. > /dev/tty1; read line < /dev/tty1; echo $line");
        VirtualMachine.await("the console is seen", () -> isConsole(machine.look(0)));
        machine.type("keys");
        assertEquals(0, machine.awaitEnd("console-keys"));
        assertEquals("keys\n", machine.text("console-keys.log"));
        machine.keep(picture, 0);
    }

    private void nothingIsLeft() throws IOException {
        assertEquals("", machine.attempt("pgrep -l 'foot|java|seat-events|dbus'").printed());
        assertEquals("", machine.attempt("ps -eo stat,comm | grep '^Z'").printed(), "zombies");
    }

    /** White on black. */
    private static boolean isConsole(VmPicture picture) {
        return picture.pixel(5, 795) == 0 && picture.colours() > 1;
    }
}

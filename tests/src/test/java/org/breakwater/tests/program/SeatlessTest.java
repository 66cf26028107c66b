package org.breakwater.tests.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session where there is no seat: its daemon is said to be where nothing is. */
class SeatlessTest {
    @TempDir
    private Path scratch;
    private List<String> environment;

    @BeforeEach
    void noSeat() {
        environment = List.of("LIBSEAT_BACKEND=seatd", "SEATD_SOCK=" + scratch.resolve("nothing"));
    }

    @Test
    void whoAsksForScreensIsToldWhatToDo() throws Exception {
        try (Program program = Program.start(scratch, environment, "--backend", "drm")) {
            assertEquals(1, program.awaitExit());
            String errors = program.errors();
            assertTrue(errors.contains("breakwater: there is no seat to draw on: libseat_open_seat: "), errors);
            assertTrue(errors.contains("seatd, start it, and join the group"), errors);
            assertEquals(List.of(), program.leftBehind());
        }
    }

    /** As root libseat opens devices itself; a seat without virtual terminals is active at once. */
    @Test
    void whoMayOpenDevicesHimselfNeedsNoDaemon() throws Exception {
        assumeTrue(Files.getAttribute(scratch, "unix:uid").equals(0), "devices are root's to open");
        assumeFalse(Files.exists(Path.of("/dev/dri")), "the screens are somebody's");
        environment = List.of("LIBSEAT_BACKEND=builtin", "SEATD_VTBOUND=0");
        try (Program program = Program.start(scratch, environment, "--backend", "drm")) {
            assertEquals(1, program.awaitExit());
            String errors = program.errors();
            assertTrue(errors.contains("breakwater: the seat seat0 has no graphics card"), errors);
            assertEquals(List.of(), program.leftBehind());
        }
    }

    @Test
    void whoAsksForNothingGetsPicturesInMemory() throws Exception {
        try (Program program = Program.start(scratch, environment)) {
            assertEquals("wayland-0", program.awaitDisplay());
            program.process().destroy();
            assertEquals(0, program.awaitExit());
        }
    }
}

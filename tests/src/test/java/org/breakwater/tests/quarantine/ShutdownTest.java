package org.breakwater.tests.quarantine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.client.DisplayException;
import org.breakwater.tests.program.Program;
import org.breakwater.wayland.client.WlRegistryProxy;
import org.breakwater.wayland.client.WlShmProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program, with a file of a client stuck in close. A process with such a thread cannot be
 * reaped until FUSE lets go of it, so that the compositor has to see to that.
 */
@DisplayName("the program ends while a file of FUSE does not answer"
        + " (LingeringSocketTest stands in without FUSE)")
class ShutdownTest {
    private static final Path CONTROL = Path.of("/sys/fs/fuse/connections");

    @TempDir
    Path scratch;
    private boolean mounted;

    @BeforeEach
    void mountControl() throws IOException {
        assumeTrue(StallingFiles.areAvailable(), "no FUSE here; LingeringSocketTest stands in");
        mounted = !hasConnections()
                && run("mount", "-t", "fusectl", "none", CONTROL.toString()) == 0;
    }

    @AfterEach
    void unmountControl() throws IOException {
        if (mounted) {
            run("umount", "-l", CONTROL.toString());
        }
    }

    private static boolean hasConnections() throws IOException {
        return Files.readAllLines(Path.of("/proc/mounts")).stream()
                .anyMatch(line -> line.split(" ")[1].equals(CONTROL.toString()));
    }

    private static int run(String... command) throws IOException {
        return new ProcessBuilder(command).start().onExit().join().exitValue();
    }

    private static void signal(Program program, String name) throws IOException {
        assertEquals(0, run("kill", "-" + name, "" + program.process().pid()));
    }

    @Test
    void aSignalEndsIt() throws Exception {
        assumeTrue(hasConnections(), "fusectl cannot be mounted: nobody can free the process");
        try (StallingFiles files = StallingFiles.mount(List.of("flush=hang"));
                Program program = Program.start(scratch, "--backend", "headless")) {
            String name = program.awaitDisplay();
            try (ClientDisplay hostile = ClientDisplay.connect(program.runtimeDir(), name);
                    ClientDisplay good = ClientDisplay.connect(program.runtimeDir(), name)) {
                WlShmProxy shm = bindShm(hostile);
                good.roundtrip();
                signal(program, "STOP");    // our copies are closed before the rules hold
                shm.createPool(files.open(), StallingFiles.SIZE);
                hostile.flush();
                files.closeOpened();
                files.arm();
                signal(program, "CONT");
                files.awaitAsked("flush");
                DisplayException refused = assertThrows(DisplayException.class, hostile::roundtrip);
                assertEquals("wl_shm 2", refused.interfaceName() + " " + refused.code());
                good.roundtrip();
                signal(program, "TERM");
                assertEquals(0, program.awaitExit(), program.errors());
            }
            assertEquals(List.of(), program.leftBehind());
            assertTrue(program.errors().contains("aborted FUSE connection"), program.errors());
        }
    }

    private static WlShmProxy bindShm(ClientDisplay display) throws IOException {
        WlRegistryProxy registry = display.proxy().getRegistry();
        int[] name = new int[1];
        registry.listen(new WlRegistryProxy.Events() {
            @Override
            public void global(int number, String interfaceName, int version) {
                if (interfaceName.equals("wl_shm")) {
                    name[0] = number;
                }
            }
        });
        display.roundtrip();
        WlShmProxy shm = registry.bind(name[0], WlShmProxy.TYPE, 1);
        display.roundtrip();
        return shm;
    }
}

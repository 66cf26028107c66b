package org.breakwater.tests.quotas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.shm.Memfd;
import org.breakwater.tests.program.Program;
import org.breakwater.wayland.WlDisplay;
import org.breakwater.wayland.client.WlRegistryProxy;
import org.breakwater.wayland.client.WlShmProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The system lets the compositor open a few hundred files only, and clients ask for all of them. */
@Timeout(120)
class FewDescriptorsTest {
    /** One client alone gets a quarter of them for what it holds, connections together an eighth. */
    private static final int LIMIT = 320;

    @TempDir
    Path scratch;

    @Test
    void oneClientCannotTakeThemAll() throws Exception {
        try (Program program = start()) {
            String name = program.awaitDisplay();
            try (ClientDisplay good = ClientDisplay.connect(program.runtimeDir(), name)) {
                good.roundtrip();
                for (int i = 0; i < 3; i++) {
                    takePools(program, name);
                    good.roundtrip();
                }
                List<ClientDisplay> many = new ArrayList<>();
                int refused = 0;
                for (int i = 0; i < LIMIT; i++) {
                    ClientDisplay next = ClientDisplay.connect(program.runtimeDir(), name);
                    many.add(next);
                    refused += isServed(next) ? 0 : 1;
                    good.roundtrip();
                }
                assertTrue(refused >= LIMIT - LIMIT / 8, refused + " of " + LIMIT + " were refused");
                many.forEach(ClientDisplay::close);
                good.roundtrip();
                try (ClientDisplay late = ClientDisplay.connect(program.runtimeDir(), name)) {
                    awaitService(late, program, name);
                }
            }
            program.process().destroy();
            assertEquals(0, program.awaitExit(), program.errors());
            assertFalse(program.errors().contains("ERROR"), program.errors());
        }
    }

    /** As many pools as it gets; then it is told that it wants too much. */
    private static void takePools(Program program, String name) throws IOException {
        try (ClientDisplay hostile = ClientDisplay.connect(program.runtimeDir(), name);
                Memfd file = Memfd.create("hostile", 4096)) {
            WlShmProxy[] shm = new WlShmProxy[1];
            WlRegistryProxy registry = hostile.proxy().getRegistry();
            registry.listen(new WlRegistryProxy.Events() {
                @Override
                public void global(int number, String interfaceName, int version) {
                    if (interfaceName.equals("wl_shm")) {
                        shm[0] = registry.bind(number, WlShmProxy.TYPE, 1);
                    }
                }
            });
            hostile.roundtrip();
            assertThrows(IOException.class, () -> {
                for (int i = 0; i < 2 * LIMIT; i++) {
                    shm[0].createPool(file.fd(), 4096);
                    hostile.roundtrip();
                }
            });
            assertNotNull(hostile.error(), "it was not told why");
            assertEquals("wl_display " + WlDisplay.Error.NO_MEMORY.value(),
                    hostile.error().interfaceName() + " " + hostile.error().code());
        }
    }

    /** Those that left may not have gone for the compositor yet. */
    private static void awaitService(ClientDisplay first, Program program, String name) throws IOException {
        boolean served = isServed(first);
        for (int i = 0; i < 100 && !served; i++) {
            try (ClientDisplay next = ClientDisplay.connect(program.runtimeDir(), name)) {
                served = isServed(next);
            }
        }
        assertTrue(served, "nobody is served any more");
    }

    private static boolean isServed(ClientDisplay client) {
        try {
            client.roundtrip();
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private Program start() throws IOException {
        return Program.start(scratch, List.of(), List.of("prlimit", "--nofile=" + LIMIT + ":" + LIMIT),
                "--backend", "headless");
    }
}

package org.breakwater.tests.program;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.client.Proxy;
import org.breakwater.protocol.client.ProxyType;
import org.breakwater.shm.Memfd;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlCompositorProxy;
import org.breakwater.wayland.client.WlRegistryProxy;
import org.breakwater.wayland.client.WlShmProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.XdgSurfaceProxy;
import org.breakwater.wayland.client.XdgWmBaseProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory of the windows of a client that has gone, in the real program. */
class ClosedWindowsTest {
    private static final int WINDOWS = 60;
    private static final int SIDE = 800;
    private static final int BYTES = 4 * SIDE * SIDE;
    /** So many may the program need for its heap meanwhile. */
    private static final int TOLERANCE = 10;

    @TempDir
    Path scratch;

    private final Map<String, Integer> names = new HashMap<>();
    private WlRegistryProxy registry;
    private int configured;

    @Test
    void goesBackToTheSystem() throws Exception {
        // One thread draws: it is frames behind when the client leaves, and those still read the textures.
        try (Program program = Program.start(scratch, List.of("LP_NUM_THREADS=1"),
                "--backend", "headless", "--output", "1024x1024")) {
            String name = program.awaitDisplay();
            int before = blocks(program);
            try (ClientDisplay client = ClientDisplay.connect(program.runtimeDir(), name)) {
                showWindows(client);
                awaitBlocks(program, blocks -> blocks >= before + WINDOWS - TOLERANCE);
            }
            awaitBlocks(program, blocks -> blocks <= before + TOLERANCE);
        }
    }

    private static void awaitBlocks(Program program, IntPredicate condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Program.DEADLINE_SECONDS);
        for (int blocks = blocks(program); !condition.test(blocks); blocks = blocks(program)) {
            if (System.nanoTime() > deadline) {
                fail(blocks + " blocks of a texture's size are mapped; " + program.errors());
            }
            assertFalse(program.process().waitFor(50, TimeUnit.MILLISECONDS), program.errors());
        }
    }

    /** Translucent ones, each of which is drawn: all their textures are needed for one frame. */
    private void showWindows(ClientDisplay display) throws IOException {
        registry = display.proxy().getRegistry();
        registry.listen(new WlRegistryProxy.Events() {
            @Override
            public void global(int name, String interfaceName, int version) {
                names.put(interfaceName, name);
            }
        });
        display.roundtrip();
        WlCompositorProxy compositor = bind(WlCompositorProxy.TYPE);
        XdgWmBaseProxy shell = bind(XdgWmBaseProxy.TYPE);
        WlSurfaceProxy[] surfaces = new WlSurfaceProxy[WINDOWS];
        for (int i = 0; i < WINDOWS; i++) {
            surfaces[i] = compositor.createSurface();
            window(shell, surfaces[i]);
        }
        while (configured < WINDOWS) {
            display.dispatch(1_000);
        }
        try (Memfd file = Memfd.writable("translucent", BYTES)) {
            WlBufferProxy buffer = bind(WlShmProxy.TYPE).createPool(file.fd(), BYTES)
                    .createBuffer(0, SIDE, SIDE, 4 * SIDE, WlShm.Format.ARGB8888.value());
            for (WlSurfaceProxy surface : surfaces) {
                surface.attach(buffer, 0, 0);
                surface.damage(0, 0, SIDE, SIDE);
                surface.commit();
                display.roundtrip();
            }
        }
    }

    private void window(XdgWmBaseProxy shell, WlSurfaceProxy surface) {
        XdgSurfaceProxy shellSurface = shell.getXdgSurface(surface);
        shellSurface.listen(new XdgSurfaceProxy.Events() {
            @Override
            public void configure(int serial) {
                shellSurface.ackConfigure(serial);
                configured++;
            }
        });
        shellSurface.getToplevel();
        surface.commit();
    }

    private <P extends Proxy> P bind(ProxyType<P> type) {
        return registry.bind(names.get(type.spec().name()), type, 1);
    }

    /** How many of its textures would fill the memory that the program can write and that is no file's. */
    private static int blocks(Program program) throws IOException {
        int blocks = 0;
        for (String line : Files.readAllLines(Path.of("/proc/" + program.process().pid() + "/maps"))) {
            String[] fields = line.split(" +");
            if (fields.length == 5 && fields[1].equals("rw-p")) {
                String[] range = fields[0].split("-");
                blocks += (int) ((Long.parseUnsignedLong(range[1], 16)
                        - Long.parseUnsignedLong(range[0], 16)) / BYTES);
            }
        }
        return blocks;
    }
}

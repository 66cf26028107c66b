package org.breakwater.tests.program;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
    private static final long TEXTURES = (long) WINDOWS * BYTES;

    @TempDir
    Path scratch;

    private final Map<String, Integer> names = new HashMap<>();
    private WlRegistryProxy registry;
    private int configured;

    @Test
    void goesBackToTheSystem() throws Exception {
        try (Program program = Program.start(scratch, "--backend", "headless", "--output", "1024x1024")) {
            String name = program.awaitDisplay();
            long before = anonymous(program);
            long shown;
            try (ClientDisplay client = ClientDisplay.connect(program.runtimeDir(), name)) {
                showWindows(client);
                shown = anonymous(program);
            }
            assertTrue(shown - before > TEXTURES / 2, shown - before + " bytes for " + TEXTURES);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Program.DEADLINE_SECONDS);
            while (shown - anonymous(program) < TEXTURES * 2 / 3) {
                if (System.nanoTime() > deadline) {
                    fail("of " + (shown - before) + " bytes only " + (shown - anonymous(program))
                            + " came back; " + program.errors());
                }
                assertFalse(program.process().waitFor(50, TimeUnit.MILLISECONDS), program.errors());
            }
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

    /** Bytes of memory that are the program's own, and no file's. */
    private static long anonymous(Program program) throws IOException {
        Path status = Path.of("/proc/" + program.process().pid() + "/status");
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("RssAnon:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        return fail("no RssAnon in " + status);
    }
}

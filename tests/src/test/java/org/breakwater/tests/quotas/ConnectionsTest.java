package org.breakwater.tests.quotas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.breakwater.compositor.ServerOptions;
import org.breakwater.config.ConfigReader;
import org.breakwater.config.ConfigResult;
import org.breakwater.config.OutputMode;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.client.DisplayException;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.wayland.WlDisplay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code [quota] connections}: who comes when there are as many is told so, and nobody else notices. */
@ExtendWith(FdLeakExtension.class)
class ConnectionsTest {
    @RegisterExtension
    final Fixture fixture = new Fixture(options());

    @Test
    void theNewestGoes() throws IOException {
        TestClient first = fixture.connect();
        TestClient second = fixture.connect();
        for (int i = 0; i < 5; i++) {
            DisplayException error = refusal();
            assertEquals("wl_display " + WlDisplay.Error.NO_MEMORY.value(),
                    error.interfaceName() + " " + error.code());
            assertTrue(error.getMessage().contains("too many clients"), error.getMessage());
        }
        assertEquals(2, fixture.server().display().clientCount());
        first.roundtrip();
        second.roundtrip();
        second.close();
        fixture.turn();
        fixture.turn();
        fixture.connect().roundtrip();
        first.roundtrip();
    }

    private DisplayException refusal() throws IOException {
        Fd[] pair = Fd.socketPair();
        try (ClientDisplay display = new ClientDisplay(pair[1], null)) {
            fixture.server().display().addClient(pair[0]);
            display.proxy().getRegistry();
            for (int turns = 0; turns < 100; turns++) {
                display.flush();
                fixture.turn();
                try {
                    display.dispatchPending();
                } catch (IOException ended) {
                    return display.error();
                }
            }
            throw new AssertionError("still connected");
        }
    }

    private static ServerOptions options() {
        ConfigResult.Loaded loaded = assertInstanceOf(ConfigResult.Loaded.class,
                ConfigReader.parse("[quota]\nconnections = 2\n", "config.toml"));
        return new ServerOptions(loaded.config(), List.of(new OutputMode(64, 48, 60_000)));
    }
}

package org.breakwater.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.client.DisplayException;
import org.breakwater.protocol.loop.Clock;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Display;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlRegistryProxy;
import org.breakwater.wayland.client.WlShmProxy;
import org.breakwater.wayland.server.WlBufferResource;

/** A display with nothing but {@code wl_shm}, and a client of it, on a loop cranked by hand. */
final class ShmFixture implements AutoCloseable {
    static final String NAME = "shm-fixture";
    static final int MOST_SIDE = 1 << 14;
    private static final int MOST_TURNS = 1_000;    // how much is read in one depends on how long requests take

    final EventLoop loop = new EventLoop(Clock.monotonic());
    final Display display = new Display(loop);
    final ShmMapper mapper;
    final ShmGlobal global;
    final Client client;
    final ClientDisplay connection;
    final WlShmProxy shm;
    final List<Integer> formats = new ArrayList<>();

    ShmFixture(ReadPolicy policy, int version) throws IOException {
        mapper = new ShmMapper(PoolBench.HERE, policy);
        global = new ShmGlobal(display, mapper, MOST_SIDE);
        Fd[] pair = Fd.socketPair();
        client = display.addClient(pair[0]);
        connection = new ClientDisplay(pair[1]);
        WlRegistryProxy registry = connection.proxy().getRegistry();
        int[] name = new int[1];
        registry.listen(new WlRegistryProxy.Events() {
            @Override
            public void global(int number, String interfaceName, int announced) {
                assertEquals("wl_shm", interfaceName);
                assertEquals(2, announced);
                name[0] = number;
            }
        });
        roundtrip();
        shm = registry.bind(name[0], WlShmProxy.TYPE, version);
        shm.listen(new WlShmProxy.Events() {
            @Override
            public void format(int format) {
                formats.add(format);
            }
        });
        roundtrip();
    }

    ShmFixture() throws IOException {
        this(ReadPolicy.DEFAULT, 2);
    }

    /** Until the server has handled all requests and the client has its events. */
    void roundtrip() throws IOException {
        boolean[] done = new boolean[1];
        connection.sync(() -> done[0] = true);
        connection.flush();
        for (int turn = 0; turn < MOST_TURNS && !done[0]; turn++) {
            loop.dispatch(0);
            display.flushClients();
            connection.dispatchPending();
        }
        assertTrue(done[0], "no answer");
    }

    void assertError(String interfaceName, int code) {
        DisplayException error = assertThrows(DisplayException.class, this::roundtrip);
        assertEquals(interfaceName + " " + code, error.interfaceName() + " " + error.code());
    }

    ShmBuffer buffer(WlBufferProxy proxy) {
        return ShmBuffer.of((WlBufferResource) client.resource(proxy.id()));
    }

    @Override
    public void close() throws IOException {
        connection.close();
        display.flushClients();
        for (int turn = 0; turn < MOST_TURNS && display.clientCount() > 0; turn++) {
            loop.dispatch(0);
        }
        assertEquals(0, display.clientCount());
        assertTrue(display.account().isEmpty(), display.account()::toString);
        global.close();
        display.close();
        loop.close();
        PoolBench.awaitIdle(mapper);
        mapper.close();
        PoolBench.assertNoTrace(NAME);
    }
}

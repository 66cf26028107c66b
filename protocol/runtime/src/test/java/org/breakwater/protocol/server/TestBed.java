package org.breakwater.protocol.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.client.DisplayException;
import org.breakwater.protocol.client.ProxyType;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.ManualClock;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.OpenFds;
import org.breakwater.protocol.wire.SocketIo;
import org.breakwater.wayland.client.WlRegistryProxy;

/**
 * A display and clients of it in one thread, on socket pairs, turned by hand. Closing it checks
 * that every descriptor is closed and that nothing escaped to the loop.
 */
final class TestBed implements AutoCloseable {
    private static final int MOST_TURNS = 1_000;

    final ManualClock clock = new ManualClock(0);
    final EventLoop loop;
    final Display display;
    private final int fdsBefore;
    private final List<End> ends = new ArrayList<>();

    /** A client, seen from both sides. */
    static final class End {
        final ClientDisplay display;
        final Client server;
        final Map<String, Integer> globals = new LinkedHashMap<>();
        final List<String> registryEvents = new ArrayList<>();
        WlRegistryProxy registry;

        private End(ClientDisplay display, Client server) {
            this.display = display;
            this.server = server;
        }

        <P extends org.breakwater.protocol.client.Proxy> P bind(ProxyType<P> type, int version) {
            return registry.bind(globals.get(type.spec().name()), type, version);
        }
    }

    TestBed() {
        this(new SocketIo());
    }

    /** {@code io}: how the display's clients are sent to. */
    TestBed(SocketIo io) {
        warmUp();
        fdsBefore = OpenFds.count();
        loop = new EventLoop(clock);
        display = new Display(loop, null, Quotas.standard(), Quotas.unlimited(), io);
        loop.turnEnd().add(turn -> display.flushClients());
    }

    /** A client that knows the globals. */
    End connect() throws IOException {
        Fd[] pair = Fd.socketPair();
        End end = new End(new ClientDisplay(pair[1], null), display.addClient(pair[0]));
        ends.add(end);
        end.registry = end.display.proxy().getRegistry();
        end.registry.listen(new WlRegistryProxy.Events() {
            @Override
            public void global(int name, String interfaceName, int version) {
                end.globals.put(interfaceName, name);
                end.registryEvents.add("+" + interfaceName + " " + version);
            }

            @Override
            public void globalRemove(int name) {
                end.registryEvents.add("-" + name);
            }
        });
        roundtrip(end);
        return end;
    }

    void turn() {
        loop.dispatch(0);
    }

    /** Turns until the display has answered everything that the client has sent. */
    void roundtrip(End end) throws IOException {
        boolean[] done = new boolean[1];
        end.display.sync(() -> done[0] = true);
        for (int turns = 0; !done[0]; turns++) {
            if (turns == MOST_TURNS) {
                fail("no answer after " + turns + " turns");
            }
            end.display.flush();
            turn();
            end.display.dispatchPending();
        }
    }

    /** Turns until the display has hung up; the error that it gave, null if it gave none. */
    DisplayException awaitEnd(End end) {
        for (int turns = 0; turns < MOST_TURNS; turns++) {
            end.display.flush();
            turn();
            try {
                end.display.dispatchPending();
            } catch (IOException ended) {
                turn();
                return end.display.error();
            }
        }
        return fail("the client is still connected after " + MOST_TURNS + " turns");
    }

    /** The client ends with this error, of wl_display itself. */
    DisplayException expectError(End end, ProtocolError code) {
        DisplayException error = awaitEnd(end);
        assertEquals("wl_display#1 " + code.value, error.interfaceName() + "#" + error.objectId()
                + " " + error.code(), String.valueOf(error.getMessage()));
        return error;
    }

    /** {@code wl_display.error}'s codes. */
    enum ProtocolError {
        INVALID_OBJECT(0), INVALID_METHOD(1), NO_MEMORY(2), IMPLEMENTATION(3);

        final int value;

        ProtocolError(int value) {
            this.value = value;
        }
    }

    @Override
    public void close() {
        for (End end : ends) {
            end.display.close();
        }
        for (int i = 0; i < 3; i++) {
            turn();
        }
        int left = display.clientCount();
        display.close();
        long uncaught = loop.uncaughtCount();
        loop.close();
        assertEquals(0, left, "clients that the display did not see go");
        assertEquals(0, uncaught, "exceptions that reached the loop");
        assertEquals(fdsBefore, OpenFds.count(), "descriptors left open");
    }

    /** Opens what a JVM opens once and keeps. */
    private static void warmUp() {
        try {
            EventLoop first = new EventLoop(new ManualClock(0));
            Fd[] pair = Fd.socketPair();
            Display display = new Display(first, null);
            Client client = display.addClient(pair[0]);
            new ClientDisplay(pair[1], null).close();
            client.disconnect();
            first.dispatch(0);
            first.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

package org.breakwater.tests.quarantine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.ForeignFds;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.wayland.WlDisplay;
import org.breakwater.wayland.WlShm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A TCP socket with SO_LINGER and data that nobody reads: whoever closes the last descriptor of it
 * waits for minutes. No privilege and no FUSE is needed for it, and the socket also waits where it
 * has never been received: when the kernel throws it away together with the Unix socket that it was
 * sent through.
 */
@DisplayName("sockets that linger in close (the stand-in where FUSE cannot be mounted)")
@ExtendWith(FdLeakExtension.class)
class LingeringSocketTest {
    private static final int SECONDS = 600;
    private static final long LONG = 10_000;

    @RegisterExtension
    final Fixture fixture = new Fixture();
    private Neighbour neighbour;
    private ServerSocket deaf;
    private Watchdog watchdog;

    /** The JVM keeps a socket of its own from the first on. */
    @BeforeAll
    static void warmUp() throws IOException {
        new ServerSocket(0).close();
    }

    @BeforeEach
    void open() throws IOException {
        deaf = new ServerSocket();
        deaf.setReceiveBufferSize(4096);
        deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        watchdog = new Watchdog(this::end);
        neighbour = new Neighbour(fixture);
    }

    /** Resets the connections that nobody has accepted: their sockets linger no more. */
    private void end() {
        try {
            deaf.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() {
        end();
        watchdog.close();
    }

    private ForeignFds foreign() {
        return fixture.server().display().foreignFds();
    }

    private Fd lingering() {
        return NativeFiles.lingering(deaf.getLocalPort(), SECONDS);
    }

    private void stuckUntilTheEnd() throws IOException {
        neighbour.draw(5);
        assertFalse(foreign().awaitIdle(50), "the socket should linger");
        neighbour.draw(5);
        end();
        assertTrue(foreign().awaitIdle(LONG));
    }

    @Test
    void asAPool() throws IOException {
        TestClient hostile = fixture.connect();
        try (Fd socket = lingering()) {
            hostile.shm().createPool(socket, 4096);
            hostile.display().flush();
        }
        hostile.expectError("wl_shm", WlShm.Error.INVALID_FD.value());
        stuckUntilTheEnd();
    }

    /** Of a type that nobody offers, so that it is not sent on and ours is the last copy. */
    @Test
    void asTheEndOfADataTransfer() throws IOException {
        TestClient hostile = fixture.connect();
        Clipboard own = new Clipboard(fixture, hostile);
        own.copy("text/plain");
        try (Fd socket = lingering()) {
            own.receive("image/png", socket);
            hostile.display().flush();
        }
        hostile.roundtrip();
        stuckUntilTheEnd();
    }

    @Test
    void unclaimedWhenTheClientGoes() throws IOException {
        RawClient raw = new RawClient(fixture);
        try (Fd socket = lingering()) {
            raw.syncWith(socket);
        }
        fixture.turn();
        assertEquals(1, raw.server().unclaimedFds());
        raw.close();
        stuckUntilTheEnd();
    }

    @Test
    void unreadWhenTheClientGoes() throws IOException {
        RawClient raw = new RawClient(fixture);
        Fd[] pipe = Fd.pipe();
        raw.offend();
        raw.syncWith(pipe[0]);      // one read takes all up to here, and no more
        try (Fd socket = lingering()) {
            raw.syncWith(socket);
        }
        pipe[0].close();
        pipe[1].close();
        fixture.turn();
        assertFalse(raw.server().isAlive());
        assertEquals(List.of(WlDisplay.Error.INVALID_OBJECT.value()), raw.displayErrors());
        stuckUntilTheEnd();
        raw.close();
    }
}

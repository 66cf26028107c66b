package org.breakwater.tests.quarantine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Global;
import org.breakwater.protocol.wire.Connection;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.MessageWriter;
import org.breakwater.protocol.wire.SocketIo;
import org.breakwater.tests.Fixture;

/**
 * A client without a library, which can send what no library would. Every message goes out at once,
 * because the sender's own copies of descriptors are closed as they go.
 */
final class RawClient implements AutoCloseable {
    private static final int DISPLAY = 1;
    private static final int REGISTRY = 2;
    private static final int SHM = 3;

    private final Fixture fixture;
    private final Connection connection;
    private final Client server;
    private int nextId = REGISTRY;

    RawClient(Fixture fixture) throws IOException {
        Fd[] pair = Fd.socketPair();
        this.fixture = fixture;
        this.connection = new Connection(pair[1], new SocketIo());
        this.server = fixture.server().display().addClient(pair[0]);
    }

    Client server() {
        return server;
    }

    void bindShm() throws IOException {
        MessageWriter w = connection.writer();
        w.begin(DISPLAY, 1);
        w.putNewId(REGISTRY);
        w.end();
        Global<?> shm = fixture.server().display().advertised().stream()
                .filter(global -> global.type().spec().name().equals("wl_shm")).findFirst()
                .orElseThrow();
        w.begin(REGISTRY, 0);
        w.putUint(shm.name());
        w.putString("wl_shm");
        w.putUint(1);
        w.putNewId(SHM);
        w.end();
        nextId = SHM + 1;
        connection.flush();
        fixture.turn();
    }

    void createPoolWithAWordTooMany(Fd fd, int size) throws IOException {
        MessageWriter w = connection.writer();
        w.begin(SHM, 0);
        w.putNewId(nextId++);
        w.putFd(fd);
        w.putInt(size);
        w.putInt(0);
        w.end();
        connection.flush();
    }

    /** {@code wl_display.sync}, which takes no descriptor, with one. */
    void syncWith(Fd fd) throws IOException {
        MessageWriter w = connection.writer();
        w.begin(DISPLAY, 0);
        w.putNewId(nextId++);
        w.putFd(fd);
        w.end();
        connection.flush();
    }

    /** A message for an object that is not there, which ends the client. */
    void offend() throws IOException {
        MessageWriter w = connection.writer();
        w.begin(0xfeffff, 0);
        w.end();
        connection.flush();
    }

    /** The codes of the errors on {@code wl_display} that came since the last time. */
    List<Integer> displayErrors() throws IOException {
        List<Integer> errors = new ArrayList<>();
        while (connection.receive() == Connection.Received.DATA) {
            while (connection.next()) {
                if (connection.objectId() == DISPLAY && connection.opcode() == 0) {
                    assertEquals(DISPLAY, connection.reader().readObjectId());
                    errors.add(connection.reader().readUint());
                }
            }
        }
        return errors;
    }

    /** Hangs up. */
    @Override
    public void close() {
        connection.close();
        fixture.turn();
        fixture.turn();
    }
}

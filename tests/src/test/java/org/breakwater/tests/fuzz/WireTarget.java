package org.breakwater.tests.fuzz;

import java.io.IOException;
import org.breakwater.compositor.Ledger;
import org.breakwater.protocol.server.Global;
import org.breakwater.protocol.wire.Connection;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.MessageWriter;
import org.breakwater.protocol.wire.SocketIo;
import org.breakwater.tests.Fixture;

/**
 * Bytes and descriptors from a client that has bound every global, as a coverage-guided fuzzer
 * chooses them: object 2 is the registry, the globals follow from 3 on.
 */
public final class WireTarget {
    private static Fixture fixture;
    private static Ledger quiet;

    private WireTarget() {
    }

    /** Starts the compositor, before the fuzzer's time begins. */
    public static void fuzzerInitialize() {
        fixture = new Fixture();
        fixture.open();
        quiet = fixture.server().ledger();
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Fd[] pair = Fd.socketPair();
        fixture.server().display().addClient(pair[0]);
        try (Connection client = new Connection(pair[1], new SocketIo())) {
            bindEverything(client);
            fixture.turn();
            Chunks chunks = new Chunks(input);
            while (chunks.sendNext(client.socket())) {
                fixture.turn();
            }
            fixture.frame();
            refuseImplementationErrors(client);
        }
        for (int turns = 0; turns < 1_000 && !fixture.server().ledger().equals(quiet); turns++) {
            fixture.loop().dispatch(1_000_000);
        }
        if (!fixture.server().ledger().equals(quiet)) {
            throw new AssertionError("left in the ledger: " + fixture.server().ledger());
        }
        if (fixture.loop().uncaughtCount() != 0) {
            throw new AssertionError("an exception reached the loop");
        }
    }

    /** For the test that replays the corpus; the fuzzer never stops. */
    static void stop() {
        fixture.close();
        fixture = null;
    }

    private static void bindEverything(Connection client) throws IOException {
        MessageWriter out = client.writer();
        out.begin(1, 1);
        out.putNewId(2);
        out.end();
        int id = 3;
        for (Global<?> global : fixture.server().display().advertised()) {
            out.begin(2, 0);
            out.putUint(global.name());
            out.putString(global.type().spec().name());
            out.putUint(global.version());
            out.putNewId(id++);
            out.end();
        }
        client.flush();
    }

    private static void refuseImplementationErrors(Connection client) throws IOException {
        while (client.receive() == Connection.Received.DATA) {
            while (client.next()) {
                if (client.objectId() == 1 && client.opcode() == 0) {
                    client.reader().readObjectId();
                    client.reader().readUint();
                    String text = client.reader().readString();
                    if (text.contains("failed in the compositor")) {
                        throw new AssertionError(text);
                    }
                }
            }
        }
    }
}

package org.breakwater.tests.bench.jmh;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.breakwater.config.OutputMode;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.wire.Connection;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.MessageWriter;
import org.breakwater.protocol.wire.SocketIo;
import org.breakwater.tests.Fixture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Messages: written, sent in one piece, received, framed, and what a compositor makes of them. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WireBenchmark {
    private static final int MESSAGES = 400;
    private static final int DISPLAY = 1;
    private static final int REGISTRY = 2;
    private static final int COMPOSITOR = 3;
    private static final int SURFACE = 4;

    private Fixture fixture;
    private Connection client;
    private Client served;
    private Connection sender;
    private Connection receiver;

    @Setup
    public void open() throws IOException {
        fixture = new Fixture(new OutputMode(64, 48, 60_000));
        fixture.open();
        Fd[] pair = Fd.socketPair();
        client = new Connection(pair[1], new SocketIo());
        served = fixture.server().display().addClient(pair[0]);
        int compositor = fixture.server().display().advertised().stream()
                .filter(global -> global.type().spec().name().equals("wl_compositor")).findFirst()
                .orElseThrow().name();
        MessageWriter w = client.writer();
        w.begin(DISPLAY, 1);
        w.putNewId(REGISTRY);
        w.end();
        w.begin(REGISTRY, 0);
        w.putUint(compositor);
        w.putString("wl_compositor");
        w.putUint(4);
        w.putNewId(COMPOSITOR);
        w.end();
        w.begin(COMPOSITOR, 0);
        w.putNewId(SURFACE);
        w.end();
        client.flush();
        while (served.resource(SURFACE) == null) {
            fixture.turn();
        }
        Fd[] loose = Fd.socketPair();
        sender = new Connection(loose[0], new SocketIo());
        receiver = new Connection(loose[1], new SocketIo());
    }

    @TearDown
    public void close() {
        sender.close();
        receiver.close();
        client.close();
        fixture.turn();
        fixture.close();
    }

    /** What two ends of a socket need for a message between them. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void encodeSendReceiveFrame() throws IOException {
        damage(sender);
        while (receiver.receive() == Connection.Received.DATA) {
            while (receiver.next()) {
                receiver.reader().readInt();
            }
        }
    }

    /** The same messages as requests of {@code wl_surface.damage}, decoded and handled by a compositor. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void encodeSendReceiveDispatch() throws IOException {
        damage(client);
        long all = served.traffic().requests() + MESSAGES;
        while (served.traffic().requests() < all) {
            fixture.turn();
        }
    }

    private static void damage(Connection to) throws IOException {
        MessageWriter w = to.writer();
        for (int i = 0; i < MESSAGES; i++) {
            w.begin(SURFACE, 2);
            w.putInt(i & 7);
            w.putInt(i & 3);
            w.putInt(16);
            w.putInt(16);
            w.end();
        }
        to.flush();
    }
}

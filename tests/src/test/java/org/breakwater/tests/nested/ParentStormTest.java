package org.breakwater.tests.nested;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.breakwater.compositor.backend.BackendOutput;
import org.breakwater.compositor.backend.PointerHold;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.wire.InterfaceSpec;
import org.breakwater.protocol.wire.MessageSpec;
import org.breakwater.protocol.wire.MessageWriter;
import org.breakwater.shm.Memfd;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.PaintedDmabufs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Parents that say anything at all, each event well-formed: nothing is thrown, clients are answered throughout, and
 * where it is the end it is told once. {@code -Dnested.storm.seconds} for more of them, {@code -Dnested.storm.seed} for
 * one again.
 */
@ExtendWith(FdLeakExtension.class)
class ParentStormTest {
    private static final long SECONDS = Long.getLong("nested.storm.seconds", 3);
    private static final int LEAST = 5;
    private static final int EVENTS = 400;
    private static final int[] EDGES = {0, 1, 2, 3, -1, 60, 64, 120, 4096, 1 << 16, Integer.MAX_VALUE,
        Integer.MIN_VALUE};

    @TempDir
    Path folder;

    @Test
    void nothingIsThrownAndClientsAreAnswered() throws IOException {
        Long only = Long.getLong("nested.storm.seed");
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        long seed = only == null ? 0 : only;
        int survivors = 0;
        do {
            try {
                survivors += storm(new Random(seed)) ? 1 : 0;
            } catch (IOException | RuntimeException | Error failure) {
                throw new AssertionError("seed " + seed, failure);
            }
            seed++;
        } while (only == null && (seed < LEAST || System.nanoTime() < end));
        System.out.println("storms: " + seed + ", " + survivors + " lived through to the end");
    }

    /** Says whether the session was still there at the end. */
    private boolean storm(Random random) throws IOException {
        Path socket = folder.resolve("parent");
        try (WireParent parent = new WireParent(socket, PaintedDmabufs.DEVICE).with("wl_output", 3)
                .with("wp_presentation", 1)) {
            parent.start();
            try (NestedSession session = new NestedSession(socket);
                    Memfd file = Memfd.sealed("anything", new byte[64])) {
                ClientDisplay client = session.connect();
                session.drawUntil("a frame", () -> parent.count("wl_surface.attach") > 0);
                for (int i = 0; i < EVENTS && session.lost().isEmpty(); i++) {
                    say(parent, random, file);
                    if (random.nextInt(4) == 0) {
                        session.draw();
                        session.parent().holdPointer(hold(random, session.server().outputs().get(0).backend()));
                        session.roundtrip(client, 5);
                    }
                }
                session.roundtrip(client, 5);
                assertTrue(session.lost().size() <= 1, session.lost().toString());
                return session.lost().isEmpty();
            }
        } finally {
            Files.delete(socket);
        }
    }

    private static PointerHold hold(Random random, BackendOutput output) {
        double place = random.nextDouble();
        return switch (random.nextInt(4)) {
            case 0 -> new PointerHold.Locked(null);
            case 1 -> new PointerHold.Locked(new PointerHold.Place(output, place, place));
            case 2 -> new PointerHold.Confined(output, List.of(new PointerHold.Part(0, 0, place, place)));
            default -> new PointerHold.Free();
        };
    }

    private static void say(WireParent parent, Random random, Memfd file) {
        synchronized (parent) {
            List<Integer> objects = parent.objects();
            int object = objects.get(random.nextInt(objects.size()));
            InterfaceSpec spec = Specs.of(parent.interfaceOf(object));
            if (spec.eventCount() == 0 || object == 1 && random.nextInt(50) != 0) {
                return;
            }
            int opcode = random.nextInt(spec.eventCount());
            MessageSpec event = spec.event(opcode);
            parent.send(object, opcode, out -> {
                int place = 0;
                for (char letter : event.signature().replace("?", "").toCharArray()) {
                    argument(parent, letter, event.argumentInterface(place++), random, file, out);
                }
            });
            if (event.destructor()) {
                parent.end(object);
            }
            parent.flush();
        }
    }

    private static void argument(WireParent parent, char letter, String of, Random random, Memfd file,
            MessageWriter out) {
        List<Integer> objects = parent.objects();
        switch (letter) {
            case 's' -> out.putString(random.nextBoolean() ? "wl_seat" : "wl_output");
            case 'a' -> {
                byte[] bytes = new byte[random.nextInt(3) * random.nextInt(20)];
                random.nextBytes(bytes);
                out.putArray(bytes);
            }
            case 'h' -> out.putFd(file.fd());
            case 'n' -> out.putNewId(parent.adopt(of));
            case 'o' -> out.putObjectId(random.nextInt(4) == 0 ? 0
                    : objects.get(random.nextInt(objects.size())));
            case 'f' -> out.putFixed(random.nextInt(200) - 50);
            default -> out.putInt(random.nextBoolean() ? random.nextInt(8)
                    : EDGES[random.nextInt(EDGES.length)]);
        }
    }
}

package org.breakwater.protocol.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.breakwater.protocol.client.DisplayException;
import org.breakwater.protocol.server.TestBed.ProtocolError;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.MessageWriter;
import org.breakwater.protocol.wire.OpenFds;
import org.breakwater.wayland.client.WlCompositorProxy;
import org.breakwater.wayland.client.WlRegionProxy;
import org.breakwater.wayland.server.WlOutputResource;
import org.breakwater.wayland.server.WlShmPoolResource;
import org.breakwater.wayland.server.WlShmResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes that break the wire's rules, against a running display: the client gets the right error,
 * and the session loses nothing else. After each, another client makes a roundtrip, and the
 * descriptors and objects are what they were.
 *
 * <p>The client in question has wl_display 1, wl_registry 2, wl_compositor 3 (version 4), wl_region
 * 4, wl_shm 5 (version 1); 6 and 7 are free.
 */
class MalformedRequestTest {
    private static final int COMPOSITOR = 3;
    private static final int REGION = 4;
    private static final int SHM = 5;
    private static final int NEXT = 6;

    private final TestBed bed = new TestBed();
    private final Regions regions = new Regions(bed.display);
    private TestBed.End bystander;
    private TestBed.End end;
    private long objectsBefore;
    private int fdsBefore;

    @BeforeEach
    void connect() throws IOException {
        Global<?> shm = bed.display.createGlobal(WlShmResource.TYPE, 1,
                bound -> bound.handle(new Pools()));
        Global<?> old = bed.display.createGlobal(WlOutputResource.TYPE, 2, Resource::makeInert);
        assertEquals(2, shm.name());
        assertEquals(3, old.name());
        bystander = bed.connect();
        objectsBefore = bed.display.account().held(Held.OBJECTS);
        fdsBefore = OpenFds.count();
        end = bed.connect();
        bed.roundtrip(end);
        WlCompositorProxy compositor = end.bind(WlCompositorProxy.TYPE, 4);
        WlRegionProxy region = compositor.createRegion();
        var pool = end.bind(org.breakwater.wayland.client.WlShmProxy.TYPE, 1);
        bed.roundtrip(end);
        assertEquals("3 4 5", compositor.id() + " " + region.id() + " " + pool.id());
    }

    @AfterEach
    void close() throws IOException {
        bed.roundtrip(bystander);
        end.display.close();
        bed.turn();
        assertEquals(objectsBefore, bed.display.account().held(Held.OBJECTS), "objects left over");
        assertTrue(bed.display.foreignFds().awaitIdle(10_000));
        assertEquals(fdsBefore, OpenFds.count(), "descriptors left over");
        bed.close();
    }

    /** One message and the error that it earns. */
    record Case(String name, byte[] bytes, String on, ProtocolError error, String says) {
        Case(String name, byte[] bytes, ProtocolError error, String says) {
            this(name, bytes, "wl_display#1", error, says);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("an object that never was", message(4242, 0), ProtocolError.INVALID_OBJECT,
                        "4242"),
                new Case("object 0", message(0, 0), ProtocolError.INVALID_OBJECT, "0"),
                new Case("an object of the server's that is not there", message(0xff000000, 0),
                        ProtocolError.INVALID_OBJECT, "4278190080"),
                new Case("the highest id", message(-1, 0), ProtocolError.INVALID_OBJECT,
                        "4294967295"),
                new Case("an opcode past the last", message(COMPOSITOR, 2, 1),
                        ProtocolError.INVALID_METHOD, "wl_compositor#3"),
                new Case("the highest opcode", message(REGION, 0xffff),
                        ProtocolError.INVALID_METHOD,
                        "65535"),
                new Case("an opcode of wl_display past the last", message(1, 2, NEXT),
                        ProtocolError.INVALID_METHOD, "wl_display#1"),
                new Case("a request newer than the object", message(SHM, 1),
                        ProtocolError.INVALID_METHOD, "wl_shm#5"),
                new Case("a message of no size", words(REGION, 0), ProtocolError.INVALID_METHOD,
                        "length"),
                new Case("a message shorter than its header", words(REGION, 4 << 16),
                        ProtocolError.INVALID_METHOD, "length"),
                new Case("a size that is no multiple of four", words(REGION, 9 << 16, 0),
                        ProtocolError.INVALID_METHOD, "length"),
                new Case("a message longer than any may be", words(REGION, 5000 << 16),
                        ProtocolError.INVALID_METHOD, "5000"),
                new Case("an argument too few", message(REGION, 1, 0, 0, 5),
                        ProtocolError.INVALID_METHOD, "wl_region#4.add"),
                new Case("no arguments at all", message(REGION, 1), ProtocolError.INVALID_METHOD,
                        "too short"),
                new Case("an argument too many", message(REGION, 1, 0, 0, 5, 5, 5),
                        ProtocolError.INVALID_METHOD, "too many"),
                new Case("an argument to a request that has none", message(REGION, 0, 1),
                        ProtocolError.INVALID_METHOD, "too many"),
                new Case("a descriptor that did not come", message(SHM, 0, NEXT, 4096),
                        ProtocolError.INVALID_METHOD, "descriptor"),
                new Case("a new object without an id", message(COMPOSITOR, 1, 0),
                        ProtocolError.INVALID_OBJECT, "wl_region"),
                new Case("a new object with an id in use", message(COMPOSITOR, 1, REGION),
                        ProtocolError.INVALID_OBJECT, "4"),
                new Case("a new object with the display's id", message(COMPOSITOR, 1, 1),
                        ProtocolError.INVALID_OBJECT, "1"),
                new Case("a new object that leaves a gap", message(COMPOSITOR, 1, NEXT + 2),
                        ProtocolError.INVALID_OBJECT, "8"),
                new Case("a new object with an id of the server's", message(COMPOSITOR, 1,
                        0xff000000),
                        ProtocolError.INVALID_OBJECT, "4278190080"),
                new Case("a new object with a huge id", message(COMPOSITOR, 1, 0x7fffffff),
                        ProtocolError.INVALID_OBJECT, "2147483647"),
                new Case("a global that never was", bind(99, "wl_output", 1, NEXT),
                        "wl_registry#2", ProtocolError.INVALID_OBJECT, "99"),
                new Case("a global of another interface", bind(1, "wl_output", 1, NEXT),
                        "wl_registry#2", ProtocolError.INVALID_OBJECT, "wl_compositor"),
                new Case("version 0 of a global", bind(3, "wl_output", 0, NEXT),
                        "wl_registry#2", ProtocolError.INVALID_OBJECT, "version"),
                new Case("a version newer than announced", bind(3, "wl_output", 3, NEXT),
                        "wl_registry#2", ProtocolError.INVALID_OBJECT, "version"),
                new Case("a version below zero", bind(3, "wl_output", -1, NEXT),
                        "wl_registry#2", ProtocolError.INVALID_OBJECT, "version"),
                new Case("a global bound to an id in use", bind(3, "wl_output", 1, REGION),
                        ProtocolError.INVALID_OBJECT, "4"),
                new Case("a string past the message's end", message(2, 0, 3, 400, 0x41414141),
                        ProtocolError.INVALID_METHOD, "past the end"),
                new Case("a string as long as can be", message(2, 0, 3, 0x7fffffff, 0x41414141),
                        ProtocolError.INVALID_METHOD, "past the end"),
                new Case("a string of a negative length", message(2, 0, 3, -4, 0x41414141),
                        ProtocolError.INVALID_METHOD, "past the end"),
                new Case("a string without its NUL", message(2, 0, 3, 4, 0x41414141, 1, NEXT),
                        ProtocolError.INVALID_METHOD, "NUL"),
                new Case("no string where one is required", message(2, 0, 3, 0, 1, NEXT),
                        ProtocolError.INVALID_METHOD, "null string"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachEarnsItsError(Case broken) throws IOException {
        end.display.socket().write(broken.bytes());
        check(broken, bed.awaitEnd(end));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachEarnsItAlsoBehindGoodOnesAndByteByByte(Case broken) throws IOException {
        byte[] good = message(REGION, 1, 1, 2, 3, 4);
        for (int i = 0; i < 3; i++) {
            end.display.socket().write(good);
        }
        for (int i = 0; i < broken.bytes().length && end.server.isAlive(); i++) {
            end.display.socket().write(new byte[] {broken.bytes()[i]});
            bed.turn();
        }
        check(broken, bed.awaitEnd(end));
        assertEquals(3, regions.count("add 1 2 3 4"));
    }

    @Test
    void anObjectDestroyedBeforeIsUnknown() throws IOException {
        end.display.socket().write(message(REGION, 0));
        end.display.socket().write(message(REGION, 1, 0, 0, 1, 1));
        bed.expectError(end, ProtocolError.INVALID_OBJECT);
    }

    @Test
    void aMessageThatNeverEndsCostsNothing() throws IOException {
        byte[] start = message(REGION, 1, 1, 2, 3, 4);
        end.display.socket().write(java.util.Arrays.copyOf(start, 15));
        bed.turn();
        bed.roundtrip(bystander);
        assertTrue(end.server.isAlive());
        end.display.close();
        bed.turn();
        assertEquals(0, regions.count("add 1 2 3 4"));
    }

    @Test
    void moreDescriptorsThanMessagesAskForAreKeptToALimit() throws IOException {
        Fd[] pipe = Fd.pipe();
        MessageWriter w = end.display.rawWriter();
        for (int sent = 0; sent < 1_200 && end.server.isAlive(); sent++) {
            w.begin(REGION, 1);
            w.putInt(0);
            w.putInt(0);
            w.putInt(1);
            w.putInt(1);
            w.putFd(pipe[0]);
            w.end();
            if (sent % 20 == 0) {
                end.display.flush();
                bed.turn();
                assertTrue(end.server.unclaimedFds() <= 1_024);
            }
        }
        bed.expectError(end, ProtocolError.NO_MEMORY);
        pipe[0].close();
        pipe[1].close();
    }

    @Test
    void descriptorsThatNobodyAskedForAreClosedWithTheClient() throws IOException {
        Fd[] pipe = Fd.pipe();
        MessageWriter w = end.display.rawWriter();
        w.begin(REGION, 1);
        w.putInt(0);
        w.putInt(0);
        w.putInt(1);
        w.putInt(1);
        w.putFd(pipe[0]);
        w.putFd(pipe[1]);
        w.end();
        end.display.flush();
        bed.turn();
        assertEquals(2, end.server.unclaimedFds());
        pipe[0].close();
        pipe[1].close();
        end.display.close();
        bed.turn();
    }

    @Test
    void aDescriptorReadBeforeTheMessageTurnsOutMalformedIsClosed() throws IOException {
        Fd[] pipe = Fd.pipe();
        MessageWriter w = end.display.rawWriter();
        w.begin(SHM, 0);
        w.putNewId(NEXT);
        w.putFd(pipe[0]);
        w.end();
        end.display.flush();
        pipe[0].close();
        pipe[1].close();
        bed.expectError(end, ProtocolError.INVALID_METHOD);
    }

    @Test
    void randomlyChangedMessagesHurtNobodyElse() throws IOException {
        long seed = 8_273_645L;
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            TestBed.End fuzzed = bed.connect();
            fuzzed.bind(WlCompositorProxy.TYPE, 4).createRegion();
            bed.roundtrip(fuzzed);
            byte[] bytes = message(random.nextInt(8), random.nextInt(4), random.nextInt(10),
                    random.nextInt(300), random.nextInt(), random.nextInt(10));
            for (int flips = random.nextInt(4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                fuzzed.display.socket().write(bytes);
                bed.turn();
                fuzzed.display.dispatchPending();
            } catch (IOException ended) {
                assertTrue(!fuzzed.server.isAlive(), "seed " + seed + ", round " + round);
            }
            fuzzed.display.close();
            bed.turn();
            bed.roundtrip(bystander);
            assertEquals(0, bed.loop.uncaughtCount(), "seed " + seed + ", round " + round);
        }
        end.display.close();
        bed.turn();
    }

    /** As libwayland: what is wrong with a global is the registry's, all the rest the display's. */
    private static void check(Case broken, DisplayException error) {
        String named = error.interfaceName() + "#" + error.objectId();
        assertEquals(broken.on(), named, error.getMessage());
        assertEquals(broken.error().value, error.code(), error.getMessage());
        assertTrue(error.getMessage().contains(broken.says()), error.getMessage());
    }

    /** Pools that keep nothing. */
    private static final class Pools implements WlShmResource.Requests {
        @Override
        public void createPool(WlShmResource resource, WlShmPoolResource id, Fd fd, int size) {
            fd.close();
            id.makeInert();
        }

        @Override
        public void release(WlShmResource resource) {
        }
    }

    private static byte[] message(int object, int opcode, int... arguments) {
        int[] all = new int[arguments.length + 2];
        all[0] = object;
        all[1] = all.length * 4 << 16 | opcode;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return words(all);
    }

    private static byte[] words(int... words) {
        return org.breakwater.protocol.wire.WireArray.ofInts(words);
    }

    private static byte[] bind(int name, String interfaceName, int version, int id) {
        byte[] text = interfaceName.getBytes(StandardCharsets.UTF_8);
        int padded = (text.length + 4) & ~3;
        ByteBuffer bytes = ByteBuffer.allocate(24 + padded).order(ByteOrder.nativeOrder());
        bytes.putInt(2).putInt(bytes.capacity() << 16);
        bytes.putInt(name).putInt(text.length + 1).put(text).position(16 + padded);
        return bytes.putInt(version).putInt(id).array();
    }
}

package org.breakwater.protocol.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.breakwater.protocol.client.DisplayException;
import org.breakwater.protocol.server.TestBed.ProtocolError;
import org.breakwater.wayland.WlCompositor;
import org.breakwater.wayland.WlDisplay;
import org.breakwater.wayland.client.WlCompositorProxy;
import org.breakwater.wayland.client.WlRegionProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a handler throws ends one client, with an error, and nothing else. */
class HandlerBoundaryTest {
    private final TestBed bed = new TestBed();
    private final Regions regions = new Regions(bed.display);
    private TestBed.End bystander;
    private TestBed.End end;
    private WlRegionProxy region;

    @BeforeEach
    void connect() throws IOException {
        bystander = bed.connect();
        end = bed.connect();
        region = end.bind(WlCompositorProxy.TYPE, 4).createRegion();
        bed.roundtrip(end);
    }

    @AfterEach
    void close() throws IOException {
        regions.onAdd = () -> { };
        regions.handling = true;
        bed.roundtrip(bystander);
        bystander.bind(WlCompositorProxy.TYPE, 4).createRegion().add(9, 9, 9, 9);
        bed.roundtrip(bystander);
        assertEquals(1, regions.count("add 9 9 9 9"), "the session goes on for the others");
        bed.close();
    }

    static Stream<Arguments> throwables() {
        return Stream.<Supplier<Throwable>>of(
                () -> new IllegalStateException("a bug"),
                NullPointerException::new,
                () -> new AssertionError("never"),
                StackOverflowError::new,
                NoClassDefFoundError::new,
                IOException::new)
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void anythingThrownIsAnImplementationErrorOfThatClientAlone(Supplier<Throwable> thrown) {
        regions.onAdd = () -> sneak(thrown.get());
        region.add(1, 1, 1, 1);
        region.add(2, 2, 2, 2);
        bed.expectError(end, ProtocolError.IMPLEMENTATION);
        assertEquals(0, regions.count("add 2 2 2 2"), "nothing is read after the error");
        assertEquals(0, bed.loop.uncaughtCount());
    }

    @Test
    void realRecursionIsSurvived() {
        regions.onAdd = HandlerBoundaryTest::recurse;
        region.add(1, 1, 1, 1);
        bed.expectError(end, ProtocolError.IMPLEMENTATION);
    }

    @Test
    void exhaustedMemoryIsNoMemory() {
        regions.onAdd = () -> {
            throw new OutOfMemoryError("as if");
        };
        region.add(1, 1, 1, 1);
        bed.expectError(end, ProtocolError.NO_MEMORY);
    }

    @Test
    void anErrorThrownNamesItsObjectItsCodeAndItsText() throws IOException {
        regions.onAdd = () -> {
            throw regions.regions.get(0).error(WlDisplay.Error.NO_MEMORY, "%d%% too many", 12);
        };
        region.add(1, 1, 1, 1);
        DisplayException error = bed.awaitEnd(end);
        assertEquals("wl_region#" + region.id() + " error 2: 12% too many", error.getMessage());
        assertEquals(1, regions.count("destroyed wl_region"));
    }

    @Test
    void anErrorPostedOutsideARequestArrivesToo() {
        regions.regions.get(0).postError(WlDisplay.Error.INVALID_METHOD, "later");
        regions.regions.get(0).postError(WlDisplay.Error.NO_MEMORY, "only the first counts");
        DisplayException error = bed.awaitEnd(end);
        assertEquals("wl_region#" + region.id() + " error 1: later", error.getMessage());
    }

    @Test
    void anErrorOfADeadObjectNamesTheDisplay() {
        regions.onAdd = () -> {
            Resource dead = regions.regions.get(0);
            dead.destroy();
            throw dead.error(WlDisplay.Error.INVALID_METHOD, "gone");
        };
        region.add(1, 1, 1, 1);
        bed.expectError(end, ProtocolError.INVALID_METHOD);
    }

    @Test
    void aVeryLongErrorTextIsCut() {
        regions.onAdd = () -> {
            throw regions.regions.get(0).error(WlDisplay.Error.NO_MEMORY, "%s",
                    "\u20ac".repeat(9_000));
        };
        region.add(1, 1, 1, 1);
        DisplayException error = bed.awaitEnd(end);
        assertTrue(error.getMessage().length() < 1_100, error.getMessage());
    }

    @Test
    void aNewObjectWithoutAHandlerIsAnImplementationError() {
        regions.handling = false;
        end.bind(WlCompositorProxy.TYPE, 4).createRegion();
        DisplayException error = bed.expectError(end, ProtocolError.IMPLEMENTATION);
        assertTrue(error.getMessage().contains("create_region"), error.getMessage());
    }

    @Test
    void aGlobalThatGivesNoHandlerIsAnImplementationError() throws IOException {
        bed.display.createGlobal(org.breakwater.wayland.server.WlOutputResource.TYPE, 4,
                bound -> { });
        bed.roundtrip(end);
        end.bind(org.breakwater.wayland.client.WlOutputProxy.TYPE, 4);
        bed.expectError(end, ProtocolError.IMPLEMENTATION);
    }

    @Test
    void aGlobalWhoseBindThrowsIsAnImplementationError() throws IOException {
        bed.display.createGlobal(org.breakwater.wayland.server.WlOutputResource.TYPE, 4, bound -> {
            throw new IllegalStateException("bind");
        });
        bed.roundtrip(end);
        end.bind(org.breakwater.wayland.client.WlOutputProxy.TYPE, 4);
        bed.expectError(end, ProtocolError.IMPLEMENTATION);
    }

    @Test
    void aHandlerMayDisconnectItsOwnClient() throws IOException {
        regions.onAdd = end.server::disconnect;
        region.add(1, 1, 1, 1);
        region.add(2, 2, 2, 2);
        assertNull(bed.awaitEnd(end));
        assertEquals(0, regions.count("add 2 2 2 2"));
    }

    @Test
    void aHandlerMayDisconnectAnotherClient() throws IOException {
        TestBed.End other = bed.connect();
        regions.onAdd = other.server::disconnect;
        region.add(1, 1, 1, 1);
        bed.roundtrip(end);
        assertNull(bed.awaitEnd(other));
        assertTrue(end.server.isAlive());
    }

    @Test
    void aHandlerMayEndItsOwnObject() throws IOException {
        regions.onAdd = () -> regions.regions.get(0).destroy();
        region.add(1, 1, 1, 1);
        bed.roundtrip(end);
        assertSame(region, end.display.endedInUse());
        assertTrue(end.server.isAlive());
    }

    @Test
    void aHandlerMayCloseTheWholeDisplay() throws IOException {
        TestBed other = new TestBed();
        Regions theirs = new Regions(other.display);
        TestBed.End one = other.connect();
        TestBed.End two = other.connect();
        WlRegionProxy doomed = one.bind(WlCompositorProxy.TYPE, WlCompositor.SPEC.version() - 2)
                .createRegion();
        theirs.onAdd = other.display::close;
        doomed.add(1, 1, 1, 1);
        doomed.add(2, 2, 2, 2);
        assertNull(other.awaitEnd(one));
        assertNull(other.awaitEnd(two));
        assertEquals(0, theirs.count("add 2 2 2 2"));
        other.close();
    }

    private static void recurse() {
        recurse();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}

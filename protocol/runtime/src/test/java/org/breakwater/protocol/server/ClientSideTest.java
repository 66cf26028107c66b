package org.breakwater.protocol.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.breakwater.protocol.client.DisplayException;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.WlDisplay;
import org.breakwater.wayland.client.WlCallbackProxy;
import org.breakwater.wayland.client.WlCompositorProxy;
import org.breakwater.wayland.client.WlKeyboardProxy;
import org.breakwater.wayland.client.WlRegionProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.server.WlKeyboardResource;
import org.breakwater.wayland.server.WlPointerResource;
import org.breakwater.wayland.server.WlSeatResource;
import org.breakwater.wayland.server.WlTouchResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client's end of the wire, against a display. */
class ClientSideTest {
    private final TestBed bed = new TestBed();
    private final Regions regions = new Regions(bed.display);

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aListenerMayMakeARoundtripAndNothingIsLost() throws IOException {
        TestBed.End end = bed.connect();
        List<Integer> done = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int number = i;
            WlCallbackProxy callback = end.display.proxy().sync();
            callback.listen(new WlCallbackProxy.Events() {
                @Override
                public void done(int data) {
                    done.add(number);
                    if (number % 100 == 0) {
                        nest(end);
                    }
                }
            });
        }
        bed.roundtrip(end);
        assertEquals(IntStream.range(0, 2_000).boxed().toList(), done);
    }

    @Test
    void theErrorNamesTheObjectAndIsKept() throws IOException {
        TestBed.End end = bed.connect();
        WlRegionProxy region = end.bind(WlCompositorProxy.TYPE, 4).createRegion();
        regions.onAdd = () -> {
            throw regions.regions.get(0).error(WlDisplay.Error.NO_MEMORY, "full");
        };
        region.add(1, 1, 1, 1);
        DisplayException error = bed.awaitEnd(end);
        assertEquals("wl_region", error.interfaceName());
        assertEquals(region.id(), error.objectId());
        assertEquals(2, error.code());
        assertTrue(end.display.isClosed());
        assertThrows(DisplayException.class, () -> end.display.dispatchPending());
    }

    @Test
    void aDisplayThatHangsUpWithoutAnErrorIsReported() throws IOException {
        TestBed.End end = bed.connect();
        end.server.disconnect();
        assertEquals(null, bed.awaitEnd(end));
        IOException ended = assertThrows(IOException.class, () -> end.display.dispatchPending());
        assertTrue(!(ended instanceof DisplayException), ended.toString());
    }

    @Test
    void eventsToWhatTheClientHasDestroyedAreDroppedWithTheirDescriptors() throws IOException {
        List<WlKeyboardResource> keyboards = new ArrayList<>();
        bed.display.createGlobal(WlSeatResource.TYPE, 5, bound ->
                bound.handle(new Seats(keyboards)));
        TestBed.End end = bed.connect();
        WlSeatProxy seat = end.bind(WlSeatProxy.TYPE, 5);
        WlKeyboardProxy keyboard = seat.getKeyboard();
        bed.roundtrip(end);
        Fd[] pipe = Fd.pipe();
        keyboards.get(0).sendKeymap(org.breakwater.wayland.WlKeyboard.KeymapFormat.NO_KEYMAP,
                pipe[0], 0);
        bed.turn();
        keyboard.release();
        bed.roundtrip(end);
        WlKeyboardProxy second = seat.getKeyboard();
        List<Fd> received = new ArrayList<>();
        second.listen(new WlKeyboardProxy.Events() {
            @Override
            public void keymap(int format, Fd fd, int size) {
                received.add(fd);
            }
        });
        bed.roundtrip(end);
        keyboards.get(1).sendKeymap(org.breakwater.wayland.WlKeyboard.KeymapFormat.NO_KEYMAP,
                pipe[0], 0);
        bed.roundtrip(end);
        assertEquals(1, received.size());
        received.get(0).close();
        pipe[0].close();
        pipe[1].close();
    }

    @Test
    void requestsOfADestroyedProxyAreTheCallersBug() throws IOException {
        TestBed.End end = bed.connect();
        WlRegionProxy region = end.bind(WlCompositorProxy.TYPE, 4).createRegion();
        region.destroy();
        assertThrows(IllegalStateException.class, () -> region.add(1, 1, 1, 1));
        assertThrows(IllegalStateException.class, region::destroy);
        bed.roundtrip(end);
        assertEquals(1, regions.count("destroyed wl_region"));
    }

    private void nest(TestBed.End end) {
        try {
            bed.roundtrip(end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A seat whose keyboards are kept for the test to write to. */
    private record Seats(List<WlKeyboardResource> keyboards) implements WlSeatResource.Requests {
        @Override
        public void getPointer(WlSeatResource resource, WlPointerResource id) {
            id.makeInert();
        }

        @Override
        public void getKeyboard(WlSeatResource resource, WlKeyboardResource id) {
            keyboards.add(id);
            id.makeInert();
        }

        @Override
        public void getTouch(WlSeatResource resource, WlTouchResource id) {
            id.makeInert();
        }

        @Override
        public void release(WlSeatResource resource) {
        }
    }
}

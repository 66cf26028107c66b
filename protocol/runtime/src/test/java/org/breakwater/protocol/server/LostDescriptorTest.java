package org.breakwater.protocol.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.server.TestBed.ProtocolError;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.WlKeyboard;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.WlShmProxy;
import org.breakwater.wayland.server.WlKeyboardResource;
import org.breakwater.wayland.server.WlPointerResource;
import org.breakwater.wayland.server.WlSeatResource;
import org.breakwater.wayland.server.WlShmPoolResource;
import org.breakwater.wayland.server.WlShmResource;
import org.breakwater.wayland.server.WlTouchResource;
import org.junit.jupiter.api.Test;

/** A descriptor that cannot be duplicated ends the client that it was for, not the one that caused it. */
class LostDescriptorTest {
    /** No process has so many open: to duplicate it fails as it does without free descriptors. */
    private static final int NOT_OPEN = 1 << 28;

    private static final long LONGEST_IN_FLIGHT = 30_000_000_000L;

    private WlKeyboardResource keyboard;

    @Test
    void endsTheReceiverAlone() throws IOException {
        try (TestBed bed = new TestBed()) {
            bed.display.createGlobal(WlSeatResource.TYPE, 5, seat -> seat.handle(new SeatRequests()));
            TestBed.End receiver = bed.connect();
            receiver.bind(WlSeatProxy.TYPE, 5).getKeyboard();
            bed.roundtrip(receiver);
            TestBed.End cause = bed.connect();
            cause.bind(WlSeatProxy.TYPE, 5).getTouch();
            bed.roundtrip(cause);
            bed.expectError(receiver, ProtocolError.NO_MEMORY);
            assertTrue(cause.server.isAlive());
        }
    }

    /** Among the descriptors could be the client's own end, and then nobody would ever see it go. */
    @Test
    void isNotKeptForAClientThatReadsNothing() throws IOException {
        try (TestBed bed = new TestBed()) {
            bed.display.createGlobal(WlSeatResource.TYPE, 5, seat -> seat.handle(new SeatRequests()));
            TestBed.End deaf = bed.connect();
            deaf.bind(WlSeatProxy.TYPE, 5).getKeyboard();
            bed.roundtrip(deaf);
            while (!deaf.server.isCongested()) {
                keyboard.sendKey(1, 1, 1, WlKeyboard.KeyState.PRESSED);
                deaf.server.flush();
            }
            bed.clock.advance(LONGEST_IN_FLIGHT);
            bed.turn();
            assertTrue(deaf.server.isAlive(), "bytes alone may wait");
            Fd[] pipe = Fd.pipe();
            keyboard.sendKeymap(WlKeyboard.KeymapFormat.XKB_V1, pipe[0], 1);
            pipe[0].close();
            pipe[1].close();
            bed.clock.advance(LONGEST_IN_FLIGHT - 1);
            bed.turn();
            assertTrue(deaf.server.isAlive());
            bed.clock.advance(1);
            bed.turn();
            assertFalse(deaf.server.isAlive());
        }
    }

    /** An object that was never asked for takes no number: the next would be one that the display does not expect. */
    @Test
    void whatCannotBeAskedForLeavesNoGap() throws IOException {
        try (TestBed bed = new TestBed()) {
            List<WlShmPoolResource> pools = new ArrayList<>();
            bed.display.createGlobal(WlShmResource.TYPE, 1, shm -> shm.handle(new WlShmResource.Requests() {
                @Override
                public void createPool(WlShmResource resource, WlShmPoolResource id, Fd fd, int size) {
                    id.makeInert();
                    fd.close();
                    pools.add(id);
                }

                @Override
                public void release(WlShmResource resource) {
                    // Nothing is kept.
                }
            }));
            TestBed.End asker = bed.connect();
            WlShmProxy shm = asker.bind(WlShmProxy.TYPE, 1);
            bed.roundtrip(asker);
            int before = asker.display.objectCount();
            Fd missing = Fd.own(NOT_OPEN);
            assertThrows(IllegalStateException.class, () -> shm.createPool(missing, 1));
            assertThrows(IllegalStateException.class, () -> shm.createPool(missing, 1));
            missing.release();
            assertEquals(before, asker.display.objectCount());
            bed.roundtrip(asker);
            Fd[] pipe = Fd.pipe();
            shm.createPool(pipe[0], 1);
            pipe[0].close();
            pipe[1].close();
            bed.roundtrip(asker);
            assertEquals(1, pools.size());
        }
    }

    private final class SeatRequests implements WlSeatResource.Requests {
        @Override
        public void getPointer(WlSeatResource resource, WlPointerResource id) {
            id.makeInert();
        }

        @Override
        public void getKeyboard(WlSeatResource resource, WlKeyboardResource id) {
            id.makeInert();
            keyboard = id;
        }

        @Override
        public void getTouch(WlSeatResource resource, WlTouchResource id) {
            id.makeInert();
            Fd missing = Fd.own(NOT_OPEN);
            keyboard.sendKeymap(WlKeyboard.KeymapFormat.XKB_V1, missing, 1);
            missing.release();
        }

        @Override
        public void release(WlSeatResource resource) {
            // Nothing is kept.
        }
    }
}

package org.breakwater.tests.quotas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.xdg.XdgToplevel;
import org.breakwater.protocol.server.Held;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.WlPointer;
import org.breakwater.wayland.client.WlCallbackProxy;
import org.breakwater.wayland.client.WlPointerProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WlTouchProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that has stopped reading: what waits for it is bounded, and up to date when it reads again. */
@ExtendWith(FdLeakExtension.class)
class StalledClientTest {
    private static final int BUTTON = 0x110;
    /** Far less than what waits when nothing is left out. */
    private static final int LITTLE = 128 << 10;

    @RegisterExtension
    final Fixture fixture = new Fixture();
    private final List<XdgToplevel> toplevels = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private TestClient bystander;
    private WlSurfaceProxy onTop;
    private TestClient client;
    private TestWindow window;
    private double lastX;
    private double lastY;
    private int motions;

    @BeforeEach
    void aWindowUnderThePointer() throws IOException {
        bystander = fixture.connect();
        onTop = bystander.surface();
        onTop.setInputRegion(bystander.compositor().createRegion());
        fixture.show(bystander, onTop, 0, 0);
        onTop.attach(bystander.buffer(8, 8, 0xff00ff00).proxy(), 0, 0);
        onTop.commit();
        client = fixture.connect();
        WlSeatProxy seat = client.bind(WlSeatProxy.TYPE);
        seat.getPointer().listen(new PointerEvents());
        seat.getTouch().listen(new TouchEvents());
        fixture.server().shell().toplevelCreated().add(toplevels::add);
        window = new TestWindow(client);
        window.toplevel().setFullscreen(null);
        window.map(64, 48, 0xffff0000);
        fixture.frames(2);
        fixture.server().input().pointerMoved(0, 30, 20);
        client.roundtrip();
        told.clear();
    }

    @Test
    void ofAHundredThousandMotionsItLearnsTheLast() throws IOException {
        client.setReading(false);
        for (int i = 0; i < 100_000; i++) {
            fixture.server().input().pointerMoved(i, i % 60 + 0.5, i % 40 + 0.25);
            if (i % 50 == 0) {
                fixture.turn();
                assertTrue(client.server().pendingOutput() < LITTLE, "motion " + i);
            }
            if (i % 20_000 == 0) {
                theOthersGoOn();
            }
        }
        assertTrue(client.server().isCongested());
        client.setReading(true);
        fixture.await("everything read", () -> lastX == 99_999 % 60 + 0.5);
        assertEquals(99_999 % 40 + 0.25, lastY);
        assertFalse(client.server().isCongested());
        assertEquals("frame", told.get(told.size() - 1));
        assertTrue(motions < 50_000, motions + " motions were sent");
    }

    @Test
    void aButtonComesAfterTheMotionBeforeIt() throws IOException {
        stall();
        fixture.server().input().pointerMoved(1, 10, 10);
        fixture.server().input().pointerMoved(2, 11, 12);
        fixture.server().input().pointerButton(3, BUTTON, true);
        fixture.server().input().pointerMoved(4, 13, 13);
        fixture.server().input().pointerMoved(5, 14, 14);
        fixture.server().input().pointerButton(6, BUTTON, false);
        client.setReading(true);
        client.roundtrip();
        assertEquals(List.of("motion 2 11.0,12.0", "button PRESSED", "motion 5 14.0,14.0",
                "button RELEASED"), withoutFrames());
    }

    @Test
    void aFingerIsWhereItWentInTheEnd() throws IOException {
        stall();
        fixture.server().input().touchDown(1, 0, 10, 10);
        fixture.server().input().touchDown(1, 1, 20, 20);
        for (int i = 0; i < 1_000; i++) {
            fixture.server().input().touchMoved(2 + i, i % 2, 10 + i % 30, 11);
        }
        fixture.server().input().touchUp(2_000, 0);
        client.setReading(true);
        client.roundtrip();
        assertEquals(List.of("down 0", "down 1", "touch 0 at 18.0,11.0", "touch 1 at 19.0,11.0", "up 0"),
                withoutFrames());
        assertEquals("touch frame", told.get(told.size() - 1));
    }

    @Test
    void ofManyConfiguresItGetsTheNewest() throws IOException {
        window.recentConfigures();
        stall();
        int before = window.serials().size();
        XdgToplevel toplevel = toplevels.get(0);
        int waiting = client.server().pendingOutput();
        for (int i = 1; i <= 10_000; i++) {
            toplevel.schedule(toplevel.scheduled().withSize(100 + i, 50));
            fixture.turn();
        }
        assertEquals(waiting, client.server().pendingOutput(), "nothing was added");
        client.setReading(true);
        List<String> configures = window.recentConfigures();
        assertEquals(before + 1, window.serials().size());
        assertTrue(configures.get(configures.size() - 1).startsWith("10100x50"), configures::toString);
        window.attach(64, 48, 0xffff0000);
        window.ackLastAndCommit();
        client.roundtrip();
        assertEquals(10_100, toplevel.current().width());
    }

    @Test
    void oneThatNeverReadsIsDisconnectedAtTheBound() throws IOException {
        client.setReading(false);
        long limit = client.server().account().limit(Held.UNSENT_BYTES);
        long most = 0;
        int asked = 0;
        while (client.server().isAlive()) {
            assertTrue(asked < 1_000_000, "never disconnected");
            most = Math.max(most, client.server().account().held(Held.UNSENT_BYTES));
            ask(500);
            asked += 500;
            if (asked % 20_000 == 0) {
                theOthersGoOn();
            }
        }
        assertTrue(most <= limit, most + " bytes were kept");
        assertTrue(most > limit - LITTLE, "gone with " + most + " bytes waiting");
        fixture.turn();
        assertEquals(1, fixture.server().ledger().clients());
        theOthersGoOn();
    }

    @Test
    void descriptorsThatItDoesNotTakeAreBounded() throws IOException {
        WlSeatProxy seat = client.bind(WlSeatProxy.TYPE);
        client.setReading(false);
        long limit = client.server().account().limit(Held.FDS);
        long most = 0;
        for (int i = 0; client.server().isAlive(); i++) {
            assertTrue(i < 1_000_000, "never disconnected");
            seat.getKeyboard().release();
            if (i % 50 == 0) {
                client.display().flush();
                fixture.turn();
                most = Math.max(most, client.server().account().held(Held.FDS));
            }
        }
        assertTrue(most <= limit, most + " descriptors were kept");
        fixture.turn();
        assertEquals(bystander.server().account().held(Held.FDS), fixture.server().ledger().fds());
        theOthersGoOn();
    }

    /** The client stops reading, and its socket is full. */
    private void stall() throws IOException {
        client.roundtrip();
        told.clear();
        client.setReading(false);
        while (!client.server().isCongested()) {
            ask(500);
        }
    }

    private void ask(int times) {
        for (int i = 0; i < times; i++) {
            client.display().proxy().sync();
        }
        client.display().flush();
        fixture.turn();
    }

    private void theOthersGoOn() throws IOException {
        boolean[] shown = new boolean[1];
        onTop.frame().listen(new WlCallbackProxy.Events() {
            @Override
            public void done(int data) {
                shown[0] = true;
            }
        });
        onTop.damage(0, 0, 8, 8);
        onTop.commit();
        bystander.roundtrip();
        fixture.frames(2);
        assertTrue(shown[0], "the others' frames go on");
    }

    private List<String> withoutFrames() {
        return told.stream().filter(event -> !event.endsWith("frame")).toList();
    }

    private final class PointerEvents implements WlPointerProxy.Events {
        @Override
        public void motion(int time, double x, double y) {
            motions++;
            lastX = x;
            lastY = y;
            told.add("motion " + time + " " + x + "," + y);
        }

        @Override
        public void button(int serial, int time, int button, int state) {
            told.add("button " + WlPointer.ButtonState.fromWire(state));
        }

        @Override
        public void frame() {
            told.add("frame");
        }
    }

    private final class TouchEvents implements WlTouchProxy.Events {
        @Override
        public void down(int serial, int time, WlSurfaceProxy surface, int id, double x, double y) {
            told.add("down " + id);
        }

        @Override
        public void up(int serial, int time, int id) {
            told.add("up " + id);
        }

        @Override
        public void motion(int time, int id, double x, double y) {
            told.add("touch " + id + " at " + x + "," + y);
        }

        @Override
        public void frame() {
            told.add("touch frame");
        }
    }
}

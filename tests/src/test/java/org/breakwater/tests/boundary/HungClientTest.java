package org.breakwater.tests.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.glue.SurfaceNode;
import org.breakwater.config.OutputMode;
import org.breakwater.render.geometry.Point;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.TestWindow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that stop reading are found out when the user turns to them, and marked for whoever asks. */
@ExtendWith(FdLeakExtension.class)
class HungClientTest {
    private static final long DEADLINE = 10_000_000_000L;
    private static final int BTN_LEFT = 0x110;
    private static final int KEY_A = 30;

    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(320, 240, 60_000));
    private TestClient lively;
    private TestClient hung;
    private TestWindow hungWindow;

    @BeforeEach
    void connect() throws IOException {
        lively = fixture.connect();
        TestWindow livelyWindow = new TestWindow(lively).map(60, 60, -1);
        livelyWindow.toplevel().setTitle("lively");
        hung = fixture.connect();
        hungWindow = new TestWindow(hung).map(60, 60, -1);
        hungWindow.toplevel().setTitle("hung");
        hungWindow.toplevel().setAppId("org.example.Hung");
        fixture.frames(3);
        livelyWindow.ackLastAndCommit();
        hungWindow.ackLastAndCommit();
        lively.roundtrip();
        hung.roundtrip();
        passWithoutClients(2_000_000_000L);     // the answers to the first questions are not fresh any more
        assertEquals(List.of("lively", "hung focused"), windows());
    }

    @Test
    void oneThatDoesNotAnswerAPressIsMarkedAndOneThatDoesLateIsNot() throws Exception {
        Point place = place();
        fixture.server().input().pointerMoved(1, place.x(), place.y());
        fixture.server().input().pointerButton(1, BTN_LEFT, true);
        fixture.server().input().pointerButton(2, BTN_LEFT, false);
        assertMarkedAfterTheDeadline();
    }

    @Test
    void oneThatDoesNotAnswerThePointersArrivalIsMarked() throws Exception {
        Point place = place();
        fixture.server().input().pointerMoved(1, place.x(), place.y());
        assertMarkedAfterTheDeadline();
    }

    @Test
    void oneThatDoesNotAnswerAKeyIsMarked() throws Exception {
        fixture.server().input().key(1, KEY_A, true);
        fixture.server().input().key(2, KEY_A, false);
        assertMarkedAfterTheDeadline();
    }

    @Test
    void oneThatDoesNotAnswerATouchIsMarked() throws Exception {
        Point place = place();
        fixture.server().input().touchDown(1, 1, place.x(), place.y());
        fixture.server().input().touchUp(2, 1);
        assertMarkedAfterTheDeadline();
    }

    @Test
    void whereTheUserTurnsToNobodyNobodyIsAskedAndTheLoopIsNotWoken() throws IOException {
        fixture.clock().advance(3_600_000_000_000L);
        assertFalse(fixture.loop().dispatch(0));
        assertEquals(List.of("lively", "hung focused"), windows());
    }

    @Test
    void oneThatLeavesAConfigureUnacknowledgedIsMarked() throws Exception {
        hungWindow.toplevel().setMaximized();
        hung.display().flush();
        fixture.turn();
        passWithoutClients(1_000_000_000L);
        assertMarkedAfterTheDeadline();
    }

    @Test
    void aWindowIsDescribedByItsPlaceAndItsOwner() throws Exception {
        try (Control control = new Control(fixture)) {
            JsonObject window = control.ask("windows").getAsJsonArray().get(1).getAsJsonObject();
            Point origin = SurfaceNode.of(fixture.surface(hung, hungWindow.surface())).tree()
                    .layoutPosition();
            assertEquals("org.example.Hung", window.get("app-id").getAsString());
            assertEquals(origin, new Point(window.get("x").getAsInt(), window.get("y").getAsInt()));
            assertEquals(60, window.get("width").getAsInt());
            assertEquals(60, window.get("height").getAsInt());
            assertEquals(ProcessHandle.current().pid(), window.get("pid").getAsLong());
            assertFalse(window.get("minimized").getAsBoolean());
        }
    }

    @Test
    void whoIsNoClientIsNotKilledNorTheCompositorItself() throws Exception {
        try (Control control = new Control(fixture)) {
            long self = ProcessHandle.current().pid();      // these clients are in its process
            String refused = assertThrows(IOException.class, () -> control.kill(self)).getMessage();
            assertTrue(refused.contains("part of the compositor"), refused);
            for (long stranger : new long[] {1, 0, -1, ProcessHandle.current().parent()
                    .map(ProcessHandle::pid).orElse(1L)}) {
                refused = assertThrows(IOException.class, () -> control.kill(stranger)).getMessage();
                assertEquals("no client has the pid " + stranger, refused);
            }
            refused = assertThrows(IOException.class, () -> control.ask("kill")).getMessage();
            assertTrue(refused.contains("needs the pid"), refused);
        }
    }

    private void assertMarkedAfterTheDeadline() throws Exception {
        passWithoutClients(DEADLINE - 1);
        assertEquals(List.of("lively", "hung focused"), windows());
        passWithoutClients(1);
        assertEquals(List.of("lively", "hung focused unresponsive"), windows());
        assertEquals(1, unresponsiveClients());
        assertFalse(fixture.loop().dispatch(0), "nothing is left to do");
        passWithoutClients(3_600_000_000_000L);
        assertFalse(fixture.loop().dispatch(0), "and nobody is asked again and again");
        lively.roundtrip();
        hung.roundtrip();                               // it wakes up, and answers
        fixture.frames(1);
        hung.roundtrip();
        assertEquals(List.of("lively", "hung focused"), windows());
        assertEquals(0, unresponsiveClients());
    }

    /** Time passes, and no client reads what it is sent. */
    private void passWithoutClients(long nanos) {
        fixture.clock().advance(nanos);
        fixture.turn();
        fixture.turn();
    }

    private Point place() {
        Point origin = SurfaceNode.of(fixture.surface(hung, hungWindow.surface())).tree()
                .layoutPosition();
        return new Point(origin.x() + 30, origin.y() + 30);
    }

    private List<String> windows() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Control control = new Control(fixture)) {
            for (JsonElement each : control.ask("windows").getAsJsonArray()) {
                JsonObject window = each.getAsJsonObject();
                lines.add(window.get("title").getAsString()
                        + (window.get("focused").getAsBoolean() ? " focused" : "")
                        + (window.get("unresponsive").getAsBoolean() ? " unresponsive" : ""));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return lines;
    }

    private long unresponsiveClients() throws Exception {
        long count = 0;
        try (Control control = new Control(fixture)) {
            for (JsonElement each : control.ask("clients").getAsJsonArray()) {
                count += each.getAsJsonObject().get("unresponsive").getAsBoolean() ? 1 : 0;
            }
        }
        return count;
    }
}

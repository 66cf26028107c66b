package org.breakwater.compositor.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Transform;
import org.breakwater.wayland.client.WlOutputProxy;
import org.breakwater.wayland.server.WlOutputResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OutputTest {
    private static final OutputMode MODE = new OutputMode(1920, 1080, 60_000);

    private final TestSession session = new TestSession();
    private final Output output = session.output("TEST-1", MODE);
    private TestClient client;

    @BeforeEach
    void connect() throws Exception {
        client = session.connect();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void tellsEachVersionWhatItKnows() throws Exception {
        String v1 = "wl_output.geometry(0, 0, 600, 340, 0, \"Maker\", \"Model\", 0)"
                + " wl_output.mode(1, 1920, 1080, 60000)";
        String v2 = v1 + " wl_output.scale(1)";
        String v4 = v2 + " wl_output.name(\"TEST-1\") wl_output.description(\"TEST-1 for tests\")";
        client.bind(WlOutputProxy.TYPE, 1);
        assertEquals(v1, client.events());
        client.bind(WlOutputProxy.TYPE, 2);
        assertEquals(v2 + " wl_output.done()", client.events());
        client.bind(WlOutputProxy.TYPE, 3);
        assertEquals(v2 + " wl_output.done()", client.events());
        client.bind(WlOutputProxy.TYPE, 4);
        assertEquals(v4 + " wl_output.done()", client.events());
    }

    @Test
    void tellsEachVersionOfEveryChange() throws Exception {
        TestClient old = session.connect();
        client.bind(WlOutputProxy.TYPE, 4);
        client.events();
        old.bind(WlOutputProxy.TYPE, 1);
        old.events();

        output.setMode(new OutputMode(1280, 720, 0));
        assertEquals("wl_output.mode(1, 1280, 720, 0) wl_output.done()", client.events());
        assertEquals("wl_output.mode(1, 1280, 720, 0)", old.events());
        output.setScale(1.5);
        assertEquals("wl_output.scale(2) wl_output.done()", client.events());
        assertEquals("", old.events());
        output.setTransform(Transform._90);
        assertEquals("wl_output.geometry(0, 0, 600, 340, 0, \"Maker\", \"Model\", 1)"
                + " wl_output.done()",
                client.events());
        assertEquals("wl_output.geometry(0, 0, 600, 340, 0, \"Maker\", \"Model\", 1)",
                old.events());
        output.setPosition(-5, 7);
        assertEquals("wl_output.geometry(-5, 7, 600, 340, 0, \"Maker\", \"Model\", 1)"
                + " wl_output.done()",
                client.events());
        output.setDescription("other");
        assertEquals("wl_output.description(\"other\") wl_output.done()", client.events());
    }

    @Test
    void tellsSeveralChangesAsOneAndNoneAsNothing() throws Exception {
        List<Output> changes = new ArrayList<>();
        output.changed().add(changes::add);
        client.bind(WlOutputProxy.TYPE, 4);
        client.events();
        output.configure(new OutputMode(800, 600, 0), 2, Transform.FLIPPED);
        assertEquals("wl_output.geometry(0, 0, 600, 340, 0, \"Maker\", \"Model\", 4)"
                + " wl_output.mode(1, 800, 600, 0) wl_output.scale(2) wl_output.done()",
                client.events());
        assertEquals(List.of(output), changes);
        output.configure(new OutputMode(800, 600, 0), 2, Transform.FLIPPED);
        output.setPosition(0, 0);
        output.setDescription("TEST-1 for tests");
        assertEquals("", client.events());
        assertEquals(1, changes.size());
    }

    @Test
    void isScaledAndTurnedInTheLayout() {
        assertEquals(new Rect(0, 0, 1920, 1080), output.geometry());
        output.configure(MODE, 1.5, Transform._270);
        assertEquals(new Rect(0, 0, 720, 1280), output.geometry());
        output.setTransform(Transform.FLIPPED_180);
        assertEquals(new Rect(0, 0, 1280, 720), output.geometry());
        output.setScale(1.4999);
        assertEquals(1.5, output.scale());
    }

    @Test
    void refusesScalesThatMakeNoSense() {
        for (double scale : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e9}) {
            assertThrows(IllegalArgumentException.class, () -> output.setScale(scale));
        }
        assertThrows(IllegalArgumentException.class, () -> new OutputMode(0, 1, 1));
        assertEquals(1, output.scale());
    }

    @Test
    void knowsTheObjectsOfEachClient() throws Exception {
        List<WlOutputResource> bound = new ArrayList<>();
        output.bound().add(bound::add);
        TestClient other = session.connect();
        WlOutputProxy first = client.bind(WlOutputProxy.TYPE, 4);
        client.bind(WlOutputProxy.TYPE, 2);
        client.sync();
        other.bind(WlOutputProxy.TYPE, 4);
        other.sync();
        assertEquals(3, bound.size());
        assertEquals(bound.subList(0, 2), output.resourcesOf(client.server()));
        assertEquals(bound.subList(2, 3), output.resourcesOf(other.server()));
        assertSame(output, Output.of(bound.get(0)));

        first.release();
        client.events();
        assertEquals(bound.subList(1, 2), output.resourcesOf(client.server()));
        output.setScale(3);
        assertEquals("wl_output.scale(3) wl_output.done()", client.events());
        client.close();
        session.turn();
        assertEquals(List.of(), output.resourcesOf(client.server()));
        assertEquals(1, output.resourcesOf(other.server()).size());
    }

    @Test
    void leavesInertObjectsWhenDestroyed() throws Exception {
        WlOutputProxy proxy = client.bind(WlOutputProxy.TYPE, 4);
        int name = client.globals("wl_output")[0];
        client.events();
        WlOutputResource resource = output.resourcesOf(client.server()).get(0);
        List<Output> ends = new ArrayList<>();
        output.destroyed().add(ends::add);

        output.destroy();
        output.destroy();
        assertEquals(List.of(output), ends);
        assertTrue(output.isDestroyed());
        assertNull(Output.of(resource));
        WlOutputProxy late = client.registry().bind(name, WlOutputProxy.TYPE, 4);
        assertEquals("", client.events());
        assertEquals(0, client.globals("wl_output").length);
        output.setScale(2);
        output.setPosition(9, 9);
        output.setDescription("gone");
        assertEquals("", client.events());
        proxy.release();
        late.release();
        client.sync();
        assertEquals(List.of(), output.resourcesOf(client.server()));
    }

    @Test
    void stopsClientsThatBindWithoutEnd() throws Exception {
        for (int i = 0; i < Output.MAX_OBJECTS; i++) {
            client.bind(WlOutputProxy.TYPE, 1);
        }
        client.sync();
        client.bind(WlOutputProxy.TYPE, 1);
        assertEquals("wl_display 2", client.error());
    }

    @Test
    void countsRefreshesInNanoseconds() {
        assertEquals(16_666_667, MODE.refreshNanos());
        assertEquals(0, new OutputMode(1, 1, 0).refreshNanos());
    }
}

package org.breakwater.tests.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import org.breakwater.compositor.stats.FrameStats;
import org.breakwater.protocol.server.Traffic;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestBuffer;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.boundary.Control;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The figures of {@code breakwater msg stats}, after a sequence of frames on a clock that is set by hand. */
@ExtendWith(FdLeakExtension.class)
class StatsTest {
    @RegisterExtension
    final Fixture fixture = new Fixture();
    private TestClient client;
    private WlSurfaceProxy proxy;
    private TestBuffer buffer;
    private FrameStats frames;

    @BeforeEach
    void map() throws IOException {
        client = fixture.connect();
        proxy = client.surface();
        fixture.show(client, proxy, 0, 0);
        buffer = client.buffer(16, 8, 0xffff0000);
        frames = fixture.output().stats();
    }

    @Test
    void framesAreCountedAsDrawnMissedAndSkipped() throws IOException {
        long period = fixture.output().output().mode().refreshNanos();
        long drawn = frames.drawn();
        long skipped = frames.skippedFrames();
        long missed = frames.missed();
        commit(16, 8);
        fixture.frame();
        assertEquals(drawn + 1, frames.drawn());
        proxy.frame();
        proxy.commit();
        client.roundtrip();
        fixture.frame();
        assertEquals(drawn + 1, frames.drawn(), "nothing had changed");
        assertEquals(skipped + 1, frames.skippedFrames());
        assertEquals(missed, frames.missed());
        commit(16, 8);
        fixture.clock().advance(period / 2);
        commit(16, 8);      // waits for the next refresh
        fixture.clock().advance(3 * period);
        fixture.turn();     // which comes late, and so does the frame after it
        fixture.frame();
        assertEquals(drawn + 3, frames.drawn());
        assertTrue(frames.missed() >= missed + 2, frames.missed() + " after " + missed);
    }

    @Test
    void whatAFrameDrawsIsCountedInPixels() throws IOException {
        commit(16, 8);
        fixture.frames(3);      // now the target has seen the surface
        long before = frames.pixels();
        commit(16, 8);
        fixture.frame();
        assertEquals(16 * 8, frames.pixels() - before);
        before = frames.pixels();
        commit(4, 2);
        fixture.frame();
        assertEquals(4 * 2, frames.pixels() - before);
    }

    @Test
    void requestsEventsAndBytesAreThoseOfTheClient() throws IOException {
        client.roundtrip();
        Traffic traffic = client.server().traffic();
        long requests = traffic.requests();
        long events = traffic.events();
        long received = traffic.bytesReceived();
        long sent = traffic.bytesSent();
        client.roundtrip();     // sync; done, and delete_id
        traffic = client.server().traffic();
        assertEquals(requests + 1, traffic.requests());
        assertEquals(events + 2, traffic.events());
        assertEquals(received + 12, traffic.bytesReceived());
        assertEquals(sent + 24, traffic.bytesSent());
        long all = fixture.server().display().traffic().requests();
        assertEquals(traffic.requests(), all, "it is the only client");
        client.close();
        fixture.turn();
        fixture.turn();
        assertEquals(0, fixture.server().display().clientCount());
        assertTrue(fixture.server().display().traffic().requests() >= all, "those who left count");
    }

    @Test
    void theAnswerHasThemAll() throws Exception {
        commit(16, 8);
        fixture.frame();
        try (Control control = new Control(fixture)) {
            JsonObject stats = control.ask("stats").getAsJsonObject();
            JsonObject output = stats.getAsJsonArray("frames").get(0).getAsJsonObject();
            assertEquals("HEADLESS-1", output.get("output").getAsString());
            assertEquals(frames.drawn(), output.get("drawn").getAsLong());
            assertEquals(frames.pixels(), output.get("damage-pixels").getAsLong());
            assertEquals(0.0, output.get("max-ms").getAsDouble(), "the clock stands still");
            long rectangles = 0;
            long bytes = 0;
            for (String kind : new String[] {"sealed", "no-fault", "guarded", "copied"}) {
                JsonObject upload = stats.getAsJsonObject("uploads").getAsJsonObject(kind);
                rectangles += upload.get("rectangles").getAsLong();
                bytes += upload.get("bytes").getAsLong();
            }
            assertEquals(1, rectangles);
            assertEquals(16 * 8 * 4, bytes);
            JsonObject alone = stats.getAsJsonArray("clients").get(0).getAsJsonObject();
            assertEquals(client.server().pid(), alone.get("pid").getAsInt());
            assertEquals(stats.get("requests"), alone.get("requests"));
            assertTrue(stats.get("fds").getAsInt() > 3);
            assertTrue(stats.getAsJsonObject("heap").get("used").getAsLong() > 0);
            assertTrue(stats.getAsJsonObject("gc").get("pauses").getAsLong() >= 0);
        }
    }

    @Test
    void theOverlayIsTurnedOnAndOffByACommand() throws Exception {
        int textures = fixture.server().ledger().textures();
        try (Control control = new Control(fixture)) {
            control.ask(overlay("on"));
            assertEquals(textures + 1, fixture.server().ledger().textures());
            control.ask(overlay("on"));
            assertEquals(textures + 1, fixture.server().ledger().textures());
            control.ask(overlay("off"));
            assertEquals(textures, fixture.server().ledger().textures());
            IOException refused = assertThrows(IOException.class, () -> control.ask(overlay("maybe")));
            assertEquals("overlay needs to be told \"on\" or \"off\"", refused.getMessage());
        }
    }

    private static JsonObject overlay(String state) {
        JsonObject request = new JsonObject();
        request.addProperty("command", "overlay");
        request.addProperty("state", state);
        return request;
    }

    private void commit(int width, int height) throws IOException {
        proxy.attach(buffer.proxy(), 0, 0);
        proxy.damageBuffer(0, 0, width, height);
        proxy.commit();
        client.roundtrip();
    }
}

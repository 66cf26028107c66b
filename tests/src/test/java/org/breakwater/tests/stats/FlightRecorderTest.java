package org.breakwater.tests.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestBuffer;
import org.breakwater.tests.TestClient;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What Java Flight Recorder sees of a client, its pixels and the frame that shows them. */
@ExtendWith(FdLeakExtension.class)
class FlightRecorderTest {
    @RegisterExtension
    final Fixture fixture = new Fixture();

    @Test
    void turnsUploadsAndFramesAreRecorded(@TempDir Path folder) throws IOException {
        TestClient client = fixture.connect();
        WlSurfaceProxy proxy = client.surface();
        fixture.show(client, proxy, 0, 0);
        TestBuffer buffer = client.buffer(16, 8, 0xffff0000);
        List<RecordedEvent> events;
        try (Recording recording = new Recording()) {
            recording.enable("breakwater.ClientTurn");
            recording.enable("breakwater.Upload");
            recording.enable("breakwater.Frame");
            recording.start();
            proxy.attach(buffer.proxy(), 0, 0);
            proxy.damageBuffer(0, 0, 16, 8);
            proxy.commit();
            client.roundtrip();
            fixture.frame();
            recording.stop();
            Path file = folder.resolve("recording.jfr");
            recording.dump(file);
            events = RecordingFile.readAllEvents(file);
        }
        long requests = 0;
        for (RecordedEvent event : of(events, "breakwater.ClientTurn")) {
            assertEquals(client.server().pid(), event.getInt("pid"));
            requests += event.getLong("requests");
        }
        assertTrue(requests >= 4, "attach, damage_buffer, commit and sync were " + requests);
        RecordedEvent upload = of(events, "breakwater.Upload").get(0);
        assertEquals("16x8 128", upload.getInt("width") + "x" + upload.getInt("height") + " "
                + upload.getLong("pixels"));
        RecordedEvent frame = of(events, "breakwater.Frame").get(0);
        assertEquals("HEADLESS-1", frame.getString("output"));
        assertTrue(frame.getBoolean("drawn"));
        assertEquals(fixture.output().sceneOutput().drawn().area(), frame.getLong("pixels"));
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String name) {
        List<RecordedEvent> found = events.stream().filter(e -> e.getEventType().getName().equals(name))
                .toList();
        assertTrue(!found.isEmpty(), "no " + name);
        return found;
    }
}

package org.breakwater.tests.quarantine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.client.WlCallbackProxy;

/** A well-behaved client that draws at every refresh, next to one that is not. */
final class Neighbour {
    private final Fixture fixture;
    private final TestClient client;
    private final TestWindow window;
    private int answered;

    Neighbour(Fixture fixture) throws IOException {
        this.fixture = fixture;
        this.client = fixture.connect();
        this.window = new TestWindow(client).map(16, 16, 0xff00ff00);
        fixture.frames(2);
    }

    TestClient client() {
        return client;
    }

    /** Draws for so many refreshes; every one has to show a frame of it. */
    void draw(int refreshes) throws IOException {
        for (int i = 0; i < refreshes; i++) {
            int before = answered;
            WlCallbackProxy callback = window.surface().frame();
            callback.listen(new WlCallbackProxy.Events() {
                @Override
                public void done(int time) {
                    answered++;
                }
            });
            window.surface().damageBuffer(0, 0, 16, 16);
            window.surface().commit();
            client.display().flush();
            fixture.turn();
            fixture.frame();
            assertEquals(before + 1, answered, "frames shown at refresh " + i);
        }
        client.roundtrip();
    }
}

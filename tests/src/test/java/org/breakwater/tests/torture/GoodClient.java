package org.breakwater.tests.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestBuffer;
import org.breakwater.tests.TestClient;
import org.breakwater.wayland.client.WlCallbackProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;

/**
 * The client that nobody may disturb: it draws a new frame for each refresh. Its colours stand for
 * what is private to it. Its files are not sealed, so that its pixels go the same way through the
 * compositor as those of the hostile clients, and foul whatever memory they pass.
 */
final class GoodClient {
    /** Of its two frames, in turn; no other client has any colour near these. */
    static final int[] PRIVATE = {0xffff00ff, 0xffff40ff};

    private final Fixture fixture;
    private final TestClient client;
    private final WlSurfaceProxy surface;
    private final TestBuffer[] frames = new TestBuffer[2];
    private int drawn;
    private int shown;

    GoodClient(Fixture fixture, int x, int y, int width, int height) throws IOException {
        this.fixture = fixture;
        this.client = fixture.connect();
        this.surface = client.surface();
        fixture.show(client, surface, x, y);
        for (int i = 0; i < frames.length; i++) {
            frames[i] = client.buffer(width, height, PRIVATE[i]);
        }
    }

    /** Draws, and lets a refresh pass: it must be told within it. */
    void refresh() {
        surface.frame().listen(new WlCallbackProxy.Events() {
            @Override
            public void done(int timeMillis) {
                shown++;
            }
        });
        TestBuffer next = frames[++drawn % 2];
        surface.attach(next.proxy(), 0, 0);
        surface.damageBuffer(0, 0, next.width(), next.height());
        surface.commit();
        client.display().flush();
        fixture.turn();
        fixture.frame();
        assertEquals(drawn, shown, "frames that the good client has seen on screen");
    }

    /** The colour that it shows now. */
    int colour() {
        return PRIVATE[drawn % 2];
    }

    boolean isAlive() {
        return client.server().isAlive();
    }

    void roundtrip() throws IOException {
        client.roundtrip();
    }
}

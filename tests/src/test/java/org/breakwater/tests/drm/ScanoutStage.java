package org.breakwater.tests.drm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.breakwater.tests.PaintedDmabufs;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.dmabuf.DmabufClient;
import org.breakwater.tests.dmabuf.DmabufClient.Buffer;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A client whose surface lies on the first screen, above all else, with pictures as large as the screen. */
abstract class ScanoutStage {
    static final int WIDTH = 64;
    static final int HEIGHT = 48;

    final PaintedDmabufs painted = new PaintedDmabufs();
    TestClient client;
    DmabufClient dmabufs;
    WlSurfaceProxy surface;

    abstract Screens screens();

    @BeforeEach
    void connect() throws IOException {
        screens().pass(40);
        client = screens().fixture().connect();
        dmabufs = new DmabufClient(client);
        surface = client.surface();
        screens().fixture().show(client, surface, 0, 0);
    }

    /** The last picture is given back when the screen shows another. */
    @AfterEach
    void leave() throws IOException {
        screens().kms().beWell();
        client.close();
        screens().pass(1200);
        dmabufs.close();
        assertEquals(0, painted.live());
    }

    Buffer whole(String format, int pixel) {
        return dmabufs.buffer(WIDTH, HEIGHT, format).fill(0, 0, WIDTH, HEIGHT, pixel);
    }

    void commit(Buffer buffer) throws IOException {
        surface.attach(buffer.proxy(), 0, 0);
        surface.damageBuffer(0, 0, WIDTH, HEIGHT);
        surface.commit();
        client.roundtrip();
    }

    void show(Buffer buffer) throws IOException {
        commit(buffer);
        screens().pass(40);
        client.roundtrip();
    }

    int connector() {
        return screens().kms().connectorsNow().keySet().iterator().next();
    }

    /** Whether the card shows the surface's picture as it is. */
    boolean isScannedOut() {
        assertEquals(screens().kms().showsPicture(connector()), screens().output(0).isScannedOut());
        return screens().output(0).isScannedOut();
    }
}

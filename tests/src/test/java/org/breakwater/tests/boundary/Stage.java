package org.breakwater.tests.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.breakwater.compositor.Server;
import org.breakwater.compositor.backend.BackendOutput;
import org.breakwater.compositor.glue.OutputRenderer;
import org.breakwater.compositor.glue.SurfaceNode;
import org.breakwater.compositor.presentation.Presentation;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.client.DisplayException;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.server.Global;
import org.breakwater.render.geometry.Point;
import org.breakwater.render.scene.BufferNode;
import org.breakwater.render.scene.SceneNode;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.WlDisplay;
import org.breakwater.wayland.client.WlCallbackProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.server.WlSeatResource;

/** A compositor with two clients, each with a window: the one on whose account things fail, and a witness. */
final class Stage {
    private static final int MOST_FRAMES = 8;

    final Fixture fixture;
    final Fault fault;
    final TestClient culprit;
    final TestWindow window;
    private final TestClient witness;
    private final TestWindow witnessWindow;

    Stage(Fixture fixture, Fault fault) throws IOException {
        this.fixture = fixture;
        this.fault = fault;
        witness = fixture.connect();
        witnessWindow = new TestWindow(witness).map(60, 60, 0xff0000ff);
        culprit = fixture.connect();
        window = new TestWindow(culprit).map(100, 80, 0xffff0000);
        fixture.frames(3);
        witness.roundtrip();
        culprit.roundtrip();
    }

    Server server() {
        return fixture.server();
    }

    EventLoop loop() {
        return fixture.loop();
    }

    Surface surface() {
        return fixture.surface(culprit, window.surface());
    }

    Surface witnessSurface() {
        return fixture.surface(witness, witnessWindow.surface());
    }

    /** The middle of the witness's window, in the layout. */
    Point witnessPlace() {
        Point origin = SurfaceNode.of(witnessSurface()).tree().layoutPosition();
        return new Point(origin.x() + 30, origin.y() + 30);
    }

    /** The scene node with the content of the culprit's window. */
    BufferNode content() {
        for (SceneNode child : SurfaceNode.of(surface()).tree().children()) {
            if (child instanceof BufferNode node) {
                return node;
            }
        }
        throw new AssertionError("the surface has no content");
    }

    /** A second global {@code wl_seat}, that the culprit alone binds. */
    WlSeatProxy bindSeat(Global<WlSeatResource> global) {
        return culprit.registry().bind(global.name(), WlSeatProxy.TYPE, 5);
    }

    /** Draws from now on through this in place of the first output's backend. */
    void replaceBackend(BackendOutput backend) {
        OutputRenderer first = fixture.output();
        first.close();
        OutputRenderer next = new OutputRenderer(loop(), first.output(), backend, first.sceneOutput(),
                new Presentation(server().display()));
        server().outputs().set(0, next);
    }

    /** The witness asks for a frame of its window, with new content or as it is. */
    private void requestFrame(boolean damaged, boolean[] done) {
        witnessWindow.surface().frame().listen(new WlCallbackProxy.Events() {
            @Override
            public void done(int data) {
                done[0] = true;
            }
        });
        if (damaged) {
            witnessWindow.attach(60, 60, 0xff00ff00);
        }
        witnessWindow.surface().commit();
    }

    /** The witness gets its next frame callback, whatever fails meanwhile. */
    void expectFrame(boolean damaged) throws IOException {
        boolean[] done = new boolean[1];
        requestFrame(damaged, done);
        fixture.roundtrip(witness);
        for (int i = 0; i < MOST_FRAMES && !done[0]; i++) {
            fixture.frame();
        }
        assertTrue(done[0], "no frame callback after " + MOST_FRAMES + " frames");
    }

    /** The witness still gets answers and frames. */
    void assertWitnessUnharmed() throws IOException {
        assertTrue(witness.server().isAlive());
        witness.roundtrip();
        expectFrame(true);
        expectFrame(false);
    }

    /** The culprit alone is told that the compositor failed, and disconnected. */
    void assertCulpritEnded() {
        DisplayException error = culprit.awaitEnd();
        assertNotNull(error, "the culprit was disconnected without a word");
        assertEquals("wl_display " + (fault.isOutOfMemory() ? WlDisplay.Error.NO_MEMORY.value()
                : WlDisplay.Error.IMPLEMENTATION.value()),
                error.interfaceName() + " " + error.code(), error.getMessage());
    }

    void assertCulpritUnharmed() throws IOException {
        assertTrue(culprit.server().isAlive());
        culprit.roundtrip();
    }
}

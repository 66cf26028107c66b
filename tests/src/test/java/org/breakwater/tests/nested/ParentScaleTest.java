package org.breakwater.tests.nested;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.breakwater.compositor.output.Output;
import org.breakwater.tests.FdLeakExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How finely the window is shown, as parents without fractional scales say so. */
@ExtendWith(FdLeakExtension.class)
class ParentScaleTest {
    private static final int ENTER = 0;
    private static final int LEAVE = 1;
    private static final int PREFERRED_BUFFER_SCALE = 2;
    private static final int DONE = 2;
    private static final int SCALE = 3;

    @TempDir
    Path folder;

    @FunctionalInterface
    private interface Scene {
        void play(WireParent parent, NestedSession session) throws IOException;
    }

    private void run(int compositor, Scene scene) throws IOException {
        try (WireParent parent = new WireParent(folder.resolve("parent"), 0).with("zwp_linux_dmabuf_v1", 0)
                .with("wl_compositor", compositor).with("wl_output", 3)) {
            parent.start();
            try (NestedSession session = new NestedSession(folder.resolve("parent"))) {
                session.drawUntil("a frame", () -> parent.shown().equals("shm 64x48"));
                scene.play(parent, session);
            }
        }
    }

    @Test
    void theSurfaceIsTold() throws IOException {
        run(6, (parent, session) -> {
            preferred(parent, 2);
            session.drawUntil("a finer frame", () -> parent.shown().equals("shm 128x96 scale 2"));
            Output output = session.server().outputs().get(0).output();
            assertEquals(2.0, output.scale());
            preferred(parent, Integer.MIN_VALUE);
            session.drawUntil("the coarsest", () -> parent.shown().startsWith("shm 16x12"));
            preferred(parent, 1);
            session.drawUntil("as at first", () -> parent.shown().equals("shm 64x48"));
        });
    }

    @Test
    void theScreensThatItIsOnAreTold() throws IOException {
        run(4, (parent, session) -> {
            int screen = parent.find("wl_output").get(0);
            int surface = parent.find("wl_surface").get(0);
            parent.send(screen, SCALE, out -> out.putInt(3));
            parent.send(screen, DONE, out -> { });
            parent.send(surface, ENTER, out -> out.putObjectId(screen));
            parent.flush();
            session.drawUntil("a finer frame", () -> parent.shown().equals("shm 192x144 scale 3"));
            parent.send(screen, SCALE, out -> out.putInt(2));
            parent.send(screen, DONE, out -> { });
            parent.flush();
            session.drawUntil("a coarser one", () -> parent.shown().equals("shm 128x96 scale 2"));
            parent.send(surface, LEAVE, out -> out.putObjectId(screen));
            parent.flush();
            session.drawUntil("more frames", () -> parent.count("wl_surface.commit") > 20);
            assertEquals("shm 128x96 scale 2", parent.shown(), "the last scale holds where there is no screen");
        });
    }

    private static void preferred(WireParent parent, int scale) {
        parent.send(parent.find("wl_surface").get(0), PREFERRED_BUFFER_SCALE, out -> out.putInt(scale));
        parent.flush();
    }
}

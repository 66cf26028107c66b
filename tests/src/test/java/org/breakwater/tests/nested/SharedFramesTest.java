package org.breakwater.tests.nested;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.breakwater.compositor.capture.Picture;
import org.breakwater.render.Dmabuf;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.PaintedDmabufs;
import org.breakwater.tests.nested.WireParent.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Frames that the parent shows as they are, and what is done where it cannot. */
@ExtendWith(FdLeakExtension.class)
class SharedFramesTest {
    private static final String CREATE = "zwp_linux_buffer_params_v1.create";
    private static final String SHARED = "dmabuf 0 64x48";
    private static final String COPIED = "shm 64x48";

    @TempDir
    Path folder;

    /** What is done with both ends. */
    @FunctionalInterface
    private interface Scene {
        void play(WireParent parent, NestedSession session) throws IOException;
    }

    private void run(WireParent parent, Scene scene) throws IOException {
        try (parent) {
            parent.start();
            try (NestedSession session = new NestedSession(folder.resolve("parent"))) {
                scene.play(parent, session);
            }
        }
    }

    private WireParent parent() throws IOException {
        return new WireParent(folder.resolve("parent"), PaintedDmabufs.DEVICE);
    }

    @Test
    void framesAreSharedOnceTheParentHasTakenThem() throws IOException {
        run(parent(), (parent, session) -> {
            session.await("a first frame", () -> parent.shown().equals(COPIED));
            session.drawUntil("a shared one", () -> parent.shown().equals(SHARED));
            int attached = parent.count("wl_surface.attach");
            session.drawUntil("ten more", () -> parent.count("wl_surface.attach") > attached + 10);
            assertEquals(3, parent.count(CREATE));
            assertEquals(3, session.allocations());
            assertEquals(0, parent.count("zwp_linux_buffer_params_v1.create_immed"));
            assertEquals(0, parent.find("zwp_linux_buffer_params_v1").size());
            session.await("the copies' end", () -> parent.find("wl_buffer").size() == 3);
            Picture picture = session.server().picture(session.server().outputs().get(0));
            assertEquals(0x1b2f3d, picture.pixels()[64 * 20 + 20], "the background");
        });
    }

    @Test
    void whatTheParentRefusesIsCopiedAndAskedForAgainWhenItLikesAnother() throws IOException {
        run(parent(), (parent, session) -> {
            parent.setAnswer(Answer.FAILED);
            session.drawUntil("a refusal", () -> parent.count(CREATE) == 3);
            session.drawUntil("frames", () -> parent.count("wl_surface.commit") > 10);
            assertEquals(COPIED, parent.shown());
            assertEquals(3, parent.count(CREATE));
            assertEquals(0, session.painted().live());
            parent.setAnswer(Answer.CREATED);
            parent.offer(PaintedDmabufs.DEVICE, PaintedDmabufs.TILED);
            session.drawUntil("a shared one", () -> parent.shown().equals("dmabuf 100000000000004 64x48"));
            assertEquals(6, parent.count(CREATE));
        });
    }

    @Test
    void aParentThatDoesNotAnswerGetsCopiesAndIsAskedOnce() throws IOException {
        run(parent(), (parent, session) -> {
            parent.setAnswer(Answer.NONE);
            session.drawUntil("a question", () -> parent.count(CREATE) == 3);
            for (int side = 70; side < 80; side++) {
                String expected = "shm " + side + "x" + side;
                parent.resize(side, side);
                session.drawUntil("its new size", () -> parent.shown().equals(expected));
            }
            assertEquals(3, parent.count(CREATE));
            assertEquals(3, session.allocations());
        });
    }

    @Test
    void anotherSizeIsCopiedUntilThereAreBuffersOfIt() throws IOException {
        run(parent(), (parent, session) -> {
            session.drawUntil("a shared one", () -> parent.shown().equals(SHARED));
            parent.resize(80, 60);
            session.drawUntil("a copy", () -> parent.shown().equals("shm 80x60"));
            session.drawUntil("a shared one", () -> parent.shown().equals("dmabuf 0 80x60"));
            session.drawUntil("the others' end", () -> parent.find("wl_buffer").size() == 3);
        });
    }

    @Test
    void anotherSizeBeforeTheAnswerIsAskedForAfterIt() throws IOException {
        run(parent(), (parent, session) -> {
            parent.setAnswer(Answer.NONE);
            session.drawUntil("a question", () -> parent.count(CREATE) == 3);
            parent.resize(80, 60);
            session.drawUntil("a copy", () -> parent.shown().equals("shm 80x60"));
            session.drawUntil("a second one", () -> parent.count("wl_surface.commit") > 8);
            parent.setAnswer(Answer.CREATED);
            parent.answer();
            session.drawUntil("a shared one", () -> parent.shown().equals("dmabuf 0 80x60"));
            assertEquals(6, parent.count(CREATE));
            session.drawUntil("the others' end", () -> parent.find("wl_buffer").size() == 3);
        });
    }

    @Test
    void whenTheParentLikesAnotherLayoutItGetsThat() throws IOException {
        run(parent(), (parent, session) -> {
            session.drawUntil("a shared one", () -> parent.shown().equals(SHARED));
            parent.offer(PaintedDmabufs.DEVICE, PaintedDmabufs.TILED, Dmabuf.LINEAR);
            session.drawUntil("another", () -> parent.shown().equals("dmabuf 100000000000004 64x48"));
            session.drawUntil("the others' end", () -> parent.find("wl_buffer").size() == 3);
            assertEquals(6, parent.count(CREATE));
            parent.offer(PaintedDmabufs.DEVICE, Dmabuf.IMPLICIT);
            session.drawUntil("the driver's own", () -> parent.shown().equals("dmabuf ffffffffffffff 64x48"));
        });
    }

    @Test
    void anotherDevicesParentGetsCopies() throws IOException {
        WireParent parent = parent();
        parent.offer(PaintedDmabufs.DEVICE + 1, Dmabuf.LINEAR);
        run(parent, this::copies);
    }

    @Test
    void aParentThatTakesNothingThatWeDrawGetsCopies() throws IOException {
        WireParent parent = parent();
        parent.offer(PaintedDmabufs.DEVICE, 77L);
        run(parent, this::copies);
    }

    @Test
    void aParentWithoutThemGetsCopies() throws IOException {
        run(parent().with("zwp_linux_dmabuf_v1", 0), this::copies);
    }

    @Test
    void withoutMemoryThereAreCopies() throws IOException {
        run(parent(), (parent, session) -> {
            session.runOut();
            copies(parent, session);
        });
    }

    private void copies(WireParent parent, NestedSession session) throws IOException {
        session.drawUntil("frames", () -> parent.count("wl_surface.commit") > 10);
        assertEquals(COPIED, parent.shown());
        assertEquals(0, parent.count(CREATE));
    }

    @Test
    void anOldParentIsBelievedAtItsFirstWord() throws IOException {
        run(parent().with("zwp_linux_dmabuf_v1", 3), (parent, session) -> {
            session.drawUntil("a shared one", () -> parent.shown().equals(SHARED));
            assertEquals(0, parent.count("zwp_linux_dmabuf_v1.get_surface_feedback"));
        });
    }

    @Test
    void whereNoDescriptorCanBeSentThereAreCopiesAndNothingIsLeft() throws IOException {
        run(parent(), (parent, session) -> {
            session.loseFiles();
            session.drawUntil("a try", () -> parent.count("zwp_linux_buffer_params_v1.destroy") > 0);
            int attached = parent.count("wl_surface.attach");
            session.drawUntil("ten more frames", () -> parent.count("wl_surface.attach") > attached + 10);
            assertEquals(COPIED, parent.shown());
            assertEquals(0, parent.count(CREATE));
            assertEquals(0, parent.find("zwp_linux_buffer_params_v1").size());
            assertEquals(0, session.painted().live());
        });
    }

    @Test
    void aResetOfTheGpuCostsTheBuffers() throws IOException {
        run(parent(), (parent, session) -> {
            session.drawUntil("a shared one", () -> parent.shown().equals(SHARED));
            session.painted().loseContext();
            session.drawUntil("others", () -> parent.count(CREATE) == 6);
            int attached = parent.count("wl_surface.attach");
            session.drawUntil("a shared one", () -> parent.shown().equals(SHARED)
                    && parent.count("wl_surface.attach") > attached + 5);
            session.drawUntil("the others' end", () -> parent.find("wl_buffer").size() == 3);
        });
    }

    @Test
    void whatTheParentKeepsIsNotDrawnInto() throws IOException {
        run(parent(), (parent, session) -> {
            session.drawUntil("a shared one", () -> parent.shown().equals(SHARED));
            session.drawUntil("the copies' end", () -> parent.find("wl_buffer").size() == 3);
            parent.setReleasing(false);
            int before = parent.count("wl_surface.attach");
            int most = before + 3;
            session.drawUntil("as many as there are", () -> parent.count("wl_surface.attach") >= before + 2);
            for (int i = 0; i < 50; i++) {
                session.draw();
                session.loop().dispatch(1_000_000);
            }
            assertTrue(parent.count("wl_surface.attach") <= most, "a buffer was used that the parent keeps");
            assertEquals(3, parent.find("wl_buffer").size());
            parent.setReleasing(true);
            session.drawUntil("more", () -> parent.count("wl_surface.attach") > most + 5);
        });
    }

    @Test
    void aSizeIsTakenThoughTheParentKeepsEverything() throws IOException {
        run(parent().with("zwp_linux_dmabuf_v1", 0), (parent, session) -> {
            parent.setReleasing(false);
            for (int side = 70; side < 90; side++) {
                String expected = "shm " + side + "x" + side;
                parent.resize(side, side);
                session.drawUntil("its new size", () -> parent.shown().equals(expected));
            }
            session.await("the oldest end", () -> parent.find("wl_buffer").size() <= 8 + 3);
        });
    }
}

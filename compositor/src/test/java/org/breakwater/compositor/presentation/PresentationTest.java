package org.breakwater.compositor.presentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.breakwater.compositor.output.Output;
import org.breakwater.compositor.output.OutputMode;
import org.breakwater.compositor.output.TestClient;
import org.breakwater.compositor.output.TestSession;
import org.breakwater.compositor.singlepixel.SinglePixelBuffers;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlOutputProxy;
import org.breakwater.wayland.client.WlSubcompositorProxy;
import org.breakwater.wayland.client.WlSubsurfaceProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpPresentationProxy;
import org.breakwater.wayland.client.WpSinglePixelBufferManagerV1Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PresentationTest {
    private static final String DISCARDED = "wp_presentation_feedback.discarded()";

    private final TestSession session = new TestSession();
    private final Presentation presentation = new Presentation(session.display());
    private final Output output = session.output("TEST-1", new OutputMode(100, 100, 60_000));
    private TestClient client;
    private WpPresentationProxy proxy;
    private WlSurfaceProxy surfaceProxy;
    private Surface surface;
    private WlBufferProxy buffer;

    @BeforeEach
    void connect() throws Exception {
        new SinglePixelBuffers(session.display());
        client = session.connect();
        proxy = client.bind(WpPresentationProxy.TYPE, 2);
        surfaceProxy = client.createSurface();
        buffer = client.bind(WpSinglePixelBufferManagerV1Proxy.TYPE, 1)
                .createU32RgbaBuffer(0, 0, 0, 0);
        assertEquals("wp_presentation.clock_id(1)", client.events());
        surface = session.lastSurface();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void answersWithTheOutputsOfTheClientAndTheTime() throws Exception {
        client.bind(WlOutputProxy.TYPE, 1);
        client.bind(WlOutputProxy.TYPE, 1);
        session.connect().bind(WlOutputProxy.TYPE, 1);
        int before = client.server().objectCount() + 2;
        feedbackAndCommit();
        proxy.feedback(surfaceProxy);
        client.events();
        int[] ids = output.resourcesOf(client.server()).stream().mapToInt(r -> r.id()).toArray();
        long seconds = 0x1_2345_6789L;
        presentation.presented(surface, output, seconds * 1_000_000_000 + 999_999_999, 16_666_667,
                0x7_8000_0001L, 0x7);
        assertEquals("wp_presentation_feedback.sync_output(wl_output#" + ids[0] + ")"
                + " wp_presentation_feedback.sync_output(wl_output#" + ids[1] + ")"
                + " wp_presentation_feedback.presented(1, 591751049, 999999999, 16666667,"
                + " 7, 2147483649, 7)",
                client.events());
        assertEquals(before + 1, client.server().objectCount());
        presentation.presented(surface, output, 1, 1, 1, 0);
        assertEquals("", client.events());
    }

    @Test
    void tellsAllFeedbackOfACommitTheSame() throws Exception {
        proxy.feedback(surfaceProxy);
        proxy.feedback(surfaceProxy);
        proxy.destroy();
        client.attachAndCommit(surfaceProxy, buffer);
        client.sync();
        presentation.presented(surface, output, 5, 0, 0, 0);
        String presented = "wp_presentation_feedback.presented(0, 0, 5, 0, 0, 0, 0)";
        assertEquals(presented + " " + presented, client.events());
    }

    @Test
    void discardsWhatIsSuperseded() throws Exception {
        feedbackAndCommit();
        assertEquals("", client.events());
        surfaceProxy.commit();
        assertEquals(DISCARDED, client.events());
        feedbackAndCommit();
        feedbackAndCommit();
        assertEquals(DISCARDED, client.events());
        presentation.discarded(surface);
        assertEquals(DISCARDED, client.events());
        presentation.presented(surface, output, 5, 0, 0, 0);
        assertEquals("", client.events());
    }

    @Test
    void discardsWhatHasNoContent() throws Exception {
        proxy.feedback(surfaceProxy);
        client.attachAndCommit(surfaceProxy, null);
        assertEquals(DISCARDED, client.events());
    }

    @Test
    void discardsEverythingWithTheSurface() throws Exception {
        feedbackAndCommit();
        proxy.feedback(surfaceProxy);
        surfaceProxy.destroy();
        assertEquals(DISCARDED + " " + DISCARDED, client.events());
    }

    @Test
    void belongsToTheCommitThroughCachedStates() throws Exception {
        WlSurfaceProxy parentProxy = client.createSurface();
        WlSubsurfaceProxy subsurface = client.bind(WlSubcompositorProxy.TYPE, 1)
                .getSubsurface(surfaceProxy, parentProxy);
        feedbackAndCommit();
        client.sync();
        presentation.presented(surface, output, 5, 0, 0, 0);
        assertEquals("", client.events());
        feedbackAndCommit();
        assertEquals(DISCARDED, client.events(), "the first will not be shown by itself");
        parentProxy.commit();
        assertEquals("", client.events());
        presentation.presented(surface, output, 6, 0, 0, 0);
        assertEquals("wp_presentation_feedback.presented(0, 0, 6, 0, 0, 0, 0)", client.events());

        feedbackAndCommit();
        surfaceProxy.commit();
        subsurface.setDesync();
        assertEquals(DISCARDED, client.events());
        feedbackAndCommit();
        surfaceProxy.destroy();
        assertEquals(DISCARDED, client.events());
    }

    @Test
    void keepsCachedFeedbackUntilTheSurfaceEnds() throws Exception {
        WlSurfaceProxy parentProxy = client.createSurface();
        client.bind(WlSubcompositorProxy.TYPE, 1).getSubsurface(surfaceProxy, parentProxy);
        feedbackAndCommit();
        assertEquals("", client.events());
        surfaceProxy.destroy();
        assertEquals(DISCARDED, client.events());
    }

    @Test
    void belongsToItsCommitThoughOthersWereCachedBefore() throws Exception {
        WlSurfaceProxy grandparent = client.createSurface();
        WlSurfaceProxy parentProxy = client.createSurface();
        client.bind(WlSubcompositorProxy.TYPE, 1).getSubsurface(parentProxy, grandparent);
        client.bind(WlSubcompositorProxy.TYPE, 1).getSubsurface(surfaceProxy, parentProxy);
        client.attachAndCommit(surfaceProxy, buffer);
        parentProxy.commit();
        feedbackAndCommit();
        grandparent.commit();
        client.sync();
        presentation.presented(surface, output, 5, 0, 0, 0);
        assertEquals("", client.events(), "the update with the feedback still waits");
        parentProxy.commit();
        grandparent.commit();
        client.sync();
        presentation.presented(surface, output, 6, 0, 0, 0);
        assertEquals("wp_presentation_feedback.presented(0, 0, 6, 0, 0, 0, 0)", client.events());
    }

    @Test
    void answersWhatWasDrawnThoughMoreIsCommitted() throws Exception {
        feedbackAndCommit();
        client.sync();
        presentation.latched(surface, output, 0);
        feedbackAndCommit();
        surfaceProxy.destroy();
        assertEquals(DISCARDED, client.events());
        presentation.presented(output, 5, 0, 0, 0);
        assertEquals("wp_presentation_feedback.presented(0, 0, 5, 0, 0, 0, 0)", client.events());
        presentation.presented(output, 6, 0, 0, 0);
        assertEquals("", client.events());
    }

    @Test
    void discardsWhatWasDrawnForAnOutputThatGoes() throws Exception {
        feedbackAndCommit();
        client.sync();
        presentation.latched(surface, output, 0);
        presentation.discarded(output);
        assertEquals(DISCARDED, client.events());
        feedbackAndCommit();
        client.sync();
        presentation.latched(surface, output, 0);
        output.destroy();
        assertEquals(DISCARDED, client.events());
    }

    @Test
    void survivesClientsThatLeaveWithFeedbackOpen() throws Exception {
        feedbackAndCommit();
        client.sync();
        presentation.latched(surface, output, 0);
        feedbackAndCommit();
        proxy.feedback(surfaceProxy);
        client.sync();
        client.close();
        session.turn();
        assertEquals(0, session.display().clientCount());
        presentation.presented(output, 5, 0, 0, 0);
        presentation.presented(surface, output, 5, 0, 0, 0);
    }

    @Test
    void stopsClientsThatAskWithoutEnd() throws Exception {
        for (int i = 0; i < 4096; i++) {
            proxy.feedback(surfaceProxy);
        }
        client.sync();
        proxy.feedback(surfaceProxy);
        assertEquals("wl_display 2", client.error());
    }

    private void feedbackAndCommit() {
        proxy.feedback(surfaceProxy);
        client.attachAndCommit(surfaceProxy, buffer);
    }
}

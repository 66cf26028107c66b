package org.breakwater.tests.drm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.backend.drm.Errno;
import org.breakwater.compositor.backend.drm.KmsMode;
import org.breakwater.compositor.glue.OutputRenderer;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.PaintedDmabufs;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.TestWindow;
import org.breakwater.tests.boundary.Control;
import org.breakwater.tests.dmabuf.DmabufClient;
import org.breakwater.tests.dmabuf.DmabufClient.Buffer;
import org.breakwater.tests.dmabuf.HeardFeedback;
import org.breakwater.wayland.WpPresentationFeedback.Kind;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpAlphaModifierV1Proxy;
import org.breakwater.wayland.client.WpPresentationFeedbackProxy;
import org.breakwater.wayland.client.WpPresentationProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client's picture that is all that a screen shows: shown as it is where the card takes it, else drawn. */
@ExtendWith(FdLeakExtension.class)
final class ScanoutTest extends ScanoutStage {
    private static final int RED = 0xFFFF0000;
    private static final int GREEN = 0xFF00FF00;
    private static final int BLUE = 0xFF0000FF;

    @RegisterExtension
    private final Screens screens = new Screens("", kms -> kms.connector("DP-1", Screens.SMALL), painted::graphics);

    @Override
    Screens screens() {
        return screens;
    }

    private Buffer whole(int pixel) {
        return whole("XR24", pixel);
    }

    private void assertShown(int argb) {
        assertEquals(argb & 0xFFFFFF, screens.kms().pixel(connector(), 20, 20));
    }

    private OutputRenderer output() {
        return screens.output(0);
    }

    @Test
    void itIsShownAsItIsAndNothingIsDrawn() throws IOException {
        long drawn = output().framesDrawn();
        Buffer buffer = whole(RED);
        show(buffer);
        assertTrue(isScannedOut());
        assertShown(RED);
        buffer.fill(20, 20, 1, 1, GREEN);       // as only who draws it can
        assertShown(GREEN);
        assertEquals(drawn, output().framesDrawn());
        assertEquals(1, output().stats().scannedOutFrames());
        assertFalse(screens.kms().leftovers().contains("imported"), "a handle is kept");
    }

    @Test
    void aPictureIsTestedOnceAndMadeAFramebufferOnce() throws IOException {
        Buffer[] buffers = {whole(RED), whole(BLUE)};
        int tests = screens.kms().tests();
        for (int i = 0; i < 8; i++) {
            show(buffers[i % 2]);
            assertTrue(isScannedOut());
            assertShown(i % 2 == 0 ? RED : BLUE);
        }
        assertEquals(2, screens.kms().pictures());
        assertEquals(tests + 2, screens.kms().tests());
    }

    @Test
    void aBufferGoesBackWhenTheFlipHasPutAnotherInItsPlace() throws IOException {
        Buffer first = whole(RED);
        show(first);
        screens.kms().setFlipsAtOnce(false);
        show(whole(BLUE));
        assertEquals(1, screens.kms().pendingFlips());
        assertEquals(0, first.releases());
        screens.kms().flip(7);
        screens.turns(1);
        client.roundtrip();
        assertEquals(1, first.releases());
    }

    @Test
    void aBufferWithoutDamageTakesItsPlaceToo() throws IOException {
        Buffer first = whole(RED);
        show(first);
        surface.attach(whole(RED).proxy(), 0, 0);
        surface.commit();
        client.roundtrip();
        screens.pass(40);
        client.roundtrip();
        assertTrue(isScannedOut());
        assertEquals(1, first.releases());
    }

    @Test
    void aBufferThatIsDestroyedInMidFlipIsShownUntilAnotherComes() throws IOException {
        show(whole(RED));
        screens.kms().setFlipsAtOnce(false);
        Buffer buffer = whole(BLUE);
        commit(buffer);
        screens.pass(40);
        buffer.proxy().destroy();
        client.roundtrip();
        assertEquals(1, screens.kms().pendingFlips());
        assertShown(BLUE);
        assertEquals(2, screens.kms().pictures());
        screens.kms().flip(3);
        screens.turns(1);
        assertShown(BLUE);
        screens.kms().setFlipsAtOnce(true);
        show(whole(GREEN));
        assertShown(GREEN);
        assertEquals(2, screens.kms().pictures(), "that which is gone goes");
    }

    @Test
    void aClientThatDiesLeavesItsPictureUntilAFrameIsThere() throws IOException {
        screens.kms().setFlipsAtOnce(false);
        commit(whole(RED));
        screens.pass(40);
        client.close();
        screens.turns(2);
        assertShown(RED);
        screens.kms().flip(3);
        screens.pass(40);
        assertEquals(1, screens.kms().pictures());
        screens.kms().flip(4);
        screens.pass(40);
        assertFalse(isScannedOut());
        assertShown(screens.fixture().background());
        assertEquals(0, screens.kms().pictures());
    }

    @Test
    void whatATestRefusesIsDrawnAtOnceAndNotTriedAgain() throws IOException {
        screens.kms().refuseTests(Errno.EINVAL, 1);
        int tests = screens.kms().tests();
        long commits = screens.kms().commits();
        show(whole(RED));
        assertFalse(isScannedOut());
        assertShown(RED);
        assertEquals(commits + 1, screens.kms().commits(), "a frame was lost");
        show(whole(BLUE));
        show(whole(GREEN));
        assertShown(GREEN);
        assertEquals(tests + 1, screens.kms().tests());
    }

    @Test
    void whatWasRefusedIsTriedAgainWhenTheOutputsAreOthers() throws IOException {
        screens.kms().refuseTests(Errno.EINVAL, 1);
        Buffer buffer = whole(RED);
        show(buffer);
        assertFalse(isScannedOut());
        screens.screen(0).setPowered(false);
        screens.pass(40);
        screens.screen(0).setPowered(true);
        screens.pass(40);
        assertTrue(isScannedOut());
        assertShown(RED);
    }

    @Test
    void whatIsNoFramebufferIsDrawn() throws IOException {
        screens.kms().setTakesPictures(false);
        show(whole(RED));
        assertFalse(isScannedOut());
        assertShown(RED);
        screens.kms().setTakesPictures(true);
    }

    @Test
    void whatIsRefusedBetweenTestAndCommitIsDrawnInTheSameFrame() throws IOException {
        screens.kms().refuseCommits(Errno.EINVAL, 1);
        long commits = screens.kms().commits();
        show(whole(RED));
        assertFalse(isScannedOut());
        assertShown(RED);
        assertEquals(commits + 1, screens.kms().commits());
        show(whole(BLUE));
        assertFalse(isScannedOut());
    }

    @Test
    void aBusyCardIsAskedAgain() throws IOException {
        screens.kms().refuseCommits(Errno.EBUSY, 3);
        show(whole(RED));
        screens.pass(40);
        assertTrue(isScannedOut());
        assertShown(RED);
    }

    @Test
    void whatIsRefusedAfterTheCardWasBusyIsDrawnLater() throws IOException {
        screens.fixture().expectUncaught(1);
        screens.kms().refuseCommits(Errno.EBUSY, 1);
        screens.kms().refuseCommits(Errno.EINVAL, 1);
        Buffer buffer = whole(RED);
        show(buffer);
        screens.pass(100);
        assertFalse(isScannedOut());
        assertShown(RED);
    }

    @Test
    void whileAnotherIsTheCardsMasterItWaits() throws IOException {
        screens.kms().setMaster(false);
        commit(whole(RED));
        screens.pass(40);
        assertShown(screens.fixture().background());
        screens.kms().setMaster(true);
        screens.pass(1100);
        assertShown(RED);
        show(whole(BLUE));
        assertTrue(isScannedOut(), "being no master was taken for a refusal");
    }

    @Test
    void somethingInFrontIsDrawnWithItUntilItGoes() throws IOException {
        Buffer buffer = whole(RED);
        show(buffer);
        WlSurfaceProxy popup = client.surface();
        screens.fixture().show(client, popup, 10, 10);
        popup.attach(client.buffer(16, 16, GREEN).proxy(), 0, 0);
        popup.commit();
        client.roundtrip();
        screens.pass(40);
        assertFalse(isScannedOut());
        assertShown(GREEN);
        assertEquals(RED & 0xFFFFFF, screens.kms().pixel(connector(), 40, 40));
        popup.destroy();
        client.roundtrip();
        screens.pass(40);
        assertTrue(isScannedOut());
        assertShown(RED);
    }

    @Test
    void theDebugOverlayIsDrawnOverIt() throws IOException {
        show(whole(RED));
        screens.fixture().server().showOverlay(true);
        screens.pass(40);
        assertFalse(isScannedOut());
        screens.fixture().server().showOverlay(false);
        screens.pass(40);
        assertTrue(isScannedOut());
    }

    @Test
    void thePointersPlaneIsAboveIt() throws IOException {
        TestWindow window = new TestWindow(client);
        window.toplevel().setFullscreen(null);
        window.map(WIDTH, HEIGHT, GREEN);
        surface = window.surface();
        screens.fixture().server().cursor().setEnabled(true);
        screens.fixture().server().cursor().setPresent(true);
        screens.fixture().server().input().pointerMoved(1, 20, 20);
        show(whole(RED));
        assertTrue(isScannedOut());
        assertTrue(screens.kms().planesNow().stream().anyMatch(
                plane -> screens.kms().value(plane.id(), "type") == FakeModeset.PLANE_TYPES.get("Cursor")
                        && screens.kms().value(plane.id(), "FB_ID") != 0), "no plane shows the pointer");
        assertShown(RED);
        screens.fixture().server().cursor().setPresent(false);
        screens.fixture().server().cursor().setEnabled(false);
    }

    @Test
    void whatIsTranslucentScaledOrSmallerIsDrawn() throws IOException {
        client.bind(WpAlphaModifierV1Proxy.TYPE).getSurface(surface).setMultiplier(Integer.MIN_VALUE);
        show(whole(RED));
        assertFalse(isScannedOut());
        surface = client.surface();
        screens.fixture().show(client, surface, 0, 0);
        client.viewporter().getViewport(surface).setDestination(WIDTH, HEIGHT);
        Buffer half = dmabufs.buffer(WIDTH / 2, HEIGHT / 2, "XR24").fill(0, 0, WIDTH / 2, HEIGHT / 2, BLUE);
        show(half);
        assertFalse(isScannedOut());
        assertShown(BLUE);
        surface = client.surface();
        screens.fixture().show(client, surface, 0, 0);
        show(dmabufs.buffer(WIDTH, HEIGHT, "AR24").fill(0, 0, WIDTH, HEIGHT, GREEN));
        assertFalse(isScannedOut(), "nobody has said that it is opaque");
        assertShown(GREEN);
        surface.setOpaqueRegion(client.region(0, 0, WIDTH, HEIGHT));
        surface.commit();
        client.roundtrip();
        screens.pass(40);
        assertTrue(isScannedOut());
        assertShown(GREEN);
    }

    @Test
    void aScreenThatIsPulledOutGivesItBack() throws IOException {
        Buffer buffer = whole(RED);
        show(buffer);
        int plug = connector();
        screens.kms().plug(plug);
        screens.tellChanged();
        screens.pass(40);
        assertEquals(List.of(), screens.names());
        surface.attach(whole(BLUE).proxy(), 0, 0);
        surface.commit();
        client.roundtrip();
        assertEquals(1, buffer.releases());
        screens.kms().plug(plug, Screens.SMALL);
        screens.tellChanged();
        screens.pass(40);
        assertTrue(isScannedOut());
        assertShown(BLUE);
    }

    @Test
    void aConnectorThatIsGoneWhileItFlipsGivesItBack() throws IOException {
        Buffer buffer = whole(RED);
        show(buffer);
        screens.kms().setFlipsAtOnce(false);
        show(whole(BLUE));
        screens.kms().removeConnector(connector());
        screens.tellChanged();
        screens.pass(2000);
        screens.kms().setFlipsAtOnce(true);
        screens.kms().flip(1);
        screens.pass(2000);
        client.roundtrip();
        assertEquals(List.of(), screens.names());
        assertEquals(1, buffer.releases());
    }

    @Test
    void aCardThatIsPulledOutGivesItBack() throws IOException {
        Buffer buffer = whole(RED);
        show(buffer);
        screens.kms().vanish();
        screens.turns(3);
        surface.attach(null, 0, 0);
        surface.commit();
        client.roundtrip();
        assertEquals(1, buffer.releases());
    }

    @Test
    void anotherModeHasNoPlaceForIt() throws IOException {
        show(whole(RED));
        screens.kms().plug(connector(), Screens.WIDE);
        screens.tellChanged();
        screens.pass(40);
        assertFalse(isScannedOut());
        assertShown(RED);
        screens.kms().plug(connector(), Screens.SMALL, KmsMode.of(32, 24, 60_000, false));
        screens.tellChanged();
        screens.pass(40);
        assertTrue(isScannedOut());
        assertShown(RED);
    }

    @Test
    void itIsThereAgainWhenTheSessionIs() throws IOException {
        Buffer first = whole(RED);
        show(first);
        screens.seat().setActive(false);
        screens.turns(2);
        commit(whole(BLUE));
        screens.pass(40);
        assertEquals(0, first.releases(), "nobody has put another in its place");
        screens.seat().setActive(true);
        screens.pass(60);
        client.roundtrip();
        assertTrue(isScannedOut());
        assertShown(BLUE);
        assertEquals(1, first.releases());
    }

    @Test
    void aFlipThatNeverComesLeavesItOnTheScreen() throws IOException {
        screens.fixture().expectUncaught(1);
        Buffer first = whole(RED);
        show(first);
        screens.kms().setFlipsAtOnce(false);
        show(whole(BLUE));
        screens.pass(1100);
        client.roundtrip();
        assertEquals(1, screens.screen(0).stalls());
        assertEquals(0, first.releases(), "it may still be seen");
        screens.kms().setFlipsAtOnce(true);
        screens.kms().flip(1);
        show(whole(GREEN));
        assertShown(GREEN);
        assertTrue(isScannedOut());
        assertEquals(1, first.releases());
    }

    @Test
    void aScreenshotHasItsPixels() throws IOException, InterruptedException {
        show(whole(RED).fill(3, 3, 4, 4, GREEN));
        assertTrue(isScannedOut());
        var picture = screens.fixture().server().picture(output());
        assertEquals(RED & 0xFFFFFF, picture.at(1, 1));
        assertEquals(GREEN & 0xFFFFFF, picture.at(4, 4));
        assertTrue(isScannedOut());
        try (Control control = new Control(screens.fixture())) {
            JsonObject told = control.ask("outputs").getAsJsonArray().get(0).getAsJsonObject();
            assertTrue(told.get("scanned-out").getAsBoolean());
            JsonObject frames = control.ask("stats").getAsJsonObject().get("frames").getAsJsonArray().get(0)
                    .getAsJsonObject();
            assertEquals(1, frames.get("scanned-out").getAsInt());
        }
    }

    @Test
    void feedbackSaysThatNothingWasCopied() throws IOException {
        List<Integer> flags = new ArrayList<>();
        WpPresentationProxy presentation = client.bind(WpPresentationProxy.TYPE);
        for (int i = 0; i < 2; i++) {
            presentation.feedback(surface).listen(new WpPresentationFeedbackProxy.Events() {
                @Override
                public void presented(int secondsHigh, int secondsLow, int nanos, int refresh, int sequenceHigh,
                        int sequenceLow, int given) {
                    flags.add(given & Kind.ZERO_COPY.value());
                }
            });
            show(whole(RED));
            screens.kms().refuseTests(Errno.EINVAL, 1);
        }
        assertEquals(List.of(Kind.ZERO_COPY.value(), 0), flags);
    }

    @Test
    void whoCouldBeScannedOutIsToldOfTheCardsFormatsAsLongAsThatIsSo() throws IOException {
        HeardFeedback heard = new HeardFeedback(dmabufs.global().getSurfaceFeedback(surface));
        client.roundtrip();
        surface.attach(client.buffer(WIDTH, HEIGHT, RED).proxy(), 0, 0);
        surface.setOpaqueRegion(client.region(0, 0, WIDTH, HEIGHT));
        surface.commit();
        client.roundtrip();
        screens.pass(40);
        client.roundtrip();
        assertFalse(isScannedOut(), "what is copied is drawn");
        surface.setOpaqueRegion(null);
        surface.commit();
        client.roundtrip();
        screens.pass(2040);
        client.roundtrip();
        String all = heard.sets().get(0);
        String rest = all.substring(all.indexOf(';'));
        assertEquals(List.of(all, "device e280; to e200 flags 1 [AR24:0 AR24:ffffffffffffff XR24:0 "
                + "XR24:ffffffffffffff]" + rest, all), heard.sets());
    }

    @Test
    void aResetOfTheGpuLeavesItOnTheScreen() throws IOException {
        System.setProperty("breakwater.gl.resets", "true");
        PaintedDmabufs fresh = new PaintedDmabufs();
        Screens resettable = new Screens("", kms -> kms.connector("DP-1", Screens.SMALL), fresh::graphics);
        resettable.beforeEach(null);
        System.clearProperty("breakwater.gl.resets");
        resettable.pass(40);
        TestClient other = resettable.fixture().connect();
        DmabufClient files = new DmabufClient(other);
        WlSurfaceProxy whole = other.surface();
        resettable.fixture().show(other, whole, 0, 0);
        Buffer buffer = files.buffer(WIDTH, HEIGHT, "XR24").fill(0, 0, WIDTH, HEIGHT, RED);
        whole.attach(buffer.proxy(), 0, 0);
        whole.commit();
        other.roundtrip();
        resettable.pass(40);
        int plug = resettable.kms().connectorsNow().keySet().iterator().next();
        assertTrue(resettable.kms().showsPicture(plug));
        fresh.loseContext();
        resettable.damage();
        resettable.pass(100);
        assertTrue(resettable.kms().showsPicture(plug));
        assertEquals(RED & 0xFFFFFF, resettable.fixture().server().picture(resettable.output(0)).at(20, 20));
        resettable.fixture().server().showOverlay(true);
        resettable.pass(40);
        assertFalse(resettable.kms().showsPicture(plug));
        resettable.fixture().server().showOverlay(false);
        resettable.pass(40);
        assertTrue(resettable.kms().showsPicture(plug));
        assertEquals(RED & 0xFFFFFF, resettable.kms().pixel(plug, 20, 20));
        other.close();
        resettable.pass(40);
        files.close();
        resettable.afterEach(null);
    }
}

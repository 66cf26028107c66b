package org.breakwater.tests.drm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.breakwater.compositor.backend.drm.Errno;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.TestWindow;
import org.breakwater.tests.dmabuf.DmabufClient;
import org.breakwater.tests.dmabuf.DmabufClient.Buffer;
import org.breakwater.tests.dmabuf.HeardFeedback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client's picture that the card would not show: when it is asked again, and what the client hears meanwhile. */
@ExtendWith(FdLeakExtension.class)
final class ScanoutRetryTest extends ScanoutStage {

    @RegisterExtension
    private final Screens screens = new Screens("", kms -> {
        kms.connector("DP-1", Screens.SMALL);
        kms.connector("DP-2", Screens.SMALL);
    }, painted::graphics);

    private Buffer[] buffers;
    private int shown;

    @Override
    Screens screens() {
        return screens;
    }

    @BeforeEach
    void draw() {
        buffers = new Buffer[] {whole("XR24"), whole("XR24")};
    }

    private Buffer whole(String format) {
        return whole(format, 0xFFFF0000);
    }

    /** The window's next frame; says whether the card shows it as it is. */
    private boolean isNextScannedOut() throws IOException {
        show(buffers[shown++ % 2]);
        return isScannedOut();
    }

    /** Below the pointer, as windows are. */
    private void showWindow() throws IOException {
        TestWindow window = new TestWindow(client);
        window.toplevel().setFullscreen(null);
        window.map(WIDTH, HEIGHT, 0xFF00FF00);
        surface = window.surface();
    }

    /** Whether a card's plane does. */
    private boolean showsPointer() {
        return screens.kms().planesNow().stream().anyMatch(
                plane -> screens.kms().value(plane.id(), "type") == FakeModeset.PLANE_TYPES.get("Cursor")
                        && screens.kms().value(plane.id(), "FB_ID") != 0);
    }

    private void later(int millis) {
        screens.fixture().clock().advanceMillis(millis);
        screens.turns(2);
    }

    @Test
    void whatTheCardWasShortOfIsTriedAgain() throws IOException {
        screens.kms().refuseTests(Errno.ENOMEM, 1);
        assertFalse(isNextScannedOut());
        assertFalse(isNextScannedOut());
        later(1000);
        assertTrue(isNextScannedOut());
        assertTrue(isNextScannedOut());
    }

    @Test
    void aCardThatAlwaysRefusesIsAskedLessAndLess() throws IOException {
        screens.kms().refuseTests(Errno.EINVAL, 1000);
        int before = screens.kms().tests();
        long commits = screens.kms().commits();
        int frames = 0;
        for (int i = 0; i < 120; i++) {
            assertFalse(isNextScannedOut());
            assertFalse(isNextScannedOut());
            frames += 2;
            later(420);
        }
        assertEquals(6, screens.kms().tests() - before, "in a minute");     // at 0, 1, 3, 7, 15 and 31 s
        assertEquals(frames, screens.kms().commits() - commits, "a frame was lost");
        screens.kms().beWell();
    }

    @Test
    void picturesThatAreNoFramebuffersAreNotAllTried() throws IOException {
        screens.kms().setTakesPictures(false);
        assertFalse(isNextScannedOut());
        screens.kms().setTakesPictures(true);
        assertFalse(isNextScannedOut(), "the other buffer is like the first");
        later(1000);
        assertTrue(isNextScannedOut());
    }

    @Test
    void anotherFormatIsTriedAtOnce() throws IOException {
        surface.setOpaqueRegion(client.region(0, 0, WIDTH, HEIGHT));
        screens.kms().refuseTests(Errno.EINVAL, 1);
        assertFalse(isNextScannedOut());
        show(whole("AR24"));
        assertTrue(screens.output(0).isScannedOut());
        assertFalse(isNextScannedOut());
    }

    @Test
    void itIsTriedAgainWhenAnotherScreenHasGoneDark() throws IOException {
        screens.kms().refuseTests(Errno.EINVAL, 1);
        assertFalse(isNextScannedOut());
        screens.screen(1).setPowered(false);
        screens.pass(40);
        assertTrue(isNextScannedOut());
    }

    @Test
    void itIsTriedAgainWhenAnotherScreenIsPulledOut() throws IOException {
        screens.kms().refuseTests(Errno.EINVAL, 1);
        assertFalse(isNextScannedOut());
        screens.kms().plug(screens.kms().connectorsNow().keySet().stream().skip(1).findFirst().orElseThrow());
        screens.tellChanged();
        screens.pass(40);
        assertTrue(isNextScannedOut());
    }

    @Test
    void itIsTriedAgainWithoutThePointersPlane() throws IOException {
        showWindow();
        var cursor = screens.fixture().server().cursor();
        cursor.setEnabled(true);
        cursor.setPresent(true);
        screens.fixture().server().input().pointerMoved(1, 20, 20);
        screens.pass(40);
        assertTrue(showsPointer());
        screens.kms().refuseTests(Errno.EINVAL, 1);
        assertFalse(isNextScannedOut());
        assertFalse(isNextScannedOut());
        cursor.setPresent(false);
        assertTrue(isNextScannedOut());
        int tests = screens.kms().tests();
        cursor.setPresent(true);
        screens.fixture().server().input().pointerMoved(1, 21, 20);
        assertFalse(isNextScannedOut(), "with the plane it was refused");
        assertTrue(showsPointer());
        assertEquals(tests, screens.kms().tests());
        cursor.setPresent(false);
        cursor.setEnabled(false);
    }

    @Test
    void whatIsRefusedEachTimeThatItCountsIsTriedLessAndLess() throws IOException {
        int before = screens.kms().tests();
        for (int i = 0; i < 20; i++) {
            if (List.of(0, 1, 3, 7, 15).contains(i)) {
                screens.kms().refuseCommits(Errno.EINVAL, 1);
            }
            assertFalse(isNextScannedOut());
            later(1000);
        }
        assertEquals(5, screens.kms().tests() - before);
    }

    @Test
    void aWindowThatIsCoveredNowAndThenKeepsItsOffer() throws IOException {
        HeardFeedback heard = new HeardFeedback(dmabufs.global().getSurfaceFeedback(surface));
        client.roundtrip();
        for (int i = 0; i < 20; i++) {
            assertTrue(isNextScannedOut());
            screens.fixture().server().showOverlay(true);
            assertFalse(isNextScannedOut());
            later(1000);
            screens.fixture().server().showOverlay(false);
        }
        assertEquals(2, heard.sets().size());
        screens.fixture().server().showOverlay(true);
        assertFalse(isNextScannedOut());
        later(2000);
        client.roundtrip();
        assertEquals(List.of(heard.sets().get(0), heard.sets().get(1), heard.sets().get(0)), heard.sets());
        screens.fixture().server().showOverlay(false);
        assertTrue(isNextScannedOut());
        assertEquals(4, heard.sets().size());
    }
}

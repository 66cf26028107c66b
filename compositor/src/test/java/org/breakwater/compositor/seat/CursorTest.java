package org.breakwater.compositor.seat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.output.TestClient;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.wayland.client.WlPointerProxy;
import org.breakwater.wayland.client.WlSubcompositorProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CursorTest {
    private final List<String> changes = new ArrayList<>();
    private SeatSession s;
    private TestClient client;
    private WlPointerProxy pointer;
    private Surface window;
    private WlSurfaceProxy image;
    private Surface imageSurface;

    @BeforeEach
    void setUp() throws Exception {
        s = new SeatSession();
        client = s.connect();
        pointer = s.bindSeat(client, 9).getPointer();
        window = s.shown(client);
        image = client.createSurface();
        imageSurface = s.made(client);
        s.seat.cursorChanged().add(c -> changes.add(c == null ? "own"
                : c instanceof SetCursor.Image i
                ? i.surface().resource().id() + "@" + i.hotspotX() + "," + i.hotspotY()
                : "hidden"));
    }

    @AfterEach
    void tearDown() {
        s.close();
    }

    private int enter() {
        s.seat.pointer().enter(window, 1, 1);
        s.seat.pointer().frame();
        return s.lastSerial();
    }

    private String changes() throws Exception {
        client.sync();
        String text = String.join(" ", changes);
        changes.clear();
        return text;
    }

    @Test
    void onlyTheSerialOfTheLastEnterCounts() throws Exception {
        int serial = enter();
        pointer.setCursor(serial - 1, image, 1, 2);
        assertEquals("", changes());
        pointer.setCursor(serial, image, 1, 2);
        assertEquals(image.id() + "@1,2", changes());
        pointer.setCursor(serial, image, 3, 4);
        assertEquals(image.id() + "@3,4", changes());
        pointer.setCursor(serial, null, 0, 0);
        assertEquals("hidden", changes());
    }

    @Test
    void theHotspotMovesWithTheContent() throws Exception {
        int serial = enter();
        pointer.setCursor(serial, image, 5, 5);
        changes();
        image.offset(2, -1);
        s.fill(client, image);
        assertEquals(image.id() + "@3,6", changes());
        assertTrue(imageSurface.isMapped());
        image.attach(null, 0, 0);
        image.commit();
        assertEquals("", changes());
        assertFalse(imageSurface.isMapped());
    }

    @Test
    void anotherImageUnmapsTheFirstWhichMayBeUsedAgain() throws Exception {
        s.fill(client, image);
        int serial = enter();
        pointer.setCursor(serial, image, 0, 0);
        changes();
        assertTrue(imageSurface.isMapped());
        WlSurfaceProxy second = client.createSurface();
        pointer.setCursor(serial, second, 0, 0);
        assertEquals(second.id() + "@0,0", changes());
        assertFalse(imageSurface.isMapped());
        pointer.setCursor(serial, image, 1, 1);
        assertEquals(image.id() + "@1,1", changes());
        assertTrue(imageSurface.isMapped());
        image.destroy();
        assertEquals("hidden", changes());
    }

    @Test
    void theImageGoesWithTheFocus() throws Exception {
        TestClient other = s.connect();
        Surface theirs = s.shown(other);
        int serial = enter();
        pointer.setCursor(serial, image, 0, 0);
        changes();
        s.seat.pointer().enter(theirs, 0, 0);
        assertEquals("own", changes());
        pointer.setCursor(serial, image, 0, 0);
        assertEquals("", changes());
    }

    @Test
    void aSurfaceWithAnotherRoleIsRefused() throws Exception {
        WlSurfaceProxy parent = client.createSurface();
        client.bind(WlSubcompositorProxy.TYPE, 1).getSubsurface(image, parent);
        pointer.setCursor(0, image, 0, 0);
        assertEquals("wl_pointer 0", client.error());
    }
}

package org.breakwater.tests.textinput;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.breakwater.compositor.desktop.Desktop;
import org.breakwater.compositor.desktop.Window;
import org.breakwater.config.OutputMode;
import org.breakwater.render.geometry.Rect;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.ZwpInputMethodManagerV2Proxy;
import org.breakwater.wayland.client.ZwpInputMethodV2Proxy;
import org.breakwater.wayland.client.ZwpInputPopupSurfaceV2Proxy;
import org.breakwater.wayland.client.ZwpTextInputManagerV3Proxy;
import org.breakwater.wayland.client.ZwpTextInputV3Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the surface of an input method is shown. */
@ExtendWith(FdLeakExtension.class)
class InputPopupTest {
    private static final int POPUP = 0xfff0a000;
    private static final int WIDTH = 30;
    private static final int HEIGHT = 20;

    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(300, 200, 60_000));
    private Desktop desktop;
    private TestClient editor;
    private ZwpTextInputV3Proxy field;
    private TestClient composer;
    private WlSurfaceProxy popup;
    private String rectangle = "";

    @BeforeEach
    void setUp() throws IOException {
        desktop = fixture.server().desktop();
        editor = fixture.connect();
        new TestWindow(editor).map(120, 90, 0xff101010);
        field = editor.bind(ZwpTextInputManagerV3Proxy.TYPE)
                .getTextInput(editor.bind(WlSeatProxy.TYPE));
        composer = fixture.connect();
        ZwpInputMethodV2Proxy method = composer.bind(ZwpInputMethodManagerV2Proxy.TYPE)
                .getInputMethod(composer.bind(WlSeatProxy.TYPE));
        popup = composer.surface();
        method.getInputPopupSurface(popup).listen(new ZwpInputPopupSurfaceV2Proxy.Events() {
            @Override
            public void textInputRectangle(int x, int y, int width, int height) {
                rectangle = x + "," + y + " " + width + "x" + height;
            }
        });
        popup.attach(composer.buffer(WIDTH, HEIGHT, POPUP).proxy(), 0, 0);
        popup.damageBuffer(0, 0, WIDTH, HEIGHT);
        popup.commit();
        composer.roundtrip();
    }

    private void cursorAt(int x, int y) throws IOException {
        field.enable();
        field.setCursorRectangle(x, y, 2, 12);
        field.commit();
        editor.roundtrip();
        composer.roundtrip();
    }

    private Rect window() {
        return desktop.boundsOf(desktop.stacking().get(0));
    }

    private void moveWindow(int dx, int dy) {
        Window window = desktop.stacking().get(0);
        desktop.beginMove(window, 0, 0);
        desktop.pointerMoved(dx, dy);
        desktop.endInteraction();
    }

    /** What shows the popup's colour. */
    private Rect shown() {
        var picture = fixture.picture();
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = 0;
        int bottom = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                if ((picture.at(x, y) & 0xffffff) == (POPUP & 0xffffff)) {
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    right = Math.max(right, x + 1);
                    bottom = Math.max(bottom, y + 1);
                }
            }
        }
        return right == 0 ? new Rect(0, 0, 0, 0) : new Rect(left, top, right - left, bottom - top);
    }

    @Test
    void itIsBelowTheCursorAndFollowsIt() throws IOException {
        assertEquals(new Rect(0, 0, 0, 0), shown());
        cursorAt(10, 20);
        Rect window = window();
        assertEquals(new Rect(window.x() + 10, window.y() + 32, WIDTH, HEIGHT), shown());
        assertEquals("0,-12 2x12", rectangle);
        field.setCursorRectangle(40, 20, 2, 12);
        field.commit();
        editor.roundtrip();
        assertEquals(new Rect(window.x() + 40, window.y() + 32, WIDTH, HEIGHT), shown());
        moveWindow(-20, -10);
        assertEquals(new Rect(window.x() + 20, window.y() + 22, WIDTH, HEIGHT), shown());
        field.disable();
        field.commit();
        editor.roundtrip();
        assertEquals(new Rect(0, 0, 0, 0), shown());
        cursorAt(10, 20);
        editor.close();
        fixture.turn();
        assertEquals(new Rect(0, 0, 0, 0), shown());
    }

    @Test
    void itStaysOnTheScreen() throws IOException {
        Rect window = window();
        moveWindow(300 - window.x2(), 200 - window.y2());
        cursorAt(110, 70);
        assertEquals(new Rect(300 - WIDTH, 110 + 70 - HEIGHT, WIDTH, HEIGHT), shown(),
                "above the cursor, and not past the right edge");
        composer.roundtrip();
        assertEquals("20,20 2x12", rectangle);
        cursorAt(-10_000, -10_000);
        assertEquals(new Rect(0, 0, WIDTH, HEIGHT), shown());
    }

    @Test
    void itGoesWithItsClient() throws IOException {
        cursorAt(10, 20);
        composer.close();
        fixture.turn();
        assertEquals(new Rect(0, 0, 0, 0), shown());
        moveWindow(5, 5);
        field.setCursorRectangle(20, 20, 2, 12);
        field.commit();
        editor.roundtrip();
    }
}

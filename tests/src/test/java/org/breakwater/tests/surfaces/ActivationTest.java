package org.breakwater.tests.surfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.desktop.Desktop;
import org.breakwater.compositor.desktop.Window;
import org.breakwater.config.OutputMode;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.client.WlPointerProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.XdgActivationTokenV1Proxy;
import org.breakwater.wayland.client.XdgActivationV1Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code xdg_activation_v1}: who gets the focus, and who only asks for it. */
@ExtendWith(FdLeakExtension.class)
class ActivationTest {
    private static final int BTN_LEFT = 0x110;

    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(320, 240, 60_000));
    private final List<Integer> presses = new ArrayList<>();
    private Desktop desktop;
    private TestClient launcher;
    private TestClient launched;
    private WlSeatProxy seat;
    private XdgActivationV1Proxy ofLauncher;
    private XdgActivationV1Proxy ofLaunched;
    private TestWindow panel;
    private TestWindow target;

    @BeforeEach
    void pressTheLauncher() throws IOException {
        desktop = fixture.server().desktop();
        launched = fixture.connect();
        target = new TestWindow(launched);
        target.toplevel().setTitle("target");
        target.map(60, 60, -1);
        launcher = fixture.connect();
        panel = new TestWindow(launcher);
        panel.toplevel().setTitle("panel");
        seat = launcher.bind(WlSeatProxy.TYPE);
        seat.getPointer().listen(new WlPointerProxy.Events() {
            @Override
            public void button(int serial, int time, int button, int state) {
                presses.add(serial);
            }
        });
        panel.map(60, 60, -1);
        ofLauncher = launcher.bind(XdgActivationV1Proxy.TYPE);
        ofLaunched = launched.bind(XdgActivationV1Proxy.TYPE);
        fixture.picture();
        press("panel");
        launcher.roundtrip();
        assertEquals("panel", focused());
    }

    @Test
    void aTokenFromAPressGivesTheFocus() throws IOException {
        activate(token(launcher, presses.get(0), panel.surface()));
        assertEquals("target", focused());
        assertEquals(false, desktop.isUrgent(window("target")));
    }

    @Test
    void aTokenWithoutAnEventDrawsAttentionUntilTheUserComes() throws IOException {
        activate(token(launcher, null, null));
        assertEquals("panel", focused());
        assertEquals(true, desktop.isUrgent(window("target")));
        desktop.focus(window("target"));
        assertEquals(false, desktop.isUrgent(window("target")));
    }

    @Test
    void anInventedSerialIsNone() throws IOException {
        activate(token(launcher, 12345678, panel.surface()));
        assertEquals("panel", focused());
        assertEquals(true, desktop.isUrgent(window("target")));
    }

    @Test
    void whoHasLostTheUserCannotPassHimOn() throws IOException {
        press("target");
        assertEquals("target", focused());
        String token = token(launcher, presses.get(0), panel.surface());
        desktop.focus(window("panel"));
        activate(token);
        assertEquals("panel", focused());
        assertEquals(true, desktop.isUrgent(window("target")));
    }

    @Test
    void anotherClientsSurfaceIsNoExcuse() throws IOException {
        WlSurfaceProxy unfocused = launcher.surface();
        activate(token(launcher, presses.get(0), unfocused));
        assertEquals("target", focused(), "a surface of the same client");
    }

    @Test
    void whoTypesElsewhereMeanwhileIsLeftAlone() throws IOException {
        String token = token(launcher, presses.get(0), panel.surface());
        String another = token(launcher, presses.get(0), panel.surface());
        press("panel");
        activate(token);
        assertEquals("target", focused(), "the user was busy with the one that asked");
        TestClient writer = fixture.connect();
        TestWindow letter = new TestWindow(writer);
        letter.toplevel().setTitle("letter");
        letter.map(60, 60, -1);
        desktop.focus(window("letter"));
        fixture.server().input().key(5, 30, true);
        fixture.server().input().key(6, 30, false);
        activate(another);
        assertEquals("letter", focused());
        assertEquals(true, desktop.isUrgent(window("target")));
    }

    @Test
    void aKeyThatIsReleasedElsewhereIsNoPress() throws IOException {
        desktop.focus(window("panel"));
        fixture.server().input().key(5, 28, true);
        String token = token(launcher, presses.get(0), panel.surface());
        TestClient writer = fixture.connect();
        TestWindow letter = new TestWindow(writer);
        letter.toplevel().setTitle("letter");
        letter.map(60, 60, -1);
        desktop.focus(window("letter"));
        fixture.server().input().key(6, 28, false);
        activate(token);
        assertEquals("target", focused());
    }

    @Test
    void aTokenServesOnce() throws IOException {
        String token = token(launcher, presses.get(0), null);
        activate(token);
        desktop.focus(window("panel"));
        activate(token);
        assertEquals("panel", focused());
        assertEquals(false, desktop.isUrgent(window("target")));
    }

    @Test
    void aTokenExpires() throws IOException {
        String token = token(launcher, presses.get(0), null);
        String later = token(launcher, presses.get(0), null);
        assertNotEquals(token, later);
        fixture.clock().advanceMillis(29_999);
        activate(token);
        assertEquals("target", focused());
        desktop.focus(window("panel"));
        fixture.clock().advanceMillis(1);
        activate(later);
        assertEquals("panel", focused());
    }

    @Test
    void anUnknownTokenHasNoEffect() throws IOException {
        activate("made up");
        assertEquals("panel", focused());
        assertEquals(false, desktop.isUrgent(window("target")));
    }

    @Test
    void ofTooManyTokensOfAClientTheOldestGo() throws IOException {
        String first = token(launcher, presses.get(0), null);
        String second = token(launcher, presses.get(0), null);
        for (int i = 0; i < 31; i++) {
            token(launcher, null, null);
        }
        activate(first);
        assertEquals("panel", focused());
        activate(second);
        assertEquals("target", focused());
    }

    @Test
    void aSurfaceThatIsNoWindowIsNotActivated() throws IOException {
        ofLaunched.activate(token(launcher, presses.get(0), null), launched.surface());
        launched.roundtrip();
        assertEquals("panel", focused());
    }

    @Test
    void nothingIsSetAfterTheCommit() throws IOException {
        XdgActivationTokenV1Proxy request = ofLauncher.getActivationToken();
        request.commit();
        request.setSerial(1, seat);
        launcher.expectError("xdg_activation_token_v1", 0);
    }

    @Test
    void noAppIdIsSetAfterTheCommit() throws IOException {
        XdgActivationTokenV1Proxy request = ofLauncher.getActivationToken();
        request.setAppId("org.example.App");
        request.commit();
        request.setAppId("org.example.App");
        launcher.expectError("xdg_activation_token_v1", 0);
    }

    @Test
    void noSurfaceIsSetAfterTheCommit() throws IOException {
        XdgActivationTokenV1Proxy request = ofLauncher.getActivationToken();
        request.commit();
        request.setSurface(panel.surface());
        launcher.expectError("xdg_activation_token_v1", 0);
    }

    @Test
    void thereIsOneCommit() throws IOException {
        XdgActivationTokenV1Proxy request = ofLauncher.getActivationToken();
        request.commit();
        request.commit();
        launcher.expectError("xdg_activation_token_v1", 0);
    }

    private String token(TestClient client, Integer serial, WlSurfaceProxy surface) throws IOException {
        String[] done = new String[1];
        XdgActivationTokenV1Proxy request = ofLauncher.getActivationToken();
        request.listen(new XdgActivationTokenV1Proxy.Events() {
            @Override
            public void done(String token) {
                done[0] = token;
            }
        });
        if (serial != null) {
            request.setSerial(serial, seat);
        }
        if (surface != null) {
            request.setSurface(surface);
        }
        request.commit();
        client.roundtrip();
        request.destroy();
        return done[0];
    }

    private void activate(String token) throws IOException {
        ofLaunched.activate(token, target.surface());
        launched.roundtrip();
    }

    private void press(String title) {
        var bounds = desktop.boundsOf(window(title));
        fixture.server().input().pointerMoved(1, bounds.x() + 5, bounds.y() + 5);
        fixture.server().input().pointerButton(1, BTN_LEFT, true);
        fixture.server().input().pointerButton(2, BTN_LEFT, false);
    }

    private String focused() {
        return desktop.focused().title();
    }

    private Window window(String title) {
        return desktop.stacking().stream().filter(w -> w.title().equals(title)).findFirst().orElseThrow();
    }
}

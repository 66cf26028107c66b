package org.breakwater.tests.surfaces;

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
import org.breakwater.wayland.client.XdgDialogV1Proxy;
import org.breakwater.wayland.client.XdgWmDialogV1Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code xdg_dialog_v1}: a modal dialog has the focus that its parent is meant to get. */
@ExtendWith(FdLeakExtension.class)
class DialogTest {
    private static final int BTN_LEFT = 0x110;

    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(640, 480, 60_000));
    private TestClient client;
    private Desktop desktop;
    private XdgWmDialogV1Proxy dialogs;
    private TestWindow main;
    private TestWindow question;
    private XdgDialogV1Proxy dialog;

    @BeforeEach
    void ask() throws IOException {
        client = fixture.connect();
        desktop = fixture.server().desktop();
        dialogs = client.bind(XdgWmDialogV1Proxy.TYPE);
        main = window("main", 200);
        question = window("question", 40);
        question.toplevel().setParent(main.toplevel());
        dialog = dialogs.getXdgDialog(question.toplevel());
        client.roundtrip();
    }

    @Test
    void aModalOneKeepsTheFocusFromItsParent() throws IOException {
        dialog.setModal();
        client.roundtrip();
        desktop.focus(window("main"));
        assertEquals("question", focused());
        fixture.picture();
        Rect bounds = desktop.boundsOf(window("main"));
        fixture.server().input().pointerMoved(1, bounds.x() + 2, bounds.y() + 2);
        fixture.server().input().pointerButton(1, BTN_LEFT, true);
        assertEquals("question", focused());
        fixture.server().input().pointerButton(2, BTN_LEFT, false);
    }

    @Test
    void anotherWindowGetsIt() throws IOException {
        window("other", 30);
        dialog.setModal();
        client.roundtrip();
        assertEquals("other", focused());
        desktop.focus(window("main"));
        desktop.focus(window("other"));
        assertEquals("other", focused());
    }

    @Test
    void whenItBecomesModalItTakesTheFocusFromItsParent() throws IOException {
        desktop.focus(window("main"));
        assertEquals("main", focused());
        dialog.setModal();
        client.roundtrip();
        assertEquals("question", focused());
    }

    @Test
    void whenItGetsAParentItTakesTheFocusFromThat() throws IOException {
        question.toplevel().setParent(null);
        dialog.setModal();
        client.roundtrip();
        desktop.focus(window("main"));
        assertEquals("main", focused());
        question.toplevel().setParent(main.toplevel());
        client.roundtrip();
        assertEquals("question", focused());
    }

    @Test
    void ofSeveralTheLastHasIt() throws IOException {
        dialog.setModal();
        TestWindow sure = window("sure", 20);
        sure.toplevel().setParent(question.toplevel());
        dialogs.getXdgDialog(sure.toplevel()).setModal();
        client.roundtrip();
        desktop.focus(window("main"));
        assertEquals("sure", focused());
        sure.destroy();
        client.roundtrip();
        assertEquals("question", focused());
    }

    @Test
    void theParentGetsItBack() throws IOException {
        dialog.setModal();
        dialog.unsetModal();
        client.roundtrip();
        desktop.focus(window("main"));
        assertEquals("main", focused());
        dialog.setModal();
        dialog.destroy();
        client.roundtrip();
        desktop.focus(window("main"));
        assertEquals("main", focused());
        dialogs.getXdgDialog(question.toplevel()).setModal();
        question.destroy();
        client.roundtrip();
        assertEquals("main", focused());
    }

    @Test
    void itsObjectMayOutliveTheWindow() throws IOException {
        question.destroy();
        dialog.setModal();
        dialog.destroy();
        client.roundtrip();
        assertEquals("main", focused());
    }

    @Test
    void aWindowIsOneOnce() {
        dialogs.getXdgDialog(question.toplevel());
        client.expectError("xdg_wm_dialog_v1", 0);
    }

    private TestWindow window(String title, int size) throws IOException {
        TestWindow window = new TestWindow(client);
        window.toplevel().setTitle(title);
        return window.map(size, size, -1);
    }

    private String focused() {
        return desktop.focused().title();
    }

    private Window window(String title) {
        return desktop.stacking().stream().filter(w -> w.title().equals(title)).findFirst().orElseThrow();
    }
}

package org.breakwater.tests.surfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.desktop.Desktop;
import org.breakwater.config.OutputMode;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.TestWindow;
import org.breakwater.tests.boundary.Control;
import org.breakwater.wayland.WpContentTypeV1;
import org.breakwater.wayland.client.OrgKdeKwinServerDecorationManagerProxy;
import org.breakwater.wayland.client.OrgKdeKwinServerDecorationProxy;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WpContentTypeManagerV1Proxy;
import org.breakwater.wayland.client.WpSinglePixelBufferManagerV1Proxy;
import org.breakwater.wayland.client.XdgSystemBellV1Proxy;
import org.breakwater.wayland.client.XdgToplevelIconManagerV1Proxy;
import org.breakwater.wayland.client.XdgToplevelIconV1Proxy;
import org.breakwater.wayland.client.XdgToplevelTagManagerV1Proxy;
import org.breakwater.wayland.client.XdgWmDialogV1Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What windows say of themselves, as {@code breakwater msg windows} shows it. */
@ExtendWith(FdLeakExtension.class)
class ToplevelDetailsTest {
    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(320, 240, 60_000));
    private TestClient client;
    private TestWindow window;
    private XdgToplevelIconManagerV1Proxy icons;

    @BeforeEach
    void map() throws IOException {
        client = fixture.connect();
        window = new TestWindow(client).map(60, 60, -1);
        icons = client.bind(XdgToplevelIconManagerV1Proxy.TYPE);
    }

    @Test
    void whatWasNotSaidIsNotListed() throws Exception {
        JsonObject told = told();
        assertFalse(told.get("urgent").getAsBoolean());
        for (String name : List.of("tag", "description", "dialog", "icon", "content-type", "may-tear")) {
            assertFalse(told.has(name), name);
        }
    }

    @Test
    void tagsAndDescriptions() throws Exception {
        XdgToplevelTagManagerV1Proxy tags = client.bind(XdgToplevelTagManagerV1Proxy.TYPE);
        tags.setToplevelTag(window.toplevel(), "settings");
        tags.setToplevelDescription(window.toplevel(), "The settings");
        tags.destroy();
        assertEquals("settings", told().get("tag").getAsString());
        assertEquals("The settings", told().get("description").getAsString());
    }

    @Test
    void dialogsAndContent() throws Exception {
        var dialog = client.bind(XdgWmDialogV1Proxy.TYPE).getXdgDialog(window.toplevel());
        assertEquals("non-modal", told().get("dialog").getAsString());
        dialog.setModal();
        client.bind(WpContentTypeManagerV1Proxy.TYPE).getSurfaceContentType(window.surface())
                .setContentType(WpContentTypeV1.Type.VIDEO.value());
        window.surface().commit();
        assertEquals("modal", told().get("dialog").getAsString());
        assertEquals("video", told().get("content-type").getAsString());
    }

    @Test
    void anIconComesWithTheCommitAndOutlivesItsObject() throws Exception {
        XdgToplevelIconV1Proxy icon = icons.createIcon();
        WlBufferProxy buffer = square(16);
        icon.setName("editor");
        icon.addBuffer(buffer, 1);
        icon.addBuffer(square(32), 2);
        icon.addBuffer(square(16), 1);
        icons.setIcon(window.toplevel(), icon);
        assertFalse(told().has("icon"));
        icon.destroy();
        buffer.destroy();
        window.surface().commit();
        assertEquals("{\"name\":\"editor\",\"pictures\":[{\"size\":32,\"scale\":2},{\"size\":16,\"scale\":1}]}",
                told().get("icon").toString());
        icons.setIcon(window.toplevel(), icons.createIcon());
        window.surface().commit();
        assertFalse(told().has("icon"));
        XdgToplevelIconV1Proxy named = icons.createIcon();
        named.setName("other");
        icons.setIcon(window.toplevel(), named);
        window.surface().commit();
        assertEquals("other", told().getAsJsonObject("icon").get("name").getAsString());
        icons.setIcon(window.toplevel(), null);
        window.surface().commit();
        assertFalse(told().has("icon"));
    }

    @Test
    void aBufferThatWasReplacedInAnIconMayGo() throws IOException {
        XdgToplevelIconV1Proxy icon = icons.createIcon();
        WlBufferProxy replaced = square(16);
        icon.addBuffer(replaced, 1);
        icon.addBuffer(square(16), 1);
        replaced.destroy();
        client.roundtrip();
    }

    @Test
    void anIconIsSquare() {
        icons.createIcon().addBuffer(client.buffer(16, 15, -1).proxy(), 1);
        client.expectError("xdg_toplevel_icon_v1", 1);
    }

    @Test
    void anIconIsOfSharedMemory() {
        WlBufferProxy pixel = client.bind(WpSinglePixelBufferManagerV1Proxy.TYPE)
                .createU32RgbaBuffer(0, 0, 0, 0);
        icons.createIcon().addBuffer(pixel, 1);
        client.expectError("xdg_toplevel_icon_v1", 1);
    }

    @Test
    void anIconThatWasSetIsNotNamedAgain() {
        XdgToplevelIconV1Proxy icon = icons.createIcon();
        icons.setIcon(window.toplevel(), icon);
        icon.setName("late");
        client.expectError("xdg_toplevel_icon_v1", 2);
    }

    @Test
    void anIconThatWasSetGetsNoMorePictures() {
        XdgToplevelIconV1Proxy icon = icons.createIcon();
        icons.setIcon(window.toplevel(), icon);
        icon.addBuffer(square(16), 1);
        client.expectError("xdg_toplevel_icon_v1", 2);
    }

    @Test
    void aBufferOutlivesTheIconThatNeedsIt() {
        XdgToplevelIconV1Proxy icon = icons.createIcon();
        WlBufferProxy buffer = square(16);
        icon.addBuffer(buffer, 1);
        buffer.destroy();
        client.expectError("xdg_toplevel_icon_v1", 3);
    }

    @Test
    void anIconHasSoManyPicturesAndNoMore() {
        XdgToplevelIconV1Proxy icon = icons.createIcon();
        WlBufferProxy buffer = square(16);
        for (int scale = 1; scale <= 65; scale++) {
            icon.addBuffer(buffer, scale);
        }
        client.expectError("wl_display", 2);
    }

    @Test
    void aBellOfAWindowWithoutTheFocusMakesItUrgent() throws Exception {
        Desktop desktop = fixture.server().desktop();
        XdgSystemBellV1Proxy bell = client.bind(XdgSystemBellV1Proxy.TYPE);
        bell.ring(window.surface());
        bell.ring(null);
        bell.ring(client.surface());
        assertFalse(told().get("urgent").getAsBoolean());
        TestWindow other = new TestWindow(client).map(50, 50, -1);
        bell.ring(window.surface());
        bell.destroy();
        assertEquals(true, told().get("urgent").getAsBoolean());
        desktop.focus(desktop.stacking().get(0));
        assertFalse(told().get("urgent").getAsBoolean());
        other.destroy();
        client.roundtrip();
    }

    @Test
    void nobodyButTheClientDrawsAFrameForKde() throws IOException {
        List<String> modes = new ArrayList<>();
        var manager = client.bind(OrgKdeKwinServerDecorationManagerProxy.TYPE);
        manager.listen(new OrgKdeKwinServerDecorationManagerProxy.Events() {
            @Override
            public void defaultMode(int mode) {
                modes.add("default " + mode);
            }
        });
        OrgKdeKwinServerDecorationProxy decoration = manager.create(window.surface());
        decoration.listen(new OrgKdeKwinServerDecorationProxy.Events() {
            @Override
            public void mode(int mode) {
                modes.add("mode " + mode);
            }
        });
        decoration.requestMode(2);
        decoration.requestMode(0);
        decoration.requestMode(7);
        client.roundtrip();
        assertEquals(List.of("default 1", "mode 1", "mode 1", "mode 0", "mode 1"), modes);
        decoration.release();
        client.roundtrip();
    }

    private WlBufferProxy square(int size) {
        return client.buffer(size, size, -1).proxy();
    }

    /** Of the window that was mapped first. */
    private JsonObject told() throws Exception {
        client.roundtrip();
        try (Control control = new Control(fixture)) {
            for (var each : control.ask("windows").getAsJsonArray()) {
                if (each.getAsJsonObject().get("width").getAsInt() == 60) {
                    return each.getAsJsonObject();
                }
            }
        }
        throw new AssertionError("the window is not listed");
    }
}

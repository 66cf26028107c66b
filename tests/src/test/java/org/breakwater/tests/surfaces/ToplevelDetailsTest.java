package org.breakwater.tests.surfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.breakwater.compositor.desktop.Desktop;
import org.breakwater.config.OutputMode;
import org.breakwater.protocol.server.Held;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestBuffer;
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
    void anIconKeepsThePixelsThatItWasGiven() throws Exception {
        XdgToplevelIconV1Proxy icon = icons.createIcon();
        TestBuffer small = client.buffer(16, 16, 0x80402010).fill(3, 2, 1, 1, 0xff123456);
        TestBuffer gone = client.buffer(32, 32, 0xff00ff00);
        icon.addBuffer(small.proxy(), 1);
        icon.addBuffer(gone.proxy(), 2);
        icons.setIcon(window.toplevel(), icon);
        window.surface().commit();
        client.roundtrip();
        small.fill(0, 0, 16, 16, -1);
        gone.truncate(0);
        List<BufferedImage> pictures = pictures();
        assertEquals("16 32", pictures.get(0).getWidth() + " " + pictures.get(1).getHeight());
        assertEquals("80804020 ff123456 ff00ff00", String.format("%08x %08x %08x",
                pictures.get(0).getRGB(0, 0), pictures.get(0).getRGB(3, 2), pictures.get(1).getRGB(31, 31)));
    }

    @Test
    void anIconOfATruncatedFileIsTransparent() throws Exception {
        TestBuffer buffer = client.buffer(16, 16, -1);
        XdgToplevelIconV1Proxy icon = icons.createIcon();
        client.roundtrip();
        buffer.truncate(0);
        icon.addBuffer(buffer.proxy(), 1);
        icons.setIcon(window.toplevel(), icon);
        window.surface().commit();
        client.roundtrip();
        assertEquals(0, pictures().get(0).getRGB(8, 8));
    }

    @Test
    void pixelsAreHeldWhileTheyCanBeShown() throws Exception {
        XdgToplevelIconV1Proxy first = icons.createIcon();
        first.addBuffer(square(16), 1);
        first.addBuffer(square(16), 1);
        first.addBuffer(square(32), 1);
        client.roundtrip();
        assertEquals(4 * (256 + 1024), held());
        icons.setIcon(window.toplevel(), first);
        first.destroy();
        XdgToplevelIconV1Proxy second = icons.createIcon();
        second.addBuffer(square(64), 1);
        icons.setIcon(window.toplevel(), second);
        icons.setIcon(window.toplevel(), null);
        icons.setIcon(window.toplevel(), second);
        client.roundtrip();
        assertEquals(4 * (256 + 1024 + 4096), held());
        window.surface().commit();
        second.destroy();
        client.roundtrip();
        assertEquals(4 * 4096, held());
        icons.setIcon(window.toplevel(), null);
        client.roundtrip();
        assertEquals(4 * 4096, held());
        window.surface().commit();
        client.roundtrip();
        assertEquals(0, held());
        XdgToplevelIconV1Proxy third = icons.createIcon();
        third.addBuffer(square(8), 1);
        icons.setIcon(window.toplevel(), third);
        window.surface().commit();
        client.roundtrip();
        window.destroy();
        client.roundtrip();
        assertEquals(4 * 64, held());
        third.destroy();
        client.roundtrip();
        assertEquals(0, held());
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

    private long held() {
        return client.server().account().held(Held.ICON_BYTES);
    }

    /** Of the icon of the only window. */
    private List<BufferedImage> pictures() throws Exception {
        JsonObject request = new JsonObject();
        request.addProperty("command", "windows");
        request.addProperty("icons", true);
        List<BufferedImage> pictures = new ArrayList<>();
        try (Control control = new Control(fixture)) {
            for (JsonElement each : control.ask(request).getAsJsonArray().get(0).getAsJsonObject()
                    .getAsJsonObject("icon").getAsJsonArray("pictures")) {
                byte[] png = Base64.getDecoder().decode(each.getAsJsonObject().get("png").getAsString());
                pictures.add(ImageIO.read(new ByteArrayInputStream(png)));
            }
        }
        return pictures;
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

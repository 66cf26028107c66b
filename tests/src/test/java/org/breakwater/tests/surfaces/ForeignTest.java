package org.breakwater.tests.surfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.breakwater.compositor.desktop.Window;
import org.breakwater.config.OutputMode;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.client.ZxdgExportedV1Proxy;
import org.breakwater.wayland.client.ZxdgExportedV2Proxy;
import org.breakwater.wayland.client.ZxdgExporterV1Proxy;
import org.breakwater.wayland.client.ZxdgExporterV2Proxy;
import org.breakwater.wayland.client.ZxdgImportedV1Proxy;
import org.breakwater.wayland.client.ZxdgImportedV2Proxy;
import org.breakwater.wayland.client.ZxdgImporterV1Proxy;
import org.breakwater.wayland.client.ZxdgImporterV2Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code xdg_foreign}, both versions: a window whose parent is another client's. */
@ExtendWith(FdLeakExtension.class)
class ForeignTest {
    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(320, 240, 60_000));
    private TestClient owner;
    private TestClient guest;
    private TestWindow document;
    private TestWindow chooser;
    private ZxdgExporterV2Proxy exporter;
    private ZxdgImporterV2Proxy importer;
    private ZxdgExportedV2Proxy exported;
    private String handle;
    private int ended;

    @BeforeEach
    void exportTheDocument() throws IOException {
        guest = fixture.connect();
        chooser = new TestWindow(guest);
        chooser.toplevel().setTitle("chooser");
        chooser.map(60, 60, -1);
        owner = fixture.connect();
        document = new TestWindow(owner);
        document.toplevel().setTitle("document");
        document.map(60, 60, -1);
        exporter = owner.bind(ZxdgExporterV2Proxy.TYPE);
        importer = guest.bind(ZxdgImporterV2Proxy.TYPE);
        exported = exporter.exportToplevel(document.surface());
        exported.listen(handles());
        owner.roundtrip();
    }

    @Test
    void theImportedWindowBecomesTheParentAndStaysBelow() throws IOException {
        importAndAdopt(handle);
        assertEquals("document", parent());
        fixture.server().desktop().focus(window("document"));
        assertEquals("chooser", fixture.server().desktop().stacking().get(1).title());
        assertEquals(0, ended);
    }

    @Test
    void handlesCannotBeGuessed() throws IOException {
        String first = handle;
        exporter.exportToplevel(document.surface()).listen(handles());
        owner.roundtrip();
        assertNotEquals(first, handle);
        assertTrue(handle.length() >= 32, handle);
        importAndAdopt(first);
        assertEquals("document", parent());
    }

    @Test
    void anUnknownHandleIsGoneAtOnce() throws IOException {
        importAndAdopt("nothing");
        assertEquals(1, ended);
        assertNull(parent());
    }

    @Test
    void theEndOfTheExportEndsTheRelation() throws IOException {
        importAndAdopt(handle);
        exported.destroy();
        owner.roundtrip();
        guest.roundtrip();
        assertEquals(1, ended);
        assertNull(parent());
        importAndAdopt(handle);
        assertEquals(2, ended);
    }

    @Test
    void theEndOfTheWindowEndsTheRelation() throws IOException {
        importAndAdopt(handle);
        document.destroy();
        owner.roundtrip();
        guest.roundtrip();
        assertEquals(1, ended);
        assertNull(parent());
    }

    @Test
    void theEndOfTheExporterEndsTheRelation() throws IOException {
        importAndAdopt(handle);
        owner.close();
        fixture.turn();
        guest.roundtrip();
        assertEquals(1, ended);
        assertNull(parent());
    }

    @Test
    void theEndOfTheImportEndsTheRelation() throws IOException {
        importAndAdopt(handle).destroy();
        guest.roundtrip();
        assertEquals(0, ended);
        assertNull(parent());
    }

    @Test
    void aParentThatWasSetSinceStays() throws IOException {
        TestWindow other = new TestWindow(guest);
        other.toplevel().setTitle("other");
        other.map(60, 60, -1);
        ZxdgImportedV2Proxy imported = importAndAdopt(handle);
        chooser.toplevel().setParent(other.toplevel());
        imported.destroy();
        guest.roundtrip();
        assertEquals("other", parent());
    }

    @Test
    void aCircleIsNotMade() throws IOException {
        importAndAdopt(handle);
        String[] back = new String[1];
        guest.bind(ZxdgExporterV2Proxy.TYPE).exportToplevel(chooser.surface()).listen(
                new ZxdgExportedV2Proxy.Events() {
                    @Override
                    public void handle(String text) {
                        back[0] = text;
                    }
                });
        guest.roundtrip();
        owner.bind(ZxdgImporterV2Proxy.TYPE).importToplevel(back[0]).setParentOf(document.surface());
        owner.roundtrip();
        assertEquals("document", parent());
        assertNull(window("document").parent());
    }

    @Test
    void onlyWindowsAreExported() {
        exporter.exportToplevel(owner.surface());
        owner.expectError("zxdg_exporter_v2", 0);
    }

    @Test
    void onlyWindowsGetAParent() {
        importer.importToplevel(handle).setParentOf(guest.surface());
        guest.expectError("zxdg_imported_v2", 0);
    }

    @Test
    void versionOneDoesTheSame() throws IOException {
        ZxdgExporterV1Proxy old = owner.bind(ZxdgExporterV1Proxy.TYPE);
        ZxdgExportedV1Proxy first = old.export(document.surface());
        first.listen(new ZxdgExportedV1Proxy.Events() {
            @Override
            public void handle(String text) {
                handle = text;
            }
        });
        old.export(owner.surface());
        owner.roundtrip();
        ZxdgImportedV1Proxy imported = guest.bind(ZxdgImporterV1Proxy.TYPE).import_(handle);
        imported.listen(new ZxdgImportedV1Proxy.Events() {
            @Override
            public void destroyed() {
                ended++;
            }
        });
        imported.setParentOf(guest.surface());
        imported.setParentOf(chooser.surface());
        guest.roundtrip();
        assertEquals("document", parent());
        first.destroy();
        owner.roundtrip();
        guest.roundtrip();
        assertEquals(1, ended);
        assertNull(parent());
    }

    private ZxdgImportedV2Proxy importAndAdopt(String text) throws IOException {
        ZxdgImportedV2Proxy imported = importer.importToplevel(text);
        imported.listen(new ZxdgImportedV2Proxy.Events() {
            @Override
            public void destroyed() {
                ended++;
            }
        });
        imported.setParentOf(chooser.surface());
        guest.roundtrip();
        return imported;
    }

    private ZxdgExportedV2Proxy.Events handles() {
        return new ZxdgExportedV2Proxy.Events() {
            @Override
            public void handle(String text) {
                handle = text;
            }
        };
    }

    private String parent() {
        Window parent = window("chooser").parent();
        return parent == null ? null : parent.title();
    }

    private Window window(String title) {
        return fixture.server().desktop().stacking().stream().filter(w -> w.title().equals(title))
                .findFirst().orElseThrow();
    }
}

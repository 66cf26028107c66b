package org.breakwater.compositor.xdgforeign;

import org.breakwater.compositor.xdg.XdgToplevel;
import org.breakwater.protocol.server.Display;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.ZxdgExportedV1Resource;
import org.breakwater.wayland.server.ZxdgExporterV1Resource;
import org.breakwater.wayland.server.ZxdgImportedV1Resource;
import org.breakwater.wayland.server.ZxdgImporterV1Resource;

/** {@code zxdg_exporter_v1} and {@code zxdg_importer_v1} 1: as version 2, but what is no window is no error. */
final class ForeignV1 implements ZxdgExporterV1Resource.Requests, ZxdgImporterV1Resource.Requests {
    private static final int VERSION = 1;

    private final Handles handles;

    ForeignV1(Display display, Handles handles) {
        this.handles = handles;
        display.createGlobal(ZxdgExporterV1Resource.TYPE, VERSION, resource -> resource.handle(this));
        display.createGlobal(ZxdgImporterV1Resource.TYPE, VERSION, resource -> resource.handle(this));
    }

    @Override
    public void export(ZxdgExporterV1Resource self, ZxdgExportedV1Resource id, WlSurfaceResource surface) {
        XdgToplevel toplevel = Handles.toplevelOf(surface);
        if (toplevel == null) {
            id.makeInert();     // of an error the protocol says nothing
            return;
        }
        id.handle(new Exported(handles.export(toplevel)));
        id.sendHandle(((Exported) id.handler()).export.handle());
    }

    @Override
    public void import_(ZxdgImporterV1Resource self, ZxdgImportedV1Resource id, String handle) {
        id.handle(new Imported(handles.find(handle, id::sendDestroyed)));
    }

    @Override
    public void destroy(ZxdgExporterV1Resource self) {
        // What it exported stays so.
    }

    @Override
    public void destroy(ZxdgImporterV1Resource self) {
        // What it imported stays so.
    }

    private record Exported(Handles.Export export) implements ZxdgExportedV1Resource.Requests {
        @Override
        public void destroy(ZxdgExportedV1Resource self) {
            // The runtime ends the object next; see destroyed.
        }

        @Override
        public void destroyed(Resource self) {
            export.end();
        }
    }

    private record Imported(Handles.Import imported) implements ZxdgImportedV1Resource.Requests {
        @Override
        public void setParentOf(ZxdgImportedV1Resource self, WlSurfaceResource surface) {
            XdgToplevel child = Handles.toplevelOf(surface);
            if (child != null) {
                imported.setParentOf(child);
            }
        }

        @Override
        public void destroy(ZxdgImportedV1Resource self) {
            // The runtime ends the object next; see destroyed.
        }

        @Override
        public void destroyed(Resource self) {
            imported.end();
        }
    }
}

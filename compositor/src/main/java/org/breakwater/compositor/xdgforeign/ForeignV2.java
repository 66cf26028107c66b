package org.breakwater.compositor.xdgforeign;

import org.breakwater.compositor.xdg.XdgToplevel;
import org.breakwater.protocol.server.Display;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.ZxdgExporterV2;
import org.breakwater.wayland.ZxdgImportedV2;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.ZxdgExportedV2Resource;
import org.breakwater.wayland.server.ZxdgExporterV2Resource;
import org.breakwater.wayland.server.ZxdgImportedV2Resource;
import org.breakwater.wayland.server.ZxdgImporterV2Resource;

/** {@code zxdg_exporter_v2} and {@code zxdg_importer_v2} 1. */
final class ForeignV2 implements ZxdgExporterV2Resource.Requests, ZxdgImporterV2Resource.Requests {
    private static final int VERSION = 1;

    private final Handles handles;

    ForeignV2(Display display, Handles handles) {
        this.handles = handles;
        display.createGlobal(ZxdgExporterV2Resource.TYPE, VERSION, resource -> resource.handle(this));
        display.createGlobal(ZxdgImporterV2Resource.TYPE, VERSION, resource -> resource.handle(this));
    }

    @Override
    public void exportToplevel(ZxdgExporterV2Resource self, ZxdgExportedV2Resource id, WlSurfaceResource surface) {
        XdgToplevel toplevel = Handles.toplevelOf(surface);
        if (toplevel == null) {
            throw self.error(ZxdgExporterV2.Error.INVALID_SURFACE, "%s is no xdg_toplevel", surface);
        }
        id.handle(new Exported(handles.export(toplevel)));
        id.sendHandle(((Exported) id.handler()).export.handle());
    }

    @Override
    public void importToplevel(ZxdgImporterV2Resource self, ZxdgImportedV2Resource id, String handle) {
        id.handle(new Imported(handles.find(handle, id::sendDestroyed)));
    }

    @Override
    public void destroy(ZxdgExporterV2Resource self) {
        // What it exported stays so.
    }

    @Override
    public void destroy(ZxdgImporterV2Resource self) {
        // What it imported stays so.
    }

    private record Exported(Handles.Export export) implements ZxdgExportedV2Resource.Requests {
        @Override
        public void destroy(ZxdgExportedV2Resource self) {
            // The runtime ends the object next; see destroyed.
        }

        @Override
        public void destroyed(Resource self) {
            export.end();
        }
    }

    private record Imported(Handles.Import imported) implements ZxdgImportedV2Resource.Requests {
        @Override
        public void setParentOf(ZxdgImportedV2Resource self, WlSurfaceResource surface) {
            XdgToplevel child = Handles.toplevelOf(surface);
            if (child == null) {
                throw self.error(ZxdgImportedV2.Error.INVALID_SURFACE, "%s is no xdg_toplevel", surface);
            }
            imported.setParentOf(child);
        }

        @Override
        public void destroy(ZxdgImportedV2Resource self) {
            // The runtime ends the object next; see destroyed.
        }

        @Override
        public void destroyed(Resource self) {
            imported.end();
        }
    }
}

package org.breakwater.compositor.xdgforeign;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.xdg.XdgSurface;
import org.breakwater.compositor.xdg.XdgToplevel;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.wayland.server.WlSurfaceResource;

/**
 * The windows that were exported, by handles that nobody can guess. Both versions of the protocol share them, so
 * that a handle of one serves in the other.
 */
final class Handles {
    private static final int RANDOM_BYTES = 24;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Export> exports = new HashMap<>();

    /** A window that others may refer to, until its exporter or the window itself ends it. */
    final class Export {
        private final XdgToplevel toplevel;
        private final String handle;
        private final List<Import> imports = new ArrayList<>(1);
        private final Signal.Subscription toplevelDestroyed;

        Export(XdgToplevel toplevel, String handle) {
            this.toplevel = toplevel;
            this.handle = handle;
            this.toplevelDestroyed = toplevel.signals().destroyed().add(t -> end());
        }

        String handle() {
            return handle;
        }

        void end() {
            if (exports.remove(handle) != null) {
                toplevelDestroyed.remove();
                List<Import> ended = List.copyOf(imports);
                imports.clear();
                ended.forEach(Import::exportEnded);
            }
        }
    }

    /** What one client made of a handle. */
    static final class Import {
        private final Runnable told;
        private final List<XdgToplevel> children = new ArrayList<>(1);
        private Export export;      // null: the handle was never good, or is no longer

        private Import(Export export, Runnable told) {
            this.export = export;
            this.told = told;
        }

        /** Makes the window the parent of another one. */
        void setParentOf(XdgToplevel child) {
            if (export != null) {
                children.removeIf(each -> each == child || each.parent() != export.toplevel);
                children.add(child);
                child.belongTo(export.toplevel);
            }
        }

        /** The importer is done with it: what was set up ends. */
        void end() {
            if (export != null) {
                export.imports.remove(this);
                release();
            }
        }

        private void exportEnded() {
            release();
            told.run();
        }

        private void release() {
            XdgToplevel parent = export.toplevel;
            export = null;
            for (XdgToplevel child : children) {
                if (child.parent() == parent) {
                    child.belongTo(null);
                }
            }
            children.clear();
        }
    }

    Export export(XdgToplevel toplevel) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        Export export = new Export(toplevel, HexFormat.of().formatHex(bytes));
        exports.put(export.handle(), export);
        return export;
    }

    /** {@code ended} runs when the window, or the handle, is gone; at once where there is no such handle. */
    Import find(String handle, Runnable ended) {
        Export export = exports.get(handle);
        Import found = new Import(export, ended);
        if (export == null) {
            ended.run();
        } else {
            export.imports.add(found);
        }
        return found;
    }

    /** The window that a surface is, or null. */
    static XdgToplevel toplevelOf(WlSurfaceResource resource) {
        Surface surface = Compositor.surfaceOf(resource);
        XdgSurface xdgSurface = surface == null ? null : XdgSurface.of(surface);
        return xdgSurface == null ? null : xdgSurface.toplevel();
    }
}

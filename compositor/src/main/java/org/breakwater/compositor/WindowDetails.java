package org.breakwater.compositor;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import org.breakwater.compositor.glue.XdgWindow;
import org.breakwater.compositor.securitycontext.Sandbox;
import org.breakwater.compositor.toplevelicon.Icon;
import org.breakwater.compositor.toplevelicon.IconPicture;
import org.breakwater.compositor.xdg.XdgToplevel;
import org.breakwater.wayland.WpContentTypeV1.Type;

/** What a window says of itself beyond its title, for shells: only what was said is listed. */
final class WindowDetails {
    private final Server server;
    private final Map<JsonObject, IconPicture> shown = new IdentityHashMap<>();

    WindowDetails(Server server) {
        this.server = server;
    }

    void addTo(JsonObject entry, XdgWindow window) {
        XdgToplevel toplevel = window.toplevel();
        addSandbox(entry, server.securityContexts().sandboxOf(toplevel.resource().client()));
        ShellProtocols shell = server.shellProtocols();
        entry.addProperty("urgent", server.desktop().isUrgent(window));
        if (shell.dialogs().isDialog(toplevel)) {
            entry.addProperty("dialog", shell.dialogs().isModal(toplevel) ? "modal" : "non-modal");
        }
        addText(entry, "tag", shell.tags().tagOf(toplevel));
        addText(entry, "description", shell.tags().descriptionOf(toplevel));
        addIcon(entry, shell.icons().of(toplevel));
        Type content = server.surfaceProtocols().contentTypes().of(window.surface());
        if (content != Type.NONE) {
            entry.addProperty("content-type", content.name().toLowerCase(Locale.ROOT));
        }
        if (server.surfaceProtocols().tearing().mayTear(window.surface())) {
            entry.addProperty("may-tear", true);
        }
    }

    /** Puts the pictures of icons in, as PNG. Takes long: for another thread than the loop's. */
    void addPixels() {
        shown.forEach((entry, picture) -> entry.addProperty("png",
                Base64.getEncoder().encodeToString(picture.png())));
    }

    static void addSandbox(JsonObject entry, Sandbox sandbox) {
        if (sandbox != null) {
            JsonObject described = new JsonObject();
            described.addProperty("engine", sandbox.engine());
            addText(described, "app-id", sandbox.appId());
            addText(described, "instance-id", sandbox.instanceId());
            entry.add("sandbox", described);
        }
    }

    private void addIcon(JsonObject entry, Icon icon) {
        if (icon.isNone()) {
            return;
        }
        JsonObject described = new JsonObject();
        addText(described, "name", icon.name());
        JsonArray pictures = new JsonArray();
        for (IconPicture picture : icon.pictures()) {
            JsonObject each = new JsonObject();
            each.addProperty("size", picture.size());
            each.addProperty("scale", picture.scale());
            pictures.add(each);
            shown.put(each, picture);
        }
        described.add("pictures", pictures);
        entry.add("icon", described);
    }

    private static void addText(JsonObject entry, String name, String text) {
        if (!text.isEmpty()) {
            entry.addProperty(name, text);
        }
    }
}

package org.breakwater.compositor;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.breakwater.compositor.backend.drm.DrmOutput;
import org.breakwater.compositor.backend.drm.KmsMode;
import org.breakwater.compositor.backend.libinput.InputDevice;
import org.breakwater.compositor.capture.Picture;
import org.breakwater.compositor.desktop.Window;
import org.breakwater.compositor.glue.OutputRenderer;
import org.breakwater.compositor.glue.XdgWindow;
import org.breakwater.compositor.ipc.IpcServer;
import org.breakwater.compositor.ipc.RefusedException;
import org.breakwater.config.ConfigResult;
import org.breakwater.protocol.server.Account;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Held;
import org.breakwater.render.geometry.Rect;

/** What the control socket answers. Each runs on the loop's thread; costly encoding is left to the caller. */
final class ControlCommands {
    private final Server server;
    private final Statistics statistics;
    private final Reload reload;

    /** {@code file}: reads the configuration. */
    ControlCommands(Server server, Supplier<ConfigResult> file) {
        this.server = server;
        this.reload = new Reload(server, file);
        this.statistics = new Statistics(server);
    }

    Map<String, IpcServer.Command> commands() {
        return Map.ofEntries(
                Map.entry("version", request -> () -> new JsonPrimitive("0.1.0")),
                Map.entry("ledger", request -> value(ledger())),
                Map.entry("clients", request -> value(clients())),
                Map.entry("windows", this::windows),
                Map.entry("outputs", request -> value(outputs())),
                Map.entry("inputs", request -> value(inputs())),
                Map.entry("stats", request -> statistics.take()),
                Map.entry("overlay", this::overlay),
                Map.entry("power", this::power),
                Map.entry("reload", request -> reload::read),
                Map.entry("screenshot", this::screenshot),
                Map.entry("kill", this::kill));
    }

    /** Ends a client's process; nobody else's, and not the compositor's own. */
    private Supplier<JsonElement> kill(JsonObject request) {
        if (!(request.get("pid") instanceof JsonPrimitive given) || !given.isNumber()) {
            throw new RefusedException("kill needs the pid of a client");
        }
        long pid = given.getAsLong();
        Client client = server.display().clients().stream()
                .filter(each -> each.pid() == pid && pid > 0)
                .findFirst()
                .orElseThrow(() -> new RefusedException("no client has the pid " + pid));
        if (pid == ProcessHandle.current().pid()) {
            throw new RefusedException("the client " + pid + " is a part of the compositor");
        }
        try {
            boolean asked = server.killer().end(client);
            return value(new JsonPrimitive(asked ? "asked to end" : "killed"));
        } catch (IOException failed) {
            throw new RefusedException("cannot end " + client + ": " + failed.getMessage());
        }
    }

    private Supplier<JsonElement> overlay(JsonObject request) {
        boolean on = isOn("overlay", request);
        server.showOverlay(on);
        return value(request.get("state"));
    }

    /** Turns a graphics card's screens on or off: one, or all of them. */
    private Supplier<JsonElement> power(JsonObject request) {
        boolean on = isOn("power", request);
        List<OutputRenderer> wanted = request.has("output")
                ? List.of(output(request))
                : server.outputs();
        List<DrmOutput> screens = new ArrayList<>();
        for (OutputRenderer each : wanted) {
            if (each.backend() instanceof DrmOutput screen) {
                screens.add(screen);
            }
        }
        if (screens.isEmpty()) {
            throw new RefusedException("there is no screen to turn " + (on ? "on" : "off"));
        }
        screens.forEach(screen -> screen.setPowered(on));
        return value(request.get("state"));
    }

    private static boolean isOn(String command, JsonObject request) {
        String state = request.get("state") instanceof JsonPrimitive given ? given.getAsString() : "";
        return switch (state) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new RefusedException(
                    command + " needs to be told \"on\" or \"off\"");
        };
    }

    private OutputRenderer output(JsonObject request) {
        String name = request.get("output") instanceof JsonPrimitive given
                ? given.getAsString() : request.get("output").toString();
        return server.outputs().stream().filter(o -> o.output().name().equals(name)).findFirst()
                .orElseThrow(() -> new RefusedException("there is no output " + name));
    }

    private Supplier<JsonElement> screenshot(JsonObject request) {
        if (server.outputs().isEmpty()) {
            throw new RefusedException("there is no output");
        }
        OutputRenderer wanted = request.has("output") ? output(request) : server.outputs().get(0);
        if (!wanted.hasShown()) {
            throw new RefusedException(wanted.output().name() + " has shown no frame yet");
        }
        Picture picture = server.picture(wanted);
        return () -> new JsonPrimitive(Base64.getEncoder().encodeToString(picture.png()));
    }

    private JsonArray clients() {
        server.display().recount();
        JsonArray list = new JsonArray();
        for (Client client : server.display().clients()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("pid", client.pid());
            entry.addProperty("uid", client.uid());
            entry.addProperty("unresponsive", server.shell().pings().isUnresponsive(client));
            WindowDetails.addSandbox(entry, server.securityContexts().sandboxOf(client));
            addAccount(entry, client.account());
            list.add(entry);
        }
        return list;
    }

    private JsonObject ledger() {
        server.display().recount();
        JsonObject sum = new JsonObject();
        sum.addProperty("clients", server.display().clientCount());
        sum.addProperty("textures", server.renderer().textureCount());
        addAccount(sum, server.display().account());
        return sum;
    }

    private static void addAccount(JsonObject entry, Account account) {
        for (Held kind : Held.values()) {
            entry.addProperty(kind.label(), account.held(kind));
        }
    }

    /**
     * Those that are shown or minimized, bottom first; geometry in logical pixels of the layout. The pixels of
     * their icons only come when asked for.
     */
    private Supplier<JsonElement> windows(JsonObject request) {
        JsonArray list = new JsonArray();
        WindowDetails details = new WindowDetails(server);
        for (Window window : server.desktop().stacking()) {
            Rect bounds = server.desktop().boundsOf(window);
            Client client = ((XdgWindow) window).toplevel().resource().client();
            JsonObject entry = new JsonObject();
            entry.addProperty("title", window.title());
            entry.addProperty("app-id", window.appId());
            entry.addProperty("pid", client.pid());
            entry.addProperty("x", bounds.x());
            entry.addProperty("y", bounds.y());
            entry.addProperty("width", bounds.width());
            entry.addProperty("height", bounds.height());
            entry.addProperty("focused", window == server.desktop().focused());
            entry.addProperty("minimized", server.desktop().isMinimized(window));
            entry.addProperty("unresponsive", server.shell().pings().isUnresponsive(client));
            details.addTo(entry, (XdgWindow) window);
            list.add(entry);
        }
        boolean pixels = request.get("icons") instanceof JsonPrimitive asked && asked.getAsBoolean();
        return () -> {
            if (pixels) {
                details.addPixels();
            }
            return list;
        };
    }

    private JsonArray outputs() {
        JsonArray list = new JsonArray();
        for (OutputRenderer renderer : server.outputs()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("name", renderer.output().name());
            entry.addProperty("x", renderer.output().geometry().x());
            entry.addProperty("y", renderer.output().geometry().y());
            entry.addProperty("width", renderer.output().mode().width());
            entry.addProperty("height", renderer.output().mode().height());
            entry.addProperty("refresh", renderer.output().mode().refreshMilliHz() / 1000.0);
            entry.addProperty("scale", renderer.output().scale());
            entry.addProperty("transform", label(renderer.output().transform()));
            entry.addProperty("frames-drawn", renderer.framesDrawn());
            entry.addProperty("scanned-out", renderer.isScannedOut());
            if (renderer.backend() instanceof DrmOutput screen) {
                entry.addProperty("powered", screen.isPowered());
                entry.addProperty("adaptive-sync", screen.isAdaptive());
                entry.addProperty("stalls", screen.stalls());
                entry.add("modes", modes(screen));
            }
            list.add(entry);
        }
        return list;
    }

    private static JsonArray modes(DrmOutput screen) {
        JsonArray list = new JsonArray();
        for (KmsMode mode : screen.modes()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("width", mode.width());
            entry.addProperty("height", mode.height());
            entry.addProperty("refresh", mode.refreshMilliHz() / 1000.0);
            entry.addProperty("current", mode.equals(screen.mode()));
            entry.addProperty("preferred", mode.isPreferred());
            list.add(entry);
        }
        return list;
    }

    /** The devices of the seat, by the names and types that the configuration knows them by; none where it sits at none. */
    private JsonArray inputs() {
        JsonArray list = new JsonArray();
        for (InputDevice device : server.devices() == null ? List.<InputDevice>of() : server.devices().list()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("name", device.name());
            entry.addProperty("path", device.path());
            JsonArray types = new JsonArray();
            device.types().forEach(type -> types.add(label(type)));
            entry.add("types", types);
            list.add(entry);
        }
        return list;
    }

    /** As it is written in a configuration. */
    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replaceFirst("^_", "").replace('_', '-');
    }

    private static Supplier<JsonElement> value(JsonElement element) {
        return () -> element;
    }
}

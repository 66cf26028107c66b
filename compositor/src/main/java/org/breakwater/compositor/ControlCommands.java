package org.breakwater.compositor;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import org.breakwater.compositor.capture.Picture;
import org.breakwater.compositor.glue.OutputRenderer;
import org.breakwater.compositor.ipc.IpcServer;
import org.breakwater.protocol.server.Account;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Held;

/** What the control socket answers. Each runs on the loop's thread; costly encoding is left to the caller. */
final class ControlCommands {
    private final Server server;

    ControlCommands(Server server) {
        this.server = server;
    }

    Map<String, IpcServer.Command> commands() {
        return Map.of(
                "version", request -> () -> new JsonPrimitive("0.1.0"),
                "ledger", request -> value(ledger()),
                "clients", request -> value(clients()),
                "outputs", request -> value(outputs()),
                "screenshot", this::screenshot);
    }

    private Supplier<JsonElement> screenshot(JsonObject request) {
        OutputRenderer wanted = server.outputs().get(0);
        if (request.has("output")) {
            String name = request.get("output").getAsString();
            wanted = server.outputs().stream().filter(o -> o.output().name().equals(name)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no output " + name));
        }
        if (wanted.backend().shown() == null) {
            throw new IllegalStateException(wanted.output().name() + " has shown no frame yet");
        }
        Picture picture = server.picture(wanted);
        return () -> new JsonPrimitive(Base64.getEncoder().encodeToString(picture.png()));
    }

    private JsonArray clients() {
        JsonArray list = new JsonArray();
        for (Client client : server.display().clients()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("pid", client.pid());
            entry.addProperty("uid", client.uid());
            addAccount(entry, client.account());
            list.add(entry);
        }
        return list;
    }

    private JsonObject ledger() {
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

    private JsonArray outputs() {
        JsonArray list = new JsonArray();
        for (OutputRenderer renderer : server.outputs()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("name", renderer.output().name());
            entry.addProperty("width", renderer.output().mode().width());
            entry.addProperty("height", renderer.output().mode().height());
            entry.addProperty("refresh", renderer.output().mode().refreshMilliHz() / 1000.0);
            entry.addProperty("scale", renderer.output().scale());
            entry.addProperty("frames-drawn", renderer.framesDrawn());
            list.add(entry);
        }
        return list;
    }

    private static Supplier<JsonElement> value(JsonElement element) {
        return () -> element;
    }
}

package org.breakwater.tests.boundary;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.breakwater.compositor.ipc.IpcClient;
import org.breakwater.compositor.ipc.IpcServer;
import org.breakwater.tests.Fixture;

/** Asks a compositor that this thread turns, over its control socket; time stands still. */
public final class Control implements AutoCloseable {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final Fixture fixture;
    private final Path directory;
    private final IpcServer server;
    private final IpcClient client;

    /** Listens at a path. */
    @FunctionalInterface
    public interface Listening {
        IpcServer at(Path path) throws IOException;
    }

    /** With the compositor's own commands. */
    public Control(Fixture fixture) throws IOException {
        this(fixture, fixture.server()::listenForControl);
    }

    public Control(Fixture fixture, Listening listening) throws IOException {
        this.fixture = fixture;
        this.directory = Files.createTempDirectory("control");
        this.server = listening.at(directory.resolve("socket"));
        this.client = new IpcClient(server.path());
    }

    public JsonElement ask(String command) throws IOException, InterruptedException {
        JsonObject request = new JsonObject();
        request.addProperty("command", command);
        return ask(request);
    }

    public JsonElement kill(long pid) throws IOException, InterruptedException {
        JsonObject request = new JsonObject();
        request.addProperty("command", "kill");
        request.addProperty("pid", pid);
        return ask(request);
    }

    /** Throws what the compositor refuses with. */
    public JsonElement ask(JsonObject request) throws IOException, InterruptedException {
        CompletableFuture<JsonElement> answer = new CompletableFuture<>();
        Thread asking = new Thread(() -> {
            try {
                answer.complete(client.request(request));
            } catch (IOException failed) {
                answer.completeExceptionally(failed);
            }
        }, "asking");
        asking.start();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!answer.isDone() && System.nanoTime() < deadline) {
            fixture.turn();
            Thread.yield();
        }
        assertTrue(answer.isDone(), "no answer");
        asking.join();
        try {
            return answer.get();
        } catch (ExecutionException refused) {
            throw new IOException(refused.getCause().getMessage(), refused);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
        Files.delete(directory);
    }
}

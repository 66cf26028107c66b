package org.breakwater.compositor.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.breakwater.compositor.capture.Picture;
import org.breakwater.compositor.ipc.IpcClient;

/** Asks our compositor for pictures of what it shows. */
final class ControlSocket {
    private final Path path;

    ControlSocket(Path path) {
        this.path = path;
    }

    /** What the output shows. */
    Picture screenshot(Deadline deadline) throws IOException {
        CompletableFuture<Picture> picture = new CompletableFuture<>();
        IpcClient client = new IpcClient(path);
        Thread asking = new Thread(() -> ask(client, picture), "screenshot");
        asking.setDaemon(true);
        asking.start();
        try {
            return picture.get(deadline.millisLeft(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new NoAnswerException("screenshot");
        } catch (ExecutionException failed) {
            throw new IOException("no screenshot: " + failed.getCause().getMessage(), failed);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            throw new IOException("the demonstration was interrupted", impatient);
        } finally {
            client.close();
        }
    }

    private static void ask(IpcClient client, CompletableFuture<Picture> picture) {
        try {
            String png = client.request("screenshot").getAsString();
            picture.complete(Picture.read(Base64.getDecoder().decode(png)));
        } catch (IOException | RuntimeException failed) {
            picture.completeExceptionally(failed);
        }
    }
}

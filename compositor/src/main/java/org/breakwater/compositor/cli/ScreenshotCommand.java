package org.breakwater.compositor.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.breakwater.compositor.ipc.IpcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code breakwater screenshot FILE.png}. */
@Command(name = "screenshot", mixinStandardHelpOptions = true,
        description = "Saves what an output shows.")
public final class ScreenshotCommand implements Callable<Integer> {
    @Option(names = "--output", paramLabel = "NAME", description = "Which output; else the first.")
    private String output;

    @Parameters(paramLabel = "FILE.png", description = "Where to save it.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        JsonObject request = new JsonObject();
        request.addProperty("command", "screenshot");
        if (output != null) {
            request.addProperty("output", output);
        }
        try (IpcClient control = ControlConnection.open()) {
            Files.write(file, Base64.getDecoder().decode(control.request(request).getAsString()));
        }
        return 0;
    }
}

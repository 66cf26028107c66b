package org.breakwater.compositor.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.breakwater.compositor.ipc.IpcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code breakwater msg COMMAND}, and {@code breakwater msg kill PID}. */
@Command(name = "msg", mixinStandardHelpOptions = true,
        description = "Asks the running compositor: clients, windows, ledger, outputs, version;"
                + " or tells it to kill a client.")
public final class MessageCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print the answer as it came.")
    private boolean json;

    @Parameters(index = "0", paramLabel = "COMMAND", description = "What to ask for.")
    private String command;

    @Parameters(index = "1", arity = "0..1", paramLabel = "PID",
            description = "Of the client to kill: it is asked to end first, and has five seconds.")
    private Integer pid;

    @Override
    public Integer call() throws IOException {
        JsonObject request = new JsonObject();
        request.addProperty("command", command);
        if (pid != null) {
            request.addProperty("pid", pid);
        }
        JsonElement answer;
        try (IpcClient control = ControlConnection.open()) {
            answer = control.request(request);
        }
        if (json) {
            System.out.println(answer);
        } else if (answer instanceof JsonObject object) {
            for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
                System.out.println(entry.getKey() + ": " + entry.getValue());
            }
        } else {
            System.out.println(new GsonBuilder().setPrettyPrinting().create().toJson(answer));
        }
        return 0;
    }
}

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

/** {@code breakwater msg COMMAND}. */
@Command(name = "msg", mixinStandardHelpOptions = true,
        description = "Asks the running compositor: clients, ledger, outputs, version.")
public final class MessageCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print the answer as it came.")
    private boolean json;

    @Parameters(paramLabel = "COMMAND", description = "What to ask for.")
    private String command;

    @Override
    public Integer call() throws IOException {
        JsonElement answer;
        try (IpcClient control = ControlConnection.open()) {
            answer = control.request(command);
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

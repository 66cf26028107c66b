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

/** {@code breakwater msg COMMAND}, {@code msg kill PID}, {@code msg overlay on|off}, {@code msg power on|off [OUTPUT]}. */
@Command(name = "msg", mixinStandardHelpOptions = true,
        description = "Asks the running compositor: clients, windows, outputs, inputs, ledger,"
                + " stats, version; or tells it to kill a client, to show how it draws (overlay), to turn screens on or"
                + " off (power), or to read its configuration again (reload).")
public final class MessageCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print the answer as it came.")
    private boolean json;

    @Option(names = "--icons", description = "With windows: the pixels of their icons too, as PNG.")
    private boolean icons;

    @Parameters(index = "0", paramLabel = "COMMAND", description = "What to ask for.")
    private String command;

    @Parameters(index = "1", arity = "0..1", paramLabel = "PID|on|off",
            description = "The client to kill: it is asked to end first, and has five seconds; or"
                    + " whether to show the overlay, or to have screens on.")
    private String argument;

    @Parameters(index = "2", arity = "0..1", paramLabel = "OUTPUT",
            description = "With power: the screen; else all.")
    private String output;

    @Override
    public Integer call() throws IOException {
        JsonObject request = new JsonObject();
        request.addProperty("command", command);
        if (icons) {
            request.addProperty("icons", true);
        }
        if (argument != null && command.equals("kill")) {
            request.addProperty("pid", pid());
        } else if (argument != null) {
            request.addProperty("state", argument);
        }
        if (output != null) {
            request.addProperty("output", output);
        }
        JsonElement answer;
        try (IpcClient control = ControlConnection.open()) {
            answer = control.request(request);
        }
        if (json) {
            System.out.println(answer);
        } else if (command.equals("stats")) {
            System.out.print(StatsText.of(answer.getAsJsonObject()));
        } else if (answer instanceof JsonObject object) {
            for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
                System.out.println(entry.getKey() + ": " + entry.getValue());
            }
        } else {
            System.out.println(new GsonBuilder().setPrettyPrinting().create().toJson(answer));
        }
        return 0;
    }

    private int pid() {
        try {
            return Integer.parseInt(argument);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("kill needs a pid, and \"" + argument + "\" is none", wrong);
        }
    }
}

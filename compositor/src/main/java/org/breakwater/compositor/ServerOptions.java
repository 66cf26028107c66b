package org.breakwater.compositor;

import java.util.List;
import org.breakwater.config.Config;
import org.breakwater.config.OutputMode;

/** What a {@link Server} is started with: the configuration, and the modes of its headless outputs. */
public record ServerOptions(Config config, List<OutputMode> outputs) {
    public static final OutputMode DEFAULT_OUTPUT = new OutputMode(1280, 720, 60_000);

    public ServerOptions {
        outputs = outputs.isEmpty() ? List.of(DEFAULT_OUTPUT) : List.copyOf(outputs);
    }

    public static ServerOptions defaults() {
        return new ServerOptions(Config.defaults(), List.of());
    }
}

package org.breakwater.tests.torture;

import java.util.List;
import org.breakwater.compositor.ServerOptions;
import org.breakwater.config.Config;
import org.breakwater.config.OutputMode;
import org.breakwater.config.ShmConfig;

/** How the compositor under attack is configured to read its clients' memory. */
enum Policy {
    /** Whatever is fastest and safe on this JVM. */
    AUTO(ShmConfig.Strategy.AUTO, ShmConfig.OnTruncation.ZERO_FILL),
    /** Nothing is mapped. */
    COPIED(ShmConfig.Strategy.COPIED, ShmConfig.OnTruncation.ZERO_FILL),
    /** What was found missing stays zero, although the file has grown again. */
    ZEROS(ShmConfig.Strategy.AUTO, ShmConfig.AfterRegrow.ZEROS, ShmConfig.OnTruncation.ZERO_FILL),
    /** A client whose file is found too short has to go. */
    DISCONNECT(ShmConfig.Strategy.AUTO, ShmConfig.OnTruncation.DISCONNECT);

    private final ShmConfig shm;

    Policy(ShmConfig.Strategy strategy, ShmConfig.OnTruncation onTruncation) {
        this(strategy, ShmConfig.AfterRegrow.REVEAL, onTruncation);
    }

    Policy(ShmConfig.Strategy strategy, ShmConfig.AfterRegrow afterRegrow,
            ShmConfig.OnTruncation onTruncation) {
        this.shm = new ShmConfig(strategy, afterRegrow, onTruncation);
    }

    ServerOptions options(OutputMode output) {
        Config defaults = Config.defaults();
        return new ServerOptions(new Config(shm, defaults.keyboard(), defaults.outputs(),
                defaults.inputs(), defaults.switches(), defaults.quota(),
                defaults.appearance(), defaults.cursor(), defaults.session(),
                defaults.debug()), List.of(output));
    }
}

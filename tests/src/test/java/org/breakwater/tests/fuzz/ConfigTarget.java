package org.breakwater.tests.fuzz;

import java.nio.charset.StandardCharsets;
import org.breakwater.config.ConfigReader;
import org.breakwater.config.ConfigResult;

/** A configuration file of any bytes is read, or refused with an error that can be shown. */
public final class ConfigTarget {
    private ConfigTarget() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        ConfigResult result = ConfigReader.parse(text, "fuzz.toml");
        if (result instanceof ConfigResult.Rejected rejected && rejected.render().isBlank()) {
            throw new AssertionError("refused without a reason");
        }
    }
}

package org.breakwater.compositor.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.breakwater.compositor.seat.xkb.Keymap;
import org.breakwater.compositor.seat.xkb.KeymapException;
import org.breakwater.config.ConfigReader;
import org.breakwater.config.ConfigResult;
import org.breakwater.config.KeyboardConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code breakwater validate [FILE]}: exits with 1 when the configuration has errors. The keymap that it names is
 * made, too, where this machine can make any.
 */
@Command(name = "validate", mixinStandardHelpOptions = true,
        description = "Checks a configuration file.")
public final class ValidateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The file; else the default one.")
    private Path file;

    @Override
    public Integer call() {
        ConfigResult result = file == null
                ? ConfigReader.readDefault(System.getenv())
                : ConfigReader.read(file);
        if (result instanceof ConfigResult.Rejected rejected) {
            System.err.println(rejected.render());
            return 1;
        }
        KeyboardConfig keys = ((ConfigResult.Loaded) result).config().keyboard();
        String fault = fault(keys.rules(), keys.model(), keys.layout(), keys.variant(), keys.options());
        if (fault != null && fault("evdev", "pc105", "us", "", "") == null) {
            System.err.println("[keyboard]: " + fault);
            return 1;
        }
        System.out.println("the configuration is valid");
        return 0;
    }

    /** Null where there is such a keymap. */
    private static String fault(String rules, String model, String layout, String variant, String options) {
        try {
            Keymap.compile(rules, model, layout, variant, options).close();
            return null;
        } catch (KeymapException wrong) {
            return wrong.getMessage();
        }
    }
}

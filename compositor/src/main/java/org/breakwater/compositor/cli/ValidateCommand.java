package org.breakwater.compositor.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.breakwater.config.ConfigReader;
import org.breakwater.config.ConfigResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code breakwater validate [FILE]}: exits with 1 when the configuration has errors. */
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
        System.out.println("the configuration is valid");
        return 0;
    }
}

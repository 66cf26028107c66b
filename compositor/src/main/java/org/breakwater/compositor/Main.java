package org.breakwater.compositor;

import java.util.ArrayList;
import java.util.List;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.breakwater.compositor.cli.MessageCommand;
import org.breakwater.compositor.cli.ScreenshotCommand;
import org.breakwater.compositor.cli.ValidateCommand;
import org.breakwater.compositor.demo.DemoCommand;
import org.breakwater.config.OutputMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The command line: without a subcommand it runs the compositor. */
@Command(name = "breakwater", mixinStandardHelpOptions = true, version = "breakwater 0.1.0",
        description = "A Wayland compositor that no client can sink.", sortOptions = false,
        subcommands = {DemoCommand.class, MessageCommand.class, ScreenshotCommand.class,
                ValidateCommand.class})
public final class Main implements Callable<Integer> {
    /** Where frames go. */
    enum BackendChoice { auto, headless, wayland, drm }

    @Option(names = "--backend", paramLabel = "auto|headless|wayland|drm", defaultValue = "auto",
            description = "Where frames go; auto takes what is there.")
    private BackendChoice backend;

    @Option(names = "--output", paramLabel = "WxH[@HZ]", converter = ModeConverter.class,
            description = "An output of the headless backend; may be repeated.")
    private List<OutputMode> outputs = new ArrayList<>();

    @Option(names = "--socket", paramLabel = "NAME",
            description = "The name to listen under; else the first free wayland-N.")
    private String socket;

    @Option(names = "--config", paramLabel = "FILE",
            description = "The configuration; else $XDG_CONFIG_HOME/breakwater/config.toml.")
    private Path config;

    @Option(names = "--ready-fd", paramLabel = "N",
            description = "Write the socket's name and a newline here once clients are accepted.")
    private Integer readyFd;

    @Parameters(paramLabel = "CMD", arity = "0..*",
            description = "The first client, after --; the compositor ends when it does.")
    private List<String> command = new ArrayList<>();

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Main());
        line.getCommandSpec().parser().stopAtPositional(true);
        line.setExecutionExceptionHandler((failure, commandLine, parsed) -> {
            commandLine.getErr().println("breakwater: " + failure.getMessage());
            if (System.getenv("BREAKWATER_TRACE") != null) {
                failure.printStackTrace(commandLine.getErr());
            }
            return 1;
        });
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (backend == BackendChoice.wayland || backend == BackendChoice.drm) {
            throw new IllegalArgumentException("the backend '" + backend
                    + "' is not in this version; use --backend headless");
        }
        return new Session(config, outputs, socket, readyFd, command).run();
    }

    /** Reads WxH[@HZ]. */
    static final class ModeConverter implements ITypeConverter<OutputMode> {
        @Override
        public OutputMode convert(String text) {
            try {
                return OutputMode.parse(text);
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(wrong.getMessage());
            }
        }
    }
}

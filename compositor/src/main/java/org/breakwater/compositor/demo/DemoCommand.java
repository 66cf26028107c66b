package org.breakwater.compositor.demo;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code breakwater demo}: exits with 0 only when everything held. */
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Shrinks the files behind a client's pixels in every way, and shows what comes of it.")
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--against", paramLabel = "CMD",
            description = "Attack the compositor that this shell command starts. It runs in a private"
                    + " $XDG_RUNTIME_DIR, and everything that it starts is ended afterwards.")
    private String against;

    @Option(names = "--output", paramLabel = "DIR",
            description = "Where pictures and logs go; else compositor/target/demo.")
    private Path output;

    @Option(names = "--patience", paramLabel = "SECONDS", defaultValue = "10",
            description = "Who does nothing for so long counts as hung; ${DEFAULT-VALUE} by default.")
    private int seconds;

    @Override
    public Integer call() throws IOException {
        if (output == null) {
            output = besideTheProgram();
        }
        Files.createDirectories(output);
        Duration patience = Duration.ofSeconds(seconds);
        File log = output.resolve(against == null ? "compositor.log" : "against.log").toFile();
        Files.deleteIfExists(log.toPath());
        CompositorProcess.Launcher launcher = against == null
                ? new BreakwaterLauncher(output, log)
                : new CommandLauncher(against, log);

        List<Attack> attacks = Attacks.all();
        DemoReport report = new DemoReport(System.out, attacks, against == null);
        report.begin(against == null
                ? "Breakwater on Java " + Runtime.version().feature() + ", in a process of its own"
                : "against: " + against);
        try (Demo demo = new Demo(launcher, report, output, patience)) {
            Thread interrupted = new Thread(demo::close, "end of the demonstration");
            Runtime.getRuntime().addShutdownHook(interrupted);
            demo.run(attacks);
            Runtime.getRuntime().removeShutdownHook(interrupted);
        }
        report.end();
        if (against == null) {
            System.out.println("before: " + output.resolve("before.png"));
            System.out.println("after:  " + output.resolve("after.png"));
        }
        System.out.println("log:    " + log);
        return report.holds() ? 0 : 1;
    }

    /** The program is a jar, or a directory of classes, in {@code compositor/target}. */
    private static Path besideTheProgram() throws IOException {
        try {
            URI program = DemoCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            return Path.of(program).resolveSibling("demo");
        } catch (URISyntaxException impossible) {
            throw new IOException("use --output DIR", impossible);
        }
    }
}

package org.breakwater.compositor;

import java.util.Arrays;
import java.util.concurrent.Callable;
import org.breakwater.compositor.cli.MessageCommand;
import org.breakwater.compositor.cli.ScreenshotCommand;
import org.breakwater.compositor.cli.ValidateCommand;
import org.breakwater.compositor.demo.DemoCommand;
import picocli.CommandLine;

/**
 * The command line: without a subcommand it runs the compositor. Only subcommands are picocli's: to read
 * the five options of a session with it would take as long as all the rest of the start.
 */
public final class Main {
    private static final int USAGE_ERROR = 2;
    private static final String VERSION = "breakwater 0.1.0";
    private static final String USAGE = """
            Usage: breakwater [--backend auto|headless|wayland|drm] [--output WxH[@HZ]]...
                              [--socket NAME] [--config FILE] [--ready-fd N] [--session]
                              [-- CMD ARG...]
                   breakwater demo|msg|screenshot|validate [--help]
            A Wayland compositor that no client can sink.

              --backend NAME        Where frames go: drm is the screens of this machine; auto, the
                                    default, takes what is there.
              --output WxH[@HZ]     An output: a picture in memory, or a window of the compositor
                                    that WAYLAND_SOCKET or WAYLAND_DISPLAY leads to; may be repeated.
                                    A mode in the configuration goes before; screens have their own.
              --socket NAME         The name to listen under; else the first free wayland-N.
              --config FILE         The configuration; else $XDG_CONFIG_HOME/breakwater/config.toml.
              --ready-fd N          Write the socket's name and a newline here once clients are
                                    accepted.
              --session             Start what a login session begins with; breakwater-session says so.
              -h, --help            Show this and exit.
              -V, --version         Show the version and exit.
              CMD ARG...            The first client; the compositor ends when it does.

              demo                  Shrinks the files behind a client's pixels in every way, and
                                    shows what comes of it.
              msg                   Asks the running compositor, or tells it what to do.
              screenshot            Saves what an output shows.
              validate              Checks a configuration file.
            """;

    private Main() {
    }

    public static void main(String[] arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        System.exit(switch (first) {
            case "-h", "--help" -> tell(USAGE);
            case "-V", "--version" -> tell(VERSION + "\n");
            case "demo" -> subcommand(new DemoCommand(), arguments);
            case "msg" -> subcommand(new MessageCommand(), arguments);
            case "screenshot" -> subcommand(new ScreenshotCommand(), arguments);
            case "validate" -> subcommand(new ValidateCommand(), arguments);
            default -> session(arguments);
        });
    }

    private static int session(String[] words) {
        SessionArguments arguments;
        try {
            arguments = SessionArguments.parse(words);
        } catch (IllegalArgumentException wrong) {
            System.err.println("breakwater: " + wrong.getMessage());
            System.err.print(USAGE);
            return USAGE_ERROR;
        }
        try {
            return new Session(arguments).run();
        } catch (Exception failure) {
            return failed(failure);
        }
    }

    private static int subcommand(Callable<Integer> command, String[] words) {
        return new CommandLine(command)
                .setCommandName("breakwater " + words[0])
                .setExecutionExceptionHandler((failure, line, parsed) -> failed(failure))
                .execute(Arrays.copyOfRange(words, 1, words.length));
    }

    private static int failed(Exception failure) {
        System.err.println("breakwater: " + failure.getMessage());
        if (System.getenv("BREAKWATER_TRACE") != null) {
            failure.printStackTrace();
        }
        return 1;
    }

    private static int tell(String text) {
        System.out.print(text);
        System.out.flush();
        return 0;
    }
}

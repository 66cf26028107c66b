package org.breakwater.compositor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.breakwater.config.OutputMode;

/**
 * What a session was started with.
 *
 * @param socket null: the first free name
 * @param config null: the default file
 * @param readyFd where to tell that clients are accepted; -1: nowhere
 * @param login whether it is a login session, which starts what the configuration and the system name
 * @param command the first client; empty: none
 */
record SessionArguments(Backend backend, List<OutputMode> outputs, String socket, Path config,
        int readyFd, boolean login, List<String> command) {
    /** Where frames go. */
    enum Backend {
        AUTO, HEADLESS, WAYLAND, DRM;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads {@code --option VALUE} and {@code --option=VALUE}. The first word that is no option, or what
     * follows {@code --}, is the command.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    static SessionArguments parse(String... words) {
        Backend backend = Backend.AUTO;
        List<OutputMode> outputs = new ArrayList<>();
        String socket = null;
        Path config = null;
        int readyFd = -1;
        boolean login = false;
        int at = 0;
        while (at < words.length && words[at].startsWith("-") && !words[at].equals("--")) {
            String word = words[at++];
            if (word.equals("--session")) {
                login = true;
                continue;
            }
            int equals = word.indexOf('=');
            String option = equals < 0 ? word : word.substring(0, equals);
            switch (option) {
                case "--backend", "--output", "--socket", "--config", "--ready-fd" -> { }
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
            if (equals < 0 && at == words.length) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            String value = equals < 0 ? words[at++] : word.substring(equals + 1);
            switch (option) {
                case "--backend" -> backend = backend(value);
                case "--output" -> outputs.add(mode(value));
                case "--socket" -> socket = value;
                case "--config" -> config = Path.of(value);
                default -> readyFd = descriptor(value);
            }
        }
        if (at < words.length && words[at].equals("--")) {
            at++;
        }
        return new SessionArguments(backend, List.copyOf(outputs), socket, config, readyFd, login,
                List.of(words).subList(at, words.length));
    }

    private static Backend backend(String value) {
        for (Backend each : Backend.values()) {
            if (each.label().equals(value)) {
                return each;
            }
        }
        throw new IllegalArgumentException("--backend is auto, headless, wayland or drm, not '"
                + value + "'");
    }

    private static OutputMode mode(String value) {
        try {
            return OutputMode.parse(value);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("--output " + value + ": " + wrong.getMessage(), wrong);
        }
    }

    private static int descriptor(String value) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException("--ready-fd needs the number of a descriptor, not '"
                    + value + "'", none);
        }
        throw new IllegalArgumentException("--ready-fd " + value + " is no descriptor");
    }
}

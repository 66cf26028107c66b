package org.breakwater.config;

import java.util.List;
import java.util.Objects;

/**
 * A whole configuration, checked and immutable; safe to share between threads.
 *
 * @param shm how the memory of clients is read: {@code [shm]}
 * @param keyboard keymap and key repeat: {@code [keyboard]}
 * @param outputs what is asked of outputs that are known by name, in the order of the file, no name
 *     twice: {@code [[output]]}
 * @param inputs what is asked of input devices, in the order of the file: {@code [[input]]}
 * @param switches what is done when the lid is closed, and the like: {@code [switches]}
 * @param quota how much may be held for one client: {@code [quota]}
 * @param appearance how the bare desktop looks: {@code [appearance]}
 * @param cursor what the pointer looks like: {@code [cursor]}
 * @param session how the session runs: {@code [session]}
 * @param debug what helps to see the compositor at work: {@code [debug]}
 */
public record Config(
        ShmConfig shm,
        KeyboardConfig keyboard,
        List<OutputConfig> outputs,
        List<InputConfig> inputs,
        SwitchConfig switches,
        QuotaConfig quota,
        AppearanceConfig appearance,
        CursorConfig cursor,
        SessionConfig session,
        DebugConfig debug) {

    public Config {
        Objects.requireNonNull(shm);
        Objects.requireNonNull(keyboard);
        Objects.requireNonNull(switches);
        Objects.requireNonNull(quota);
        Objects.requireNonNull(appearance);
        Objects.requireNonNull(cursor);
        Objects.requireNonNull(session);
        Objects.requireNonNull(debug);
        outputs = List.copyOf(outputs);
        inputs = List.copyOf(inputs);
    }

    /** What an empty file means. */
    public static Config defaults() {
        return new Config(
                ShmConfig.defaults(),
                KeyboardConfig.defaults(),
                List.of(),
                List.of(),
                SwitchConfig.defaults(),
                QuotaConfig.defaults(),
                AppearanceConfig.defaults(),
                CursorConfig.defaults(),
                SessionConfig.defaults(),
                DebugConfig.defaults());
    }

    /** What is asked of the output called {@code name}; all defaults if the file does not say. */
    public OutputConfig output(String name) {
        for (OutputConfig output : outputs) {
            if (output.name().equals(name)) {
                return output;
            }
        }
        return OutputConfig.defaults(name);
    }

    /** All that is asked of the input device called {@code name}, which is of these types. */
    public InputConfig input(String name, Iterable<InputType> types) {
        InputConfig asked = InputConfig.nothing();
        for (InputConfig input : inputs) {
            if (input.matches(name, types)) {
                asked = asked.then(input);
            }
        }
        return asked;
    }
}

package org.breakwater.compositor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.breakwater.compositor.SessionArguments.Backend;
import org.breakwater.config.OutputMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionArgumentsTest {
    @Test
    void nothingIsNeeded() {
        assertEquals(new SessionArguments(Backend.AUTO, List.of(), null, null, -1, false, List.of()),
                SessionArguments.parse());
    }

    @Test
    void valuesAreWordsOfTheirOwnOrNot() {
        SessionArguments wanted = new SessionArguments(Backend.HEADLESS,
                List.of(new OutputMode(640, 480, 0), new OutputMode(800, 600, 75_000)), "harbour",
                Path.of("/tmp/a=b.toml"), 3, false, List.of("foot", "--title", "x"));
        assertEquals(wanted, SessionArguments.parse("--backend", "headless", "--output", "640x480",
                "--output", "800x600@75", "--socket", "harbour", "--config", "/tmp/a=b.toml",
                "--ready-fd", "3", "--", "foot", "--title", "x"));
        assertEquals(wanted, SessionArguments.parse("--backend=headless", "--output=640x480",
                "--output=800x600@75", "--socket=harbour", "--config=/tmp/a=b.toml",
                "--ready-fd=3", "foot", "--title", "x"));
    }

    @Test
    void aLoginSessionIsOne() {
        assertEquals(new SessionArguments(Backend.DRM, List.of(), null, null, 4, true, List.of()),
                SessionArguments.parse("--backend", "drm", "--session", "--ready-fd=4"));
    }

    @Test
    void whatFollowsTheCommandIsTheCommands() {
        assertEquals(List.of("sh", "-c", "true", "--", "--backend"),
                SessionArguments.parse("sh", "-c", "true", "--", "--backend").command());
        assertEquals(List.of("--odd"), SessionArguments.parse("--", "--odd").command());
        assertEquals(List.of(), SessionArguments.parse("--").command());
    }

    @ParameterizedTest
    @CsvSource({
        "--colour=red, unknown option --colour",
        "-x, unknown option -x",
        "--socket, --socket needs a value",
        "--backend=x11, '--backend is auto, headless, wayland or drm, not ''x11'''",
        "--ready-fd=three, '--ready-fd needs the number of a descriptor, not ''three'''",
        "--ready-fd=-1, --ready-fd -1 is no descriptor",
        "--output=big, '--output big: a mode is written WIDTHxHEIGHT or WIDTHxHEIGHT@HERTZ, as in \"1920x1080@60\"'",
    })
    void aMistakeIsNamed(String word, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class,
                () -> SessionArguments.parse(word)).getMessage());
    }
}

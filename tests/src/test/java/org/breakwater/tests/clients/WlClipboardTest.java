package org.breakwater.tests.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** wl-copy and wl-paste, with either selection. */
class WlClipboardTest {
    private static final String TEXT = "Grüße aus dem Hafen ⚓";

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsCopiedIsPasted(boolean primary) {
        try (LiveServer live = LiveServer.start()) {
            try (RealClient copy = start(live, primary, "wl-copy", "--foreground", TEXT)) {
                awaitSelection(live, primary, TEXT, copy);
                assertEquals(List.of("text/plain", "text/plain;charset=utf-8", "TEXT", "STRING",
                        "UTF8_STRING"), paste(live, primary, "--list-types").lines().toList());
                assertEquals(TEXT, paste(live, primary, "--no-newline", "--type", "TEXT"));
                try (RealClient next = start(live, primary, "wl-copy", "--foreground",
                        "something else")) {
                    copy.awaitEnd();
                    awaitSelection(live, primary, "something else", next);
                    try (RealClient clear = start(live, primary, "wl-copy", "--clear")) {
                        clear.awaitEnd();
                    }
                    next.awaitEnd();
                }
            }
            try (RealClient nothing = start(live, primary, "wl-paste", "--no-newline")) {
                nothing.awaitExit();
                assertTrue(nothing.printed().contains("No selection")
                        || nothing.printed().contains("Nothing is copied"), nothing.printed());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWatcherIsToldOfEveryCopy(boolean primary) {
        try (LiveServer live = LiveServer.start();
                RealClient watch = start(live, primary, "wl-paste", "--watch", "sh", "-c",
                        "cat; echo .")) {
            try (RealClient one = start(live, primary, "wl-copy", "--foreground", "one")) {
                watch.await("the first text", () -> watch.printed().contains("one."));
                try (RealClient two = start(live, primary, "wl-copy", "--foreground", "two")) {
                    watch.await("the second text", () -> watch.printed().contains("two."));
                    one.awaitEnd();
                    two.kill();
                }
            }
            assertTrue(watch.printed().indexOf("one.") < watch.printed().indexOf("two."));
            watch.kill();
        }
    }

    /** More than any pipe holds: giver and taker must run at the same time. */
    @Test
    void largeDataComesWhole() {
        String make = "seq 1 200000";
        try (LiveServer live = LiveServer.start();
                RealClient copy = RealClient.start(live, "wl-copy-large", "sh", "-c",
                        make + " | exec wl-copy --foreground --type application/x-numbers");
                RealClient sum = RealClient.start(live, "numbers", "sh", "-c", make + " | cksum")) {
            sum.awaitEnd();
            copy.await("the copy", () -> paste(live, false, "--list-types")
                    .contains("application/x-numbers"));
            try (RealClient paste = RealClient.start(live, "wl-paste-large", "sh", "-c",
                    "wl-paste --no-newline --type application/x-numbers | cksum")) {
                paste.awaitEnd();
                assertEquals(sum.printed(), paste.printed());
            }
        }
    }

    private static void awaitSelection(LiveServer live, boolean primary, String text,
            RealClient from) {
        from.await("the text to be pasted",
                () -> paste(live, primary, "--no-newline").equals(text));
    }

    private static String paste(LiveServer live, boolean primary, String... options) {
        try (RealClient paste = start(live, primary, "wl-paste", options)) {
            paste.awaitExit();
            return paste.printed();
        }
    }

    private static RealClient start(LiveServer live, boolean primary, String program,
            String... options) {
        Stream<String> command = Stream.concat(
                primary ? Stream.of(program, "--primary") : Stream.of(program),
                Arrays.stream(options));
        return RealClient.start(live, program + (primary ? "-primary" : ""),
                command.toArray(String[]::new));
    }
}

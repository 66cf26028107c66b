package org.breakwater.tests.clients;

import static org.breakwater.tests.clients.Pixels.near;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** wtype, which writes a keymap of its own for every text, into what somebody has open. */
class WtypeTest {
    private static final String TEXT = "Hello, Wörld! ßẞ €µ Ωж 你好 ♥ {}[]\\|~";

    @Test
    void whatIsTypedIsReadCharacterByCharacter() {
        try (LiveServer live = LiveServer.start();
                RealClient foot = RealClient.start(live, "wtype-foot", "foot", "sh", "-c",
                        "printf '\\033[?25l\\033[42m \\033[0m'; read -r line;"
                                + " cd \"$HOME\"; printf %s \"$line\" > typed; mv typed read;"
                                + " read -r line")) {
            foot.awaitWindow();
            IntPredicate green = pixel -> Pixels.green(pixel) > Pixels.red(pixel) + 16
                    && Pixels.green(pixel) > Pixels.blue(pixel) + 16;
            foot.awaitPicture("asks", picture -> {
                Pixels window = Pixels.of(picture, live.windows().get(0));
                window.assertShare("the prompt", 0.0001, 0.1, green);
                window.assertShare("the ground", 0.5, 1, near(0x111111, 2));
            });
            try (RealClient wtype = RealClient.start(live, "wtype", "wtype", TEXT, "-k",
                    "Return")) {
                wtype.awaitEnd();
            }
            Path read = live.directory().resolve("read");
            foot.await("the text", () -> Files.exists(read));
            assertEquals(TEXT, content(read));
            live.server().desktop().stacking().get(0).close();
            foot.awaitExit();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

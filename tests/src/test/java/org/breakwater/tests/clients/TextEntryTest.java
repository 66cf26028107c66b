package org.breakwater.tests.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.breakwater.render.geometry.Rect;
import org.junit.jupiter.api.Test;

/** Text from an input method, in a program that speaks version 3 of its protocol and in an old one. */
class TextEntryTest {
    private static final int KEY_ENTER = 28;

    /** weston-editor tells its input method what is in its field. */
    @Test
    void westonEditorTakesKeysAndComposedText() {
        try (LiveServer live = LiveServer.start();
                VirtualHands hands = new VirtualHands(live);
                RealClient client = RealClient.start(live, "editor", "weston-editor")) {
            hands.becomeInputMethod();
            Rect window = client.awaitWindow();
            client.await("the field", () -> {
                hands.moveTo(window.x() + 200, window.y() + 100);
                hands.click();
                return hands.mayWrite();
            });
            client.await("its text", () -> hands.field().equals("Entry|"));
            try (RealClient wtype = RealClient.start(live, "editor-wtype", "wtype", " Ähoy")) {
                wtype.awaitEnd();
            }
            client.await("the keys", () -> hands.field().equals("Entry Ähoy|"));
            hands.write(", 你好");
            client.await("the composed text", () -> hands.field().equals("Entry Ähoy, 你好|"));
            hands.erase(6);
            client.await("less text", () -> hands.field().equals("Entry Ähoy, |"));
            hands.leave();
            client.closeWindows();
        }
    }

    @Test
    void footTakesComposedText() throws IOException {
        try (LiveServer live = LiveServer.start();
                VirtualHands hands = new VirtualHands(live);
                RealClient client = RealClient.start(live, "foot-composed", "foot", "sh", "-c",
                        "read -r line; cd \"$HOME\"; printf %s \"$line\" > typed; mv typed read;"
                                + " read -r line")) {
            hands.becomeInputMethod();
            client.awaitWindow();
            client.await("a field", hands::mayWrite);
            hands.write("Grüße, ");
            hands.write("世界");
            hands.key(KEY_ENTER);
            Path read = live.directory().resolve("read");
            client.await("the text", () -> Files.exists(read));
            assertEquals("Grüße, 世界", Files.readString(read));
            hands.leave();
            live.closeWindows();
            client.awaitExit();
        }
    }
}

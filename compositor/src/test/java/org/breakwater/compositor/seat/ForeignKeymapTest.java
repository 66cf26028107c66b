package org.breakwater.compositor.seat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.breakwater.compositor.seat.xkb.Keymap;
import org.breakwater.compositor.seat.xkb.KeymapException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keymaps that clients wrote. */
class ForeignKeymapTest {
    private static final String MINIMAL = """
            xkb_keymap { // as programs that type write it
            xkb_keycodes "(unnamed)" {
            minimum = 8;
            maximum = 10;
            <K1> = 9; # "the first
            <K2> = 10;
            };
            xkb_types "(unnamed)" { %s };
            xkb_compatibility "(unnamed)" { include "complete" };
            xkb_symbols "(unnamed)" {
            key <K1> {[0x1001F600]};
            key <K2> {[a, %s]};
            };
            };
            """;

    private static String minimal(String types, String symbol) {
        return String.format(MINIMAL, types, symbol);
    }

    private static Keymap parse(String text) throws Exception {
        FutureTask<Keymap> task = new FutureTask<>(
                () -> Keymap.parse(text.getBytes(StandardCharsets.UTF_8)));
        Thread thread = new Thread(null, task, "keymap", Keymap.STACK_BYTES);
        thread.start();
        try {
            return task.get();
        } catch (java.util.concurrent.ExecutionException failed) {
            throw failed.getCause() instanceof KeymapException wrong ? wrong : failed;
        }
    }

    @Test
    void aMinimalKeymapIsRead() throws Exception {
        try (Keymap keymap = parse(minimal("include \"complete\"", "B") + "\0 and more")) {
            assertTrue(keymap.text().contains("0x1001f600"), keymap.text());
            assertTrue(keymap.text().contains("interpret Caps_Lock"),
                    "the system's files are included");
        }
    }

    @ParameterizedTest
    @CsvSource({"us,", "de,neo", "fr,bepo", "'us,ru,gr,il',", "jp,", "cn,", "us,intl", "ca,multix"})
    void whatWeWriteOurselvesIsRead(String layout, String variant) throws Exception {
        try (Keymap ours = Keymap.compile("evdev", "pc105", layout,
                variant == null ? "" : variant, "grp:alt_shift_toggle,compose:ralt");
                Keymap again = parse(ours.text())) {
            assertEquals(ours.text(), again.text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "include \"/etc/passwd\"", "include \"../../../../dev/zero\"", "include \"a/../../b\"",
        "include \"complete+/dev/zero\"", "augment \"%H/pipe\"", "INCLUDE \"\\056\\056/x\"",
        "override \"complete|../x\"", "replace \"basic:/dev/zero\"",
        "type \"X\" { map[Shift] = 4000000000; };", "type \"X\" { map[Shift] = 30+30; };",
        "type \"X\" { map[Shift] = (30)+30; };", "type \"X\" { map[Shift] = 16*16; };",
        "type \"X\" { level_name[4294967294] = \"x\"; };",
        "type \"X\" { level_name[Level8*30*30] = \"x\"; };",
        "type \"X\" { map // [\n[0xfffffff0] = 1; };",
        "type \"X\" { map[Shift] = !!Shift; };", "type \"X\" { map[Shift] = - ~4; };",
        "type \"a\nb\" { };", "}", "type \"X\" { };  };  };  }; xkb_nothing"})
    void whatCouldHurtIsRefused(String types) {
        assertThrows(KeymapException.class, () -> parse(minimal(types, "B")).close());
    }

    @Test
    void keyCodesAndNestingHaveLimits() {
        String keymap = minimal("include \"complete\"", "B");
        for (String code : new String[] {"4294967294", "0xfffffffe", "1024", "99999999999999999999",
                "// 1\n 70000"}) {
            assertThrows(KeymapException.class,
                    () -> parse(keymap.replace("<K2> = 10;", "<K2> = " + code + ";")).close(), code);
        }
        assertThrows(KeymapException.class, () -> parse(minimal("include \"complete\"",
                "(".repeat(5000) + "B" + ")".repeat(5000))).close());
        assertThrows(KeymapException.class, () -> parse(minimal("type \"X\" { map[Shift] = "
                + "Shift+".repeat(5000) + "Lock; };", "B")).close());
        assertThrows(KeymapException.class, () -> parse(minimal(
                "include \"complete\" ".repeat(100), "B")).close());
        assertThrows(KeymapException.class, () -> parse(minimal(
                "include \"complete" + "+complete".repeat(100) + "\"", "B")).close());
        assertThrows(KeymapException.class, () -> parse(" ".repeat(Keymap.MAX_BYTES + 1)).close());
        assertThrows(KeymapException.class, () -> parse("").close());
        assertThrows(KeymapException.class, () -> parse("\0" + keymap).close());
    }

    /** Whatever it is, the JVM stands. */
    @Test
    void damagedKeymapsDoNoHarm() throws Exception {
        byte[] good;
        try (Keymap us = SeatSession.usKeymap()) {
            good = us.text().getBytes(StandardCharsets.UTF_8);
        }
        String pieces = "{}[]()<>=;,+-!*\"/#.%\\ 0123456789abcxSGL_\n";
        Random random = new Random(20);
        int read = 0;
        for (int round = 0; round < 200; round++) {
            byte[] bad = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bad[random.nextInt(bad.length)] = (byte) pieces.charAt(
                        random.nextInt(pieces.length()));
            }
            try (Keymap keymap = parse(new String(bad, StandardCharsets.UTF_8))) {
                read += keymap.text().isEmpty() ? 0 : 1;
            } catch (KeymapException refused) {
                assertTrue(refused.getMessage().contains("keymap"), refused.getMessage());
            }
        }
        assertTrue(read < 200, "none was refused");
    }
}

package org.breakwater.tests.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.breakwater.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code breakwater validate}. */
class ValidateTest {
    @TempDir
    private Path scratch;
    private String said;
    private String complained;

    /** Its exit status. */
    private int validate(String text) throws Exception {
        Path file = Files.writeString(scratch.resolve("my.toml"), text);
        try (Program program = Program.start(scratch, List.of(), "validate", file.toString())) {
            said = program.readLine();
            int status = program.awaitExit();
            complained = program.errors();
            Files.delete(scratch.resolve("stderr"));
            return status;
        }
    }

    @Test
    void whatIsGoodIsSaidToBe() throws Exception {
        String commented;
        try (InputStream file = Config.class.getResourceAsStream("default-config.toml")) {
            commented = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
        assertEquals(0, validate(commented), () -> complained);
        assertEquals("the configuration is valid", said);
        assertEquals(0, validate("[keyboard]\nlayout = \"de,us\"\nvariant = \"nodeadkeys,\"\n"), () -> complained);
    }

    @Test
    void whatIsWrongIsSaidWithItsPlaceAndAHint() throws Exception {
        assertEquals(1, validate("[[input]]\ntap-dragg = true\n"));
        assertEquals(null, said);
        assertTrue(complained.contains("my.toml:2:1: "), complained);
        assertTrue(complained.contains("tap-drag"), complained);
    }

    @Test
    void aKeymapThatThereIsNotIsWrong() throws Exception {
        assertEquals(1, validate("[keyboard]\nlayout = \"harbour\"\n"));
        assertTrue(complained.contains("[keyboard]: no keymap for rules \"\""), complained);
        assertTrue(complained.contains("layout \"harbour\""), complained);
    }
}

package org.breakwater.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigReaderTest {

    private static Config load(String source) {
        ConfigResult result = ConfigReader.parse(source, "c.toml");
        return assertInstanceOf(ConfigResult.Loaded.class, result, result.toString()).config();
    }

    private static ConfigResult.Rejected reject(String source) {
        return assertInstanceOf(
                ConfigResult.Rejected.class, ConfigReader.parse(source, "c.toml"), source);
    }

    /** One line an error: {@code line:column message -- hint}. */
    private static String errors(String source) {
        return reject(source).errors().stream()
                .map(e -> e.line() + ":" + e.column() + " " + e.message()
                        + (e.hint() == null ? "" : " -- " + e.hint()))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void anEmptyFileMeansTheDefaults() {
        assertEquals(Config.defaults(), load(""));
    }

    @Test
    void everyOptionIsRead() {
        Config config = load("""
                [shm]
                strategy = "copied"
                after-regrow = "zeros"
                on-truncation = "disconnect"
                [keyboard]
                rules = "evdev"
                model = "pc104"
                layout = "de,us"
                variant = "nodeadkeys,"
                options = "caps:escape"
                repeat-rate = 0
                repeat-delay = 250
                [[output]]
                name = "DP-1"
                mode = "2560x1440@143.912"
                scale = 1.25
                position = [-1920, 30]
                transform = "flipped-270"
                enabled = false
                adaptive-sync = true
                max-render-time = 5
                [[output]]
                name = "HEADLESS-1"
                scale = 2
                transform = "90"
                [quota]
                connections = 100
                objects = 101
                unsent-kib = 102
                fds = 103
                pools = 104
                pool-mib = 105
                buffers = 106
                surfaces = 107
                subsurfaces = 108
                frame-callbacks = 109
                waiting-commits = 110
                region-rectangles = 111
                texture-mib = 112
                type-kib = 113
                icon-mib = 114
                keymaps = 115
                [appearance]
                background = "#0A0b0c"
                [cursor]
                theme = "Adwaita"
                size = 32
                [session]
                realtime = false
                start = ["waybar", "swaybg -i 'a b.png'"]
                autostart = false
                [debug]
                overlay = true
                """);
        assertEquals(
                new ShmConfig(
                        ShmConfig.Strategy.COPIED,
                        ShmConfig.AfterRegrow.ZEROS,
                        ShmConfig.OnTruncation.DISCONNECT),
                config.shm());
        assertEquals(
                new KeyboardConfig(
                        "evdev", "pc104", "de,us", "nodeadkeys,", "caps:escape", 0, 250),
                config.keyboard());
        assertEquals(
                List.of(
                        new OutputConfig(
                                "DP-1",
                                new OutputMode(2560, 1440, 143_912),
                                1.25,
                                new OutputPosition(-1920, 30),
                                OutputTransform.FLIPPED_270,
                                false,
                                true,
                                5),
                        new OutputConfig("HEADLESS-1", null, 2.0, null, OutputTransform._90, true,
                                false, 0)),
                config.outputs());
        assertEquals(
                new QuotaConfig(
                        100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114,
                        115),
                config.quota());
        assertEquals(new AppearanceConfig(new Color(0x0a0b0c)), config.appearance());
        assertEquals(new CursorConfig("Adwaita", 32), config.cursor());
        assertEquals(new SessionConfig(false, List.of("waybar", "swaybg -i 'a b.png'"), false), config.session());
        assertEquals(new DebugConfig(true), config.debug());
        assertEquals(1.25, config.output("DP-1").scale());
        assertEquals(OutputConfig.defaults("DP-2"), config.output("DP-2"));
    }

    @Test
    void scaleIsRoundedToWhatFractionalScaleCanSay() {
        assertEquals(160 / 120.0, load("[[output]]\nname='a'\nscale = 1.3333").output("a").scale());
    }

    @Test
    void severalErrorsAreReportedAtOnceInTheOrderOfTheFile() {
        assertEquals("""
                2:1 strategy is "seled", which is not one of "auto", "sealed", "guarded", "copied"\
                 -- did you mean "sealed"?
                3:3 unknown option "afterregrow" in [shm] -- did you mean after-regrow?
                5:1 repeat-rate is 1001, which is not between 0 and 1000
                6:1 repeat-delay must be an integer, not a string
                7:1 unknown option "strategy" in [keyboard] -- strategy belongs in [shm]
                8:1 unknown table "shmm" -- did you mean shm?
                10:1 unknown option "zzzzzzzz" -- the tables are shm, keyboard, output, input,\
                 switches, quota, appearance, cursor, session, debug\
                """,
                errors("""
                        [shm]
                        strategy = "seled"
                          afterregrow = "zeros"
                        [keyboard]
                        repeat-rate = 1001
                        repeat-delay = "600"
                        strategy = "auto"
                        [shmm]
                        anything = 1
                        [[zzzzzzzz]]
                        """));
    }

    @Test
    void syntaxErrorsHavePositions() {
        assertEquals("""
                1:5 Integer is too large
                2:6 Invalid escape sequence '\\q'
                4:1 shm previously defined at line 3, column 1
                5:7 Unexpected '2', expected a newline or end-of-input""",
                errors("""
                        a = 99999999999999999999
                        b = "\\q"
                        [shm]
                        [shm]
                        c = 1 2
                        """));
    }

    @Test
    void behindASyntaxErrorNothingElseIsGuessed() {
        assertEquals("2:1 shm previously defined at line 1, column 1",
                errors("[shm]\n[shm]\nunknown = 1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "shm = 3                       | 1:1 shm must be a table, not an integer -- write [shm]",
        "[[shm]]                       | 1:1 shm must be a table, not an array -- write [shm]",
        "[output]                      | 1:1 output must be an array of tables, not a table"
                + " -- write [[output]]",
        "output = [1]                  | 1:1 output must be an array of tables, not of integers"
                + " -- write [[output]]",
        "strategy = 'auto'             | 1:1 unknown option \"strategy\""
                + " -- strategy belongs in [shm]",
        "shm.keyboard.layout = 'de'    | 1:1 unknown table \"keyboard\" in [shm]"
                + " -- [keyboard] is a table of its own",
        "shm.strategy = true           | 1:1 strategy must be a string, not a boolean"
                + " -- one of \"auto\", \"sealed\", \"guarded\", \"copied\"",
        "keyboard.layout = 1979-05-27  | 1:1 layout must be a string, not a date",
        "keyboard.layout = \"a\\nb\"   | 1:1 layout must not hold control characters",
        "keyboard.repeat-rate = 1.5    | 1:1 repeat-rate must be an integer, not a float",
        "keyboard.repeat-delay = 0     | 1:1 repeat-delay is 0,"
                + " which is not between 1 and 10000",
        "[[output]]                    | 1:1 this output has no name -- as in name = \"DP-1\"",
        "output = [{name = ''}]        | 1:12 name is empty -- as in name = \"DP-1\"",
        "output = [{name = 1}]         | 1:12 name must be a string, not an integer",
        "appearance.background = 'red' | 1:1 background is \"red\", which cannot be used"
                + " -- a colour is written \"#rrggbb\" with hexadecimal digits, as in \"#1b2f3d\"",
    })
    void wrongValuesAreNamed(String source, String error) {
        assertEquals(error, errors(source));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "scale = 0.2        | scale is 0.2, which is not between 0.25 and 10.0",
        "scale = 11         | scale is 11, which is not between 0.25 and 10.0",
        "scale = nan        | scale is NaN, which is not between 0.25 and 10.0",
        "scale = '2'        | scale must be a number, not a string",
        "position = [1]     | position does not hold two integers",
        "position = [1, .5] | ",
        "position = [1, 'a']| position does not hold two integers",
        "position = [0, -9223372036854775808] | position reaches past 1000000 pixels",
        "position = 'left'  | position must be an array, not a string",
        "mode = '1920'      | mode is \"1920\", which cannot be used",
        "mode = '0x600'     | mode is \"0x600\", which cannot be used",
        "mode = '9x9@0'     | mode is \"9x9@0\", which cannot be used",
        "transform = '45'   | transform is \"45\", which is not one of \"normal\", \"90\", \"180\","
                + " \"270\", \"flipped\", \"flipped-90\", \"flipped-180\", \"flipped-270\"",
        "name = 'b'         | ",
    })
    void wrongOutputValuesAreNamed(String line, String message) {
        ConfigError error = reject("[[output]]\nname = 'a'\n" + line).errors().get(0);
        assertEquals(3, error.line());
        if (message != null) {
            assertEquals(message, error.message());
        }
    }

    @Test
    void noTwoOutputsShareAName() {
        assertEquals(
                "4:1 there is an output \"a\" already -- keep one [[output]] for each name",
                errors("[[output]]\nname = 'a'\n[[output]]\nname = 'a'\n"));
    }

    @Test
    void anErrorIsShownWithItsLineAndACaret() {
        assertEquals("""
                c.toml:2:2: strategy is "x", which is not one of "auto", "sealed", "guarded",\
                 "copied"
                  2 | \tstrategy = "x" # \u00e9
                    | \t^

                c.toml:3:1: unknown option "after-regro" in [shm]
                  3 | after-regro = 1
                    | ^
                  hint: did you mean after-regrow?""",
                reject("[shm]\n\tstrategy = \"x\" # \u00e9\nafter-regro = 1\n").render());
    }

    @Test
    void aLongLineIsShownRoundTheCaret() {
        String pad = " ".repeat(500);
        String shown = reject("shm = {" + pad + "x = 1}").render();
        assertTrue(shown.lines().allMatch(line -> line.length() < 150), shown);
        String[] lines = shown.split("\n");
        assertEquals('x', lines[1].charAt(lines[2].indexOf('^')));
    }

    @Test
    void theFileCannotSendControlCharactersToTheTerminal() {
        String shown = reject("[shm]\n\"\\u001b[2J\" = \"\u202e\" # \u202e\n").render();
        assertTrue(shown.chars().allMatch(c -> c == '\n' || c >= ' ' && c != 0x202e), shown);
    }

    @Test
    void deepNestingIsAnErrorAndNoOverflow() {
        assertEquals("0:0 cannot be read: its values are nested too deeply",
                errors("a = " + "[".repeat(100_000)));
    }

    @Test
    void errorsAreBounded() {
        String source = "[shm]\n" + IntStream.range(0, 5000)
                .mapToObj(i -> "k" + i + " = 1\n").collect(Collectors.joining());
        assertEquals(Document.MOST_ERRORS, reject(source).errors().size());
    }

    /** Found by fuzzing: the parser's own assertion fails on it. */
    @Test
    void anEscapeThatTheParserDoesNotExpectIsAnError() {
        String source = "[shm]\ny = \"a" + "\\".repeat(23) + "uto\"\n";
        assertTrue(ConfigReader.parse(source, "escape") instanceof ConfigResult.Rejected);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedFilesNeverThrow(long seed) {
        Random random = new Random(seed);
        String pieces = "[]{}=\"'#.,\\\n\t 019x@-+_u\u0000\ue000aeT:Z";
        for (int i = 0; i < 150; i++) {
            StringBuilder source = new StringBuilder(DefaultConfigTest.withEveryOption());
            for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
                int at = random.nextInt(source.length());
                int end = Math.min(source.length(), at + random.nextInt(3));
                char c = pieces.charAt(random.nextInt(pieces.length()));
                source.replace(at, end, String.valueOf(c));
            }
            ConfigResult result = ConfigReader.parse(source.toString(), "damaged");
            if (result instanceof ConfigResult.Rejected rejected) {
                assertNotNull(rejected.render());
                for (ConfigError error : rejected.errors()) {
                    assertTrue(error.line() > 0, error::render);
                    assertTrue(error.column() > 0, error::render);
                }
            }
        }
    }

    @Test
    void filesThatCannotBeReadAreErrors(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("config.toml");
        assertEquals(file + ": cannot be read: there is no such file", unreadable(file));
        assertEquals(dir + ": cannot be read: Is a directory", unreadable(dir));
        Files.write(file, new byte[] {'a', (byte) 0xff});
        assertEquals(file + ": cannot be read: it is not UTF-8", unreadable(file));
        Files.write(file, new byte[ConfigReader.LARGEST_FILE + 1]);
        assertEquals(file + ": cannot be read: it is longer than 256 KiB", unreadable(file));
    }

    private static String unreadable(Path file) {
        return assertInstanceOf(ConfigResult.Rejected.class, ConfigReader.read(file)).render();
    }

    @Test
    void theDefaultPathFollowsXdg() {
        assertEquals(Path.of("/x/breakwater/config.toml"),
                ConfigReader.defaultPath(Map.of("XDG_CONFIG_HOME", "/x", "HOME", "/h")));
        assertEquals(Path.of("/h/.config/breakwater/config.toml"),
                ConfigReader.defaultPath(Map.of("XDG_CONFIG_HOME", "x", "HOME", "/h")));
        assertEquals(Path.of("/h/.config/breakwater/config.toml"),
                ConfigReader.defaultPath(Map.of("XDG_CONFIG_HOME", "", "HOME", "/h")));
    }

    @Test
    void theDefaultFileIsReadWhenThereIsOne(@TempDir Path dir) throws IOException {
        Map<String, String> environment = Map.of("XDG_CONFIG_HOME", dir.toString());
        assertEquals(new ConfigResult.Loaded(Config.defaults()),
                ConfigReader.readDefault(environment));
        Path file = ConfigReader.defaultPath(environment);
        Files.createDirectories(file.getParent());
        Files.write(file, "keyboard.layout = \"fr\"".getBytes(StandardCharsets.UTF_8));
        Config config = assertInstanceOf(
                ConfigResult.Loaded.class, ConfigReader.readDefault(environment)).config();
        assertEquals("fr", config.keyboard().layout());
    }
}

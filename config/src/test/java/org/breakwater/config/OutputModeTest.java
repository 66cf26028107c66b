package org.breakwater.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutputModeTest {

    @Test
    void refreshIsOptionalAndHasThreeDecimalsThatCount() {
        assertEquals(new OutputMode(800, 600, 0), OutputMode.parse("800x600"));
        assertEquals(new OutputMode(800, 600, 60_000), OutputMode.parse("800x600@60"));
        assertEquals(new OutputMode(800, 600, 59_940), OutputMode.parse("800x600@59.94"));
        assertEquals(new OutputMode(1, 16384, 1_000), OutputMode.parse("1x16384@1.0009"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "800", "800x", "x600", "800X600", "800 x 600", "0x600", "800x0", "16385x1", "1x16385",
        "-1x5", "800x600@", "800x600@0", "800x600@0.999", "800x600@1000.001", "800x600@60Hz",
        "800x600@60.", "999999999x1", "9999999999x1", "\u0661x1"})
    void otherTextIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> OutputMode.parse(text));
    }

    @Test
    void coloursAreSixHexadecimalDigits() {
        Color color = Color.parse("#12aBff");
        assertEquals(0x12, color.red());
        assertEquals(0xab, color.green());
        assertEquals(0xff, color.blue());
        for (String text : new String[] {"12abff", "#12abf", "#12abfff", "#12abfg", "#-2abff"}) {
            assertThrows(IllegalArgumentException.class, () -> Color.parse(text), text);
        }
    }
}

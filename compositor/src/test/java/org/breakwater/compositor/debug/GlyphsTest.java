package org.breakwater.compositor.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GlyphsTest {
    @Test
    void aLineIsWrittenWhereItWasAskedFor() {
        int[] pixels = new int[20 * 9];
        Glyphs.write(pixels, 20, 2, 1, "X 7", 1);
        assertEquals("""
                ....................
                ..#...#.......#####.
                ..#...#...........#.
                ...#.#...........#..
                ....#...........#...
                ...#.#..........#...
                ..#...#........#....
                ..#...#........#....
                ....................
                """, picture(pixels, 20));
    }

    @Test
    void everyCharacterOfThePanelHasAPictureOfItsOwn() {
        Set<String> seen = new HashSet<>();
        String used = "0123456789.FPSMSAXIKED".chars().distinct()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        for (char character : used.toCharArray()) {
            int[] pixels = new int[6 * 7];
            Glyphs.write(pixels, 6, 0, 0, String.valueOf(character), 1);
            String picture = picture(pixels, 6);
            assertFalse(picture.indexOf('#') < 0, character + " cannot be seen");
            seen.add(picture);
        }
        assertEquals(used.length(), seen.size());
    }

    private static String picture(int[] pixels, int width) {
        StringBuilder picture = new StringBuilder();
        for (int i = 0; i < pixels.length; i++) {
            picture.append(pixels[i] == 0 ? '.' : '#');
            if (i % width == width - 1) {
                picture.append('\n');
            }
        }
        return picture.toString();
    }
}

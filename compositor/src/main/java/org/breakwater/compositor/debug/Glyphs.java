package org.breakwater.compositor.debug;

/** The few characters that the overlay writes, 5 by 7 pixels each: no font needs to be found for them. */
final class Glyphs {
    /** From one character to the next. */
    static final int ADVANCE = 6;
    static final int HEIGHT = 7;
    private static final int WIDTH = 5;

    private static final String[] CHARACTERS = {".0123456789", "ADEFIKMPSX"};
    private static final String[] PICTURES = {
        """
            ..... .###. ..#.. .###. ####. ...#. ##### ..##. ##### .###. .###.
            ..... #...# .##.. #...# ....# ..##. #.... .#... ....# #...# #...#
            ..... #..## ..#.. ....# ....# .#.#. ####. #.... ...#. #...# #...#
            ..... #.#.# ..#.. ...#. .###. #..#. ....# ####. ..#.. .###. .####
            ..... ##..# ..#.. ..#.. ....# ##### ....# #...# ..#.. #...# ....#
            .##.. #...# ..#.. .#... ....# ...#. #...# #...# .#... #...# ...#.
            .##.. .###. .###. ##### ####. ...#. .###. .###. .#... .###. .##..
            """,
        """
            .###. ####. ##### ##### .###. #...# #...# ####. .#### #...#
            #...# #...# #.... #.... ..#.. #..#. ##.## #...# #.... #...#
            #...# #...# #.... #.... ..#.. #.#.. #.#.# #...# #.... .#.#.
            ##### #...# ####. ####. ..#.. ##... #.#.# ####. .###. ..#..
            #...# #...# #.... #.... ..#.. #.#.. #...# #.... ....# .#.#.
            #...# #...# #.... #.... ..#.. #..#. #...# #.... ....# #...#
            #...# ####. ##### #.... .###. #...# #...# #.... ####. #...#
            """};

    private Glyphs() {
    }

    /** Whether the pixel of a character is set; none is in one that is not known, such as a space. */
    static boolean isSet(char character, int x, int y) {
        for (int i = 0; i < CHARACTERS.length; i++) {
            int index = CHARACTERS[i].indexOf(character);
            if (index >= 0) {
                int line = CHARACTERS[i].length() * (WIDTH + 1);     // with its line break
                return PICTURES[i].charAt(y * line + index * (WIDTH + 1) + x) == '#';
            }
        }
        return false;
    }

    /** Writes a line into a picture, {@code stride} pixels wide, with its top left corner at (x, y). */
    static void write(int[] pixels, int stride, int x, int y, String text, int argb) {
        for (int i = 0; i < text.length(); i++) {
            for (int row = 0; row < HEIGHT; row++) {
                for (int column = 0; column < WIDTH; column++) {
                    if (isSet(text.charAt(i), column, row)) {
                        pixels[(y + row) * stride + x + i * ADVANCE + column] = argb;
                    }
                }
            }
        }
    }
}

package org.breakwater.config;

import java.util.regex.Pattern;

/**
 * An opaque colour.
 *
 * @param rgb {@code 0xrrggbb}, sRGB
 */
public record Color(int rgb) {
    private static final Pattern TEXT = Pattern.compile("#[0-9a-fA-F]{6}");

    public Color {
        if (rgb < 0 || rgb > 0xffffff) {
            throw new IllegalArgumentException("not a colour: " + rgb);
        }
    }

    /**
     * Reads {@code #rrggbb}.
     *
     * @throws IllegalArgumentException with a message fit for the user
     */
    public static Color parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a colour is written \"#rrggbb\" with hexadecimal digits, as in \"#1b2f3d\"");
        }
        return new Color(Integer.parseInt(text.substring(1), 16));
    }

    /** From 0 to 255. */
    public int red() {
        return rgb >> 16;
    }

    /** From 0 to 255. */
    public int green() {
        return rgb >> 8 & 0xff;
    }

    /** From 0 to 255. */
    public int blue() {
        return rgb & 0xff;
    }

    /** Each from 0 to 1; opaque. */
    public float[] rgba() {
        return new float[] {red() / 255f, green() / 255f, blue() / 255f, 1};
    }
}

package org.breakwater.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A resolution, with a refresh rate if one was named.
 *
 * @param width physical pixels
 * @param height physical pixels
 * @param refresh millihertz, as in {@code wl_output.mode}; 0: the output's choice
 */
public record OutputMode(int width, int height, int refresh) {
    /** The most pixels that an output has in either direction. */
    public static final int LARGEST = 16384;

    private static final int SLOWEST_MHZ = 1_000;
    private static final int FASTEST_MHZ = 1_000_000;
    private static final Pattern TEXT = Pattern.compile(
            "([0-9]{1,9})x([0-9]{1,9})(?:@([0-9]{1,6})(?:\\.([0-9]{1,3})[0-9]{0,9})?)?");

    public OutputMode {
        if (width < 1 || width > LARGEST || height < 1 || height > LARGEST) {
            throw new IllegalArgumentException(
                    "width and height must lie between 1 and " + LARGEST);
        }
        if (refresh != 0 && (refresh < SLOWEST_MHZ || refresh > FASTEST_MHZ)) {
            throw new IllegalArgumentException("the refresh rate must lie between 1 and 1000 Hz");
        }
    }

    /**
     * Reads {@code WxH} or {@code WxH@HZ}, the latter with up to three decimals that count.
     *
     * @throws IllegalArgumentException with a message fit for the user
     */
    public static OutputMode parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a mode is written WIDTHxHEIGHT or WIDTHxHEIGHT@HERTZ, as in \"1920x1080@60\"");
        }
        int refresh = 0;
        if (matcher.group(3) != null) {
            String decimals = matcher.group(4) == null ? "" : matcher.group(4);
            refresh = Integer.parseInt(matcher.group(3)) * 1000
                    + Integer.parseInt((decimals + "000").substring(0, 3));
            if (refresh == 0) {
                throw new IllegalArgumentException(
                        "the refresh rate must lie between 1 and 1000 Hz");
            }
        }
        return new OutputMode(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), refresh);
    }
}

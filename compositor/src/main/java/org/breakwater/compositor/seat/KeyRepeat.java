package org.breakwater.compositor.seat;

/**
 * How a held key repeats: {@code wl_keyboard.repeat_info}. From version 10 on the compositor repeats it, and
 * clients are told of a rate of 0.
 *
 * @param rate repeats a second; 0: keys do not repeat
 * @param delay milliseconds from the press to the first repeat
 */
public record KeyRepeat(int rate, int delay) {
    public static final KeyRepeat DEFAULT = new KeyRepeat(25, 600);

    public KeyRepeat {
        if (rate < 0 || delay < 0) {
            throw new IllegalArgumentException("negative key repeat " + rate + ", " + delay);
        }
    }
}

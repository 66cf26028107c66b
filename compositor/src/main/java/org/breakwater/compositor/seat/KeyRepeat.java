package org.breakwater.compositor.seat;

/**
 * How clients repeat a held key: {@code wl_keyboard.repeat_info}.
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

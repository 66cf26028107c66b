package org.breakwater.config;

/**
 * How a device moves the pointer and presses its buttons. Null: not asked for.
 *
 * @param profile how movement is accelerated
 * @param speed from -1, the slowest, to 1
 * @param middleEmulation the left and the right button together are the middle one
 */
public record PointerConfig(Profile profile, Double speed, Boolean middleEmulation) {
    /** How movement is accelerated. */
    public enum Profile {
        /** By the same factor always. */
        FLAT,
        /** The more, the faster it is. */
        ADAPTIVE
    }

    static PointerConfig nothing() {
        return new PointerConfig(null, null, null);
    }

    PointerConfig then(PointerConfig later) {
        return new PointerConfig(
                InputConfig.or(later.profile, profile),
                InputConfig.or(later.speed, speed),
                InputConfig.or(later.middleEmulation, middleEmulation));
    }
}

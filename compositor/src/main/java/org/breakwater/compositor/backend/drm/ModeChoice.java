package org.breakwater.compositor.backend.drm;

import java.util.List;
import org.breakwater.config.OutputMode;

/** Which of a screen's modes is set. */
final class ModeChoice {
    private ModeChoice() {
    }

    /**
     * The mode of the size that is wanted whose rate is nearest to the one that is wanted (the highest where none
     * is); where there is none of that size or none is wanted, the one that the screen prefers, or its largest.
     *
     * @param modes not empty
     * @param wanted null: what the screen prefers
     */
    static KmsMode of(List<KmsMode> modes, OutputMode wanted) {
        KmsMode best = null;
        if (wanted != null) {
            for (KmsMode mode : modes) {
                if (mode.width() == wanted.width() && mode.height() == wanted.height()
                        && (best == null || isNearer(mode, best, wanted.refresh()))) {
                    best = mode;
                }
            }
        }
        if (best != null) {
            return best;
        }
        for (KmsMode mode : modes) {
            if (mode.isPreferred()) {
                return mode;
            }
        }
        for (KmsMode mode : modes) {
            if (best == null || isBetter(mode, best)) {
                best = mode;
            }
        }
        return best;
    }

    private static boolean isNearer(KmsMode mode, KmsMode than, int refresh) {
        if (mode.isInterlaced() != than.isInterlaced()) {
            return than.isInterlaced();
        }
        return refresh == 0
                ? mode.refreshMilliHz() > than.refreshMilliHz()
                : Math.abs(mode.refreshMilliHz() - refresh) < Math.abs(than.refreshMilliHz() - refresh);
    }

    private static boolean isBetter(KmsMode mode, KmsMode than) {
        if (mode.isInterlaced() != than.isInterlaced()) {
            return than.isInterlaced();
        }
        long pixels = (long) mode.width() * mode.height();
        long thanPixels = (long) than.width() * than.height();
        return pixels != thanPixels
                ? pixels > thanPixels
                : mode.refreshMilliHz() > than.refreshMilliHz();
    }
}

package org.breakwater.compositor.backend.libinput;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What changes its mode together on a pad; all by their numbers on the whole pad, counted from 0.
 *
 * @param modes at least 1
 */
public record PadGroup(List<Integer> buttons, List<Integer> rings, List<Integer> strips, List<Integer> dials,
        int modes) {
    private static final int MOST_BUTTONS = 64;
    private static final int MOST_PARTS = 8;

    static List<PadGroup> of(Libinput libinput, long device) {
        List<PadGroup> groups = new ArrayList<>();
        int count = Math.min(libinput.padGroups(device), MOST_PARTS);
        for (int i = 0; i < count; i++) {
            int group = i;
            groups.add(new PadGroup(
                    those(MOST_BUTTONS, button -> libinput.padGroupHasButton(device, group, button)),
                    those(MOST_PARTS, ring -> libinput.padGroupHasRing(device, group, ring)),
                    those(MOST_PARTS, strip -> libinput.padGroupHasStrip(device, group, strip)),
                    those(MOST_PARTS, dial -> libinput.padGroupHasDial(device, group, dial)),
                    Math.max(1, libinput.padModes(device, group))));
        }
        return groups;
    }

    private static List<Integer> those(int most, IntPredicate has) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            if (has.test(i)) {
                found.add(i);
            }
        }
        return found;
    }
}

package org.breakwater.compositor.backend.wayland;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.render.Dmabuf;
import org.breakwater.render.DmabufFormat;
import org.breakwater.render.PixelFormat;

/**
 * How buffers could be made that both ends can use.
 *
 * @param modifiers the ways to lay out pixels that may be chosen from; none: the driver's own way
 * @param scanout a screen of the parent's could show them as they are
 */
record Layout(List<Long> modifiers, boolean scanout) {
    /**
     * What the parent takes and we can draw into, the best first.
     *
     * @param device the {@code dev_t} of that which draws: memory of other devices is for copies
     */
    static List<Layout> common(List<Tranche> tranches, List<DmabufFormat> drawable, long device) {
        List<Layout> common = new ArrayList<>();
        for (Tranche tranche : tranches) {
            if (tranche.device() != Tranche.ANY && !isSame(tranche.device(), device)) {
                continue;
            }
            List<Long> modifiers = new ArrayList<>(tranche.modifiers());
            modifiers.removeIf(modifier -> !drawable.contains(
                    new DmabufFormat(PixelFormat.XRGB8888.fourcc(), modifier, false)));
            boolean implicit = modifiers.removeIf(modifier -> modifier == Dmabuf.IMPLICIT);
            if (!modifiers.isEmpty()) {
                common.add(new Layout(List.copyOf(modifiers), tranche.scanout()));
            }
            if (implicit) {
                common.add(new Layout(List.of(), tranche.scanout()));
            }
        }
        return List.copyOf(common);
    }

    /** A device may have several nodes. */
    private static boolean isSame(long one, long other) {
        if (one == other) {
            return true;
        }
        try {
            return path(one).equals(path(other));
        } catch (IOException unknown) {
            return false;
        }
    }

    private static Path path(long device) throws IOException {
        long major = device >>> 8 & 0xfff | device >>> 32 & ~0xfffL;
        long minor = device & 0xff | device >>> 12 & ~0xffL;
        return Path.of("/sys/dev/char", (int) major + ":" + (int) minor, "device").toRealPath();
    }
}

package org.breakwater.render.gl;

import org.breakwater.render.PixelFormat;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;

/**
 * Makes llvmpipe let go of textures that are closed.
 *
 * <p>That driver gathers what is drawn into a <em>scene</em>, which its threads draw later. A scene refers to
 * the textures that it reads, up to 64 MiB of them, and has up to 36 MiB of commands; all of it goes when
 * the scene is next used, and of those that are idle the first is always taken. So whatever once needed
 * several scenes at a time, such as a frame with hundreds of translucent windows, leaves all but the first
 * full for good. At most six are ever busy: one is drawn, four wait, one is gathered. Here more than that
 * are filled faster than they can be drawn, so that each is used, with next to nothing.
 */
final class SceneFlood {
    private static final int SCENES = 12;
    /** Drawn over and over, to be slow without being large. */
    private static final int SIDE = 128;
    private static final int LAYERS = 48;
    private static final Rect AREA = new Rect(0, 0, SIDE, SIDE);
    private static final Region CLIP = Region.of(AREA);

    private SceneFlood() {
    }

    static void run(GlesRenderer renderer, GlesPass pass) {
        try (GlesTarget target = new GlesTarget(renderer, SIDE, SIDE, PixelFormat.ARGB8888, 0)) {
            for (int scene = 0; scene < SCENES; scene++) {
                pass.begin(target);
                for (int layer = 0; layer < LAYERS; layer++) {
                    pass.rect(AREA, 0, 0, 0, 0.5f, CLIP);
                }
                pass.submit();
            }
        }
    }
}

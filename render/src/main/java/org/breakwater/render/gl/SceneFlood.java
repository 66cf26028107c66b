package org.breakwater.render.gl;

import org.breakwater.render.PixelFormat;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;
import org.lwjgl.opengles.GLES30;

/**
 * Makes llvmpipe let go of textures that are closed.
 *
 * <p>That driver gathers what is drawn into a <em>scene</em>, which its threads draw later. A scene refers to
 * the textures that it reads and has up to 36 MiB of commands; all of it goes when the scene is next used, and
 * of those that are idle the first is always taken. There are as many as were ever in use at a time, and once
 * fewer are the last of them stay full for good. {@link FramesInFlight} bounds their number.
 *
 * <p>So all must be in use at once. The first of a series is slow to draw, the others are next to nothing; when
 * the last is gathered and the first still not drawn, they were all different ones. But what a scene refers to
 * is freed as it is used, which can take longer than the first takes to draw: hence several series, each of
 * which empties at least one more.
 */
final class SceneFlood {
    /** Those in flight, the one that is gathered, and one for a frame that needed two. */
    private static final int SCENES = FramesInFlight.MOST + 2;
    private static final int SERIES = 8;
    /** With so many layers 4 ms of a thread's time: slow without being large. */
    private static final int SIDE = 256;
    private static final int LAYERS = 64;
    private static final Rect AREA = new Rect(0, 0, SIDE, SIDE);
    private static final Region CLIP = Region.of(AREA);

    private SceneFlood() {
    }

    /** While nothing is in flight. False if some scene may not have been used. */
    static boolean run(GlesRenderer renderer, GlesPass pass) {
        try (GlesTarget target = new GlesTarget(renderer, SIDE, SIDE, PixelFormat.ARGB8888, 0)) {
            for (int series = 0; series < SERIES; series++) {
                if (usesAll(pass, target)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean usesAll(GlesPass pass, GlesTarget target) {
        pass.begin(target);
        for (int layer = 0; layer < LAYERS; layer++) {
            pass.rect(AREA, 0, 0, 0, 0.5f, CLIP);
        }
        pass.submit();
        long first = GLES30.glFenceSync(GLES30.GL_SYNC_GPU_COMMANDS_COMPLETE, 0);
        try {
            for (int scene = 2; scene < SCENES; scene++) {
                pass.begin(target);
                pass.clear(CLIP, 0, 0, 0, 0);
                pass.submit();
            }
            pass.begin(target);
            pass.clear(CLIP, 0, 0, 0, 0);
            boolean all = GLES30.glClientWaitSync(first, 0, 0) == GLES30.GL_TIMEOUT_EXPIRED;
            pass.submit();
            return all;
        } finally {
            GLES30.glDeleteSync(first);
            FramesInFlight.awaitDrawn();    // what comes next would need one scene more
        }
    }
}

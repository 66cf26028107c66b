package org.breakwater.tests;

import org.breakwater.compositor.capture.Picture;

/** The reference that a test paints, pixel by pixel, to say what an output is to show. */
public final class Canvas {
    private final int width;
    private final int height;
    private final int[] pixels;

    public Canvas(int width, int height, int background) {
        this.width = width;
        this.height = height;
        this.pixels = new int[width * height];
        java.util.Arrays.fill(pixels, background & 0xffffff);
    }

    /** An empty output of the fixture's. */
    public static Canvas of(Fixture fixture) {
        return new Canvas(fixture.output().backend().width(), fixture.output().backend().height(),
                fixture.background());
    }

    /** Paints 0xAARRGGBB, premultiplied, over what is there; what is outside is cut off. */
    public Canvas fill(int x, int y, int w, int h, int argb) {
        for (int row = Math.max(0, y); row < Math.min(height, y + h); row++) {
            for (int column = Math.max(0, x); column < Math.min(width, x + w); column++) {
                pixels[row * width + column] = over(argb, pixels[row * width + column]);
            }
        }
        return this;
    }

    public Picture picture() {
        return new Picture(width, height, pixels.clone());
    }

    private static int over(int source, int below) {
        int rest = 255 - (source >>> 24);
        int out = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int channel = (source >> shift & 0xff)
                    + Math.round((below >> shift & 0xff) * rest / 255f);
            out |= Math.min(255, channel) << shift;
        }
        return out;
    }
}

package org.breakwater.tests.vm;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** What a screen of the virtual machine shows: 0xRRGGBB, row by row. */
record VmPicture(int width, int height, int[] pixels) {
    static VmPicture of(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] &= 0xffffff;
        }
        return new VmPicture(image.getWidth(), image.getHeight(), pixels);
    }

    int pixel(int x, int y) {
        return pixels[y * width + x];
    }

    boolean shows(VmPicture other) {
        return width == other.width && height == other.height && Arrays.equals(pixels, other.pixels);
    }

    /** How many pixels in a part of it differ from the other's. */
    int differences(VmPicture other, Rectangle part) {
        int count = 0;
        Rectangle both = part.intersection(new Rectangle(Math.min(width, other.width),
                Math.min(height, other.height)));
        for (int y = both.y; y < both.y + both.height; y++) {
            for (int x = both.x; x < both.x + both.width; x++) {
                if (pixel(x, y) != other.pixel(x, y)) {
                    count++;
                }
            }
        }
        return count;
    }

    /** How many colours there are in it. */
    long colours() {
        return Arrays.stream(pixels).distinct().count();
    }

    boolean isBlank() {
        return colours() == 1;
    }
}

package org.breakwater.compositor.capture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageIO;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Renderer;
import org.breakwater.render.geometry.Rect;

/** Opaque pixels, 0xRRGGBB, row by row from the top left. May be handed to another thread. */
public record Picture(int width, int height, int[] pixels) {
    /** Reads back what a target holds; on the renderer's thread. */
    public static Picture of(Renderer renderer, RenderTarget target) {
        int width = target.width();
        int height = target.height();
        ByteBuffer bytes = ByteBuffer.allocateDirect(width * height * 4).order(ByteOrder.LITTLE_ENDIAN);
        renderer.readPixels(target, new Rect(0, 0, width, height), bytes, width * 4);
        int[] pixels = new int[width * height];
        bytes.asIntBuffer().get(pixels);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] &= 0xffffff;
        }
        return new Picture(width, height, pixels);
    }

    /** Reads a PNG, or any format that the JDK knows. */
    public static Picture read(byte[] file) throws IOException {
        BufferedImage image = ImageIO.read(new java.io.ByteArrayInputStream(file));
        if (image == null) {
            throw new IOException("not a picture");
        }
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] &= 0xffffff;
        }
        return new Picture(image.getWidth(), image.getHeight(), pixels);
    }

    public int at(int x, int y) {
        return pixels[y * width + x];
    }

    /** Takes tens of milliseconds for a large picture: not on the loop's thread. */
    public byte[] png() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new IllegalStateException("a picture could not be written to memory", e);
        }
        return out.toByteArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Picture picture && width == picture.width
                && java.util.Arrays.equals(pixels, picture.pixels);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(pixels);
    }
}

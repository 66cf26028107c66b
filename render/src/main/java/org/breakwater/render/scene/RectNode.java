package org.breakwater.render.scene;

import org.breakwater.render.RenderPass;
import org.breakwater.render.geometry.Rects;
import org.breakwater.render.geometry.RegionBuffer;

/** A rectangle of one premultiplied colour. Takes no input: hits go to what is below it. */
public final class RectNode extends SceneNode {
    private int width;
    private int height;
    private float red;
    private float green;
    private float blue;
    private float alpha;

    RectNode(Scene scene, TreeNode parent, int width, int height, float... rgba) {
        super(scene, parent);
        this.width = width;
        this.height = height;
        takeColor(rgba);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** Logical; nothing is drawn when a side is not positive. */
    public void setSize(int width, int height) {
        if (width != this.width || height != this.height) {
            this.width = width;
            this.height = height;
            scene.structureChanged();
        }
    }

    /** Four channels between 0 and 1, premultiplied. */
    public void setColor(float... rgba) {
        if (rgba.length != 4 || rgba[0] != red || rgba[1] != green || rgba[2] != blue
                || rgba[3] != alpha) {
            takeColor(rgba);
            touch();
        }
    }

    private void takeColor(float... rgba) {
        if (rgba.length != 4) {
            throw new IllegalArgumentException("a colour has four channels");
        }
        red = rgba[0];
        green = rgba[1];
        blue = rgba[2];
        alpha = rgba[3];
    }

    @Override
    int drawnWidth() {
        return Math.max(0, width);
    }

    @Override
    int drawnHeight() {
        return Math.max(0, height);
    }

    @Override
    void opaquePixels(NodeView view, RegionBuffer into) {
        if (alpha >= 1) {
            into.set(view.box());
        }
    }

    @Override
    void paint(RenderPass pass, NodeView view, Rects clip, boolean blend) {
        if (blend) {
            pass.rect(view.box(), red, green, blue, alpha, clip);
        } else {
            pass.clear(clip, red, green, blue, 1);
        }
    }
}

package org.breakwater.compositor.xdg;

import org.breakwater.protocol.server.Resource;
import org.breakwater.render.geometry.Rect;
import org.breakwater.wayland.XdgPositioner.Anchor;
import org.breakwater.wayland.XdgPositioner.Error;
import org.breakwater.wayland.XdgPositioner.Gravity;
import org.breakwater.wayland.XdgWmBase;
import org.breakwater.wayland.server.XdgPositionerResource;

/** {@code xdg_positioner}: collects the rules of a {@link Positioner}. */
final class XdgPositioner implements XdgPositionerResource.Requests {
    private int width;
    private int height;
    private Rect anchorRect;
    private Anchor anchor = Anchor.NONE;
    private Gravity gravity = Gravity.NONE;
    private int adjustments;
    private int offsetX;
    private int offsetY;
    private boolean reactive;
    private int parentWidth;
    private int parentHeight;
    private int parentConfigure;

    /**
     * A copy of the rules; throws {@code xdg_wm_base.invalid_positioner} when they are incomplete.
     */
    static Positioner rulesOf(XdgPositionerResource resource, Resource wmBase) {
        Positioner rules = ((XdgPositioner) resource.handler()).rules();
        if (!rules.isComplete()) {
            throw wmBase.error(XdgWmBase.Error.INVALID_POSITIONER,
                    "%s needs a size and an anchor rectangle", resource);
        }
        return rules;
    }

    Positioner rules() {
        return new Positioner(width, height, anchorRect, anchor, gravity, adjustments, offsetX,
                offsetY, reactive, parentWidth, parentHeight, parentConfigure);
    }

    @Override
    public void setSize(XdgPositionerResource self, int newWidth, int newHeight) {
        if (newWidth <= 0 || newHeight <= 0) {
            throw self.error(Error.INVALID_INPUT, "a size of %dx%d", newWidth, newHeight);
        }
        width = newWidth;
        height = newHeight;
    }

    @Override
    public void setAnchorRect(XdgPositionerResource self, int x, int y, int newWidth,
            int newHeight) {
        if (newWidth < 0 || newHeight < 0) {
            throw self.error(Error.INVALID_INPUT, "an anchor rectangle of %dx%d", newWidth,
                    newHeight);
        }
        anchorRect = new Rect(x, y, newWidth, newHeight);
    }

    @Override
    public void setAnchor(XdgPositionerResource self, int value) {
        Anchor known = Anchor.fromWire(value);
        if (known == null) {
            throw self.error(Error.INVALID_INPUT, "%s is not an anchor",
                    Integer.toUnsignedString(value));
        }
        anchor = known;
    }

    @Override
    public void setGravity(XdgPositionerResource self, int value) {
        Gravity known = Gravity.fromWire(value);
        if (known == null) {
            throw self.error(Error.INVALID_INPUT, "%s is not a gravity",
                    Integer.toUnsignedString(value));
        }
        gravity = known;
    }

    @Override
    public void setConstraintAdjustment(XdgPositionerResource self, int bits) {
        adjustments = bits;
    }

    @Override
    public void setOffset(XdgPositionerResource self, int x, int y) {
        offsetX = x;
        offsetY = y;
    }

    @Override
    public void setReactive(XdgPositionerResource self) {
        reactive = true;
    }

    @Override
    public void setParentSize(XdgPositionerResource self, int newWidth, int newHeight) {
        parentWidth = newWidth;
        parentHeight = newHeight;
    }

    @Override
    public void setParentConfigure(XdgPositionerResource self, int serial) {
        parentConfigure = serial;
    }

    @Override
    public void destroy(XdgPositionerResource self) {
        // Whoever used the rules has a copy.
    }
}

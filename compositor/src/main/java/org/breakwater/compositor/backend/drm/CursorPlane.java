package org.breakwater.compositor.backend.drm;

import org.breakwater.compositor.backend.PixelCopy;
import org.breakwater.compositor.backend.PointerPlane;
import org.breakwater.compositor.backend.drm.Kms.Capability;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Renderer;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;

/**
 * A card's plane for the pointer: drawn into a target, and copied into that of two dumb buffers which is not shown. A
 * virtual card wants to know where the picture points, too, since its viewer's own pointer is shown in its place.
 */
final class CursorPlane implements PointerPlane, AutoCloseable {
    private static final int USUAL_SIZE = 64;
    private static final int MOST_SIZE = 256;

    private final Kms kms;
    private final Renderer renderer;
    private final int plane;
    private final int crtc;
    private final int framebufferProperty;
    private final int crtcProperty;
    private final int[] source = new int[4];
    private final int[] placed = new int[4];
    private final int[] hotspot = new int[2];
    private final RenderTarget target;
    private final Region all;
    private final DumbFramebuffer[] buffers = new DumbFramebuffer[2];
    private final PixelCopy[] copies = new PixelCopy[2];
    private int shown;
    private int next;
    private boolean usable = true;
    private boolean visible;
    private boolean redrawn;
    private boolean changed;
    private int x;
    private int y;
    private int hotspotX;
    private int hotspotY;

    private CursorPlane(Kms kms, Renderer renderer, Survey.Layer layer, int crtc, RenderTarget target)
            throws KmsException {
        this.kms = kms;
        this.renderer = renderer;
        this.plane = layer.id();
        this.crtc = crtc;
        this.target = target;
        this.all = Region.of(new Rect(0, 0, target.width(), target.height()));
        KmsProperties properties = layer.properties();
        framebufferProperty = properties.required("FB_ID");
        crtcProperty = properties.required("CRTC_ID");
        String[] sides = {"X", "Y", "W", "H"};
        for (int i = 0; i < sides.length; i++) {
            source[i] = properties.required("SRC_" + sides[i]);
            placed[i] = properties.required("CRTC_" + sides[i]);
        }
        hotspot[0] = properties.id("HOTSPOT_X");
        hotspot[1] = properties.id("HOTSPOT_Y");
    }

    static CursorPlane create(Kms kms, Renderer renderer, Survey.Layer layer, int crtc) throws KmsException {
        int width = size(kms.capability(Capability.CURSOR_WIDTH));
        int height = size(kms.capability(Capability.CURSOR_HEIGHT));
        RenderTarget target = renderer.createTarget(width, height, PixelFormat.ARGB8888);
        CursorPlane created = null;
        boolean done = false;
        try {
            created = new CursorPlane(kms, renderer, layer, crtc, target);
            for (int i = 0; i < created.buffers.length; i++) {
                DumbFramebuffer buffer = DumbFramebuffer.create(kms, width, height, Kms.ARGB8888);
                created.buffers[i] = buffer;
                created.copies[i] = new PixelCopy(buffer.pixels(), width, height, buffer.stride());
            }
            done = true;
            return created;
        } finally {
            if (!done) {
                if (created == null) {
                    target.close();
                } else {
                    created.close();
                }
            }
        }
    }

    private static int size(long capability) {
        return capability <= 0 ? USUAL_SIZE : (int) Math.min(capability, MOST_SIZE);
    }

    int plane() {
        return plane;
    }

    @Override
    public boolean isUsable() {
        return usable;
    }

    /** A commit with it was refused. */
    void refuse() {
        usable = false;
        visible = false;
        changed = true;
    }

    @Override
    public int width() {
        return target.width();
    }

    @Override
    public int height() {
        return target.height();
    }

    @Override
    public RenderTarget target() {
        return target;
    }

    @Override
    public void drawn() {
        redrawn = true;
        changed = true;
    }

    @Override
    public boolean place(int newX, int newY, int newHotspotX, int newHotspotY) {
        changed |= !visible || newX != x || newY != y || newHotspotX != hotspotX
                || newHotspotY != hotspotY;
        visible = usable;
        x = newX;
        y = newY;
        hotspotX = newHotspotX;
        hotspotY = newHotspotY;
        return changed;
    }

    @Override
    public boolean hide() {
        changed |= visible;
        visible = false;
        return changed;
    }

    /** Whether it is shown, or is to be with the next request. */
    boolean isShown() {
        return visible;
    }

    /** Whether a request without it would leave something out. */
    boolean isChanged() {
        return changed;
    }

    /** Writes into the card's request what is wanted now. */
    void addTo() {
        changed = true;     // until it is taken
        if (!visible) {
            addOff();
            return;
        }
        if (redrawn) {
            redrawn = false;
            next = shown ^ 1;
            copies[next].add(all);
            copies[next].readFrom(renderer, target);
        }
        kms.add(plane, framebufferProperty, buffers[next].id());
        kms.add(plane, crtcProperty, crtc);
        kms.add(plane, source[0], 0);
        kms.add(plane, source[1], 0);
        kms.add(plane, source[2], (long) target.width() << 16);
        kms.add(plane, source[3], (long) target.height() << 16);
        kms.add(plane, placed[0], x);
        kms.add(plane, placed[1], y);
        kms.add(plane, placed[2], target.width());
        kms.add(plane, placed[3], target.height());
        if (hotspot[0] != 0 && hotspot[1] != 0) {
            kms.add(plane, hotspot[0], hotspotX);
            kms.add(plane, hotspot[1], hotspotY);
        }
    }

    /** Writes into the card's request that nothing is shown. */
    void addOff() {
        kms.add(plane, framebufferProperty, 0);
        kms.add(plane, crtcProperty, 0);
    }

    /** The request was taken. */
    void committed() {
        changed = false;
        shown = next;
    }

    /** Whether the last request, which was refused, had it on its plane. */
    boolean isWanted() {
        return visible && changed;
    }

    @Override
    public void close() {
        for (DumbFramebuffer buffer : buffers) {
            if (buffer != null) {
                buffer.close();
            }
        }
        target.close();
    }
}

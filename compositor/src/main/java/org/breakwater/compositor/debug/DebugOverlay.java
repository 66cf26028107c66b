package org.breakwater.compositor.debug;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.stats.FrameStats;
import org.breakwater.render.RenderPass;
import org.breakwater.render.Renderer;
import org.breakwater.render.Texture;
import org.breakwater.render.geometry.FRect;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.scene.SceneOutput;

/**
 * Tints what the last frames of one output drew anew, the more faintly the longer ago, and shows a
 * {@link Panel} with the times that they took. It changes with the frames that are drawn anyway, and asks for
 * none: while nothing happens, it stands still. Loop thread.
 */
public final class DebugOverlay implements SceneOutput.Overlay, AutoCloseable {
    /** After so many frames a tint is gone. */
    static final int FADE = 12;
    static final float STRONGEST = 0.4f;
    private static final int MOST_RECTS = 8;

    private final SceneOutput output;
    private final long period;
    private final Panel panel;
    private final List<Region> tints = new ArrayList<>(FADE + 1);      // the latest first
    private Rect place;

    /** Shows itself; {@code period}: how long a refresh takes, in nanoseconds. */
    public DebugOverlay(Renderer renderer, SceneOutput output, FrameStats stats, long period) {
        this.output = output;
        this.period = period;
        this.panel = new Panel(renderer, stats);
        output.setOverlay(this);
    }

    @Override
    public Region prepare(SceneOutput shown, Region damage) {
        Region changed = Region.EMPTY;
        tints.add(0, damage.collapse(MOST_RECTS));
        for (int i = 0; i < tints.size(); i++) {
            changed = changed.union(tints.get(i));
        }
        if (tints.size() > FADE) {
            tints.remove(FADE);
        }
        Rect geometry = shown.geometry();
        Rect logical = Panel.place(geometry.width());
        place = shown.toPixels(geometry.x() + logical.x(), geometry.y() + logical.y(), logical.width(),
                logical.height());
        return changed.union(place);
    }

    @Override
    public void paint(SceneOutput shown, RenderPass pass, Region clip) {
        for (int i = 0; i < tints.size(); i++) {
            float alpha = STRONGEST * (FADE - i) / FADE;
            for (Rect rect : tints.get(i).rects()) {
                pass.rect(rect, alpha, 0, alpha, alpha, clip);
            }
        }
        Texture picture = panel.draw(period);
        pass.texture(picture, new FRect(0, 0, Panel.WIDTH, Panel.HEIGHT), place, shown.transform().invert(),
                1, clip, false);
    }

    /** Gives the output back as it was, with the next frame. */
    @Override
    public void close() {
        output.setOverlay(null);
        panel.close();
    }
}

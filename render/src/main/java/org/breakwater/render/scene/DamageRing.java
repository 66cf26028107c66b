package org.breakwater.render.scene;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Rects;
import org.breakwater.render.geometry.RegionBuffer;

/**
 * What changed on an output since each of its targets was last drawn. Keyed by the target's
 * identity and not by its age, so the order in which a backend hands out targets does not matter.
 */
public final class DamageRing {
    /**
     * More rectangles than this become their bounds: to keep them apart costs more than to draw between them.
     * A hundred small windows that each changed stay themselves, and what is behind them is not drawn anew.
     */
    public static final int MAX_RECTS = 128;
    /** Targets remembered; the one drawn longest ago is forgotten first. */
    private static final int MAX_TARGETS = 8;

    private final List<Entry> entries = new ArrayList<>(4);     // drawn longest ago first
    private final RegionBuffer pending = new RegionBuffer();
    private final RegionBuffer added = new RegionBuffer();
    private final RegionBuffer taken = new RegionBuffer();
    private Rect bounds;

    public DamageRing(Rect bounds) {
        reset(bounds);
    }

    /** Forgets every target: all of the new bounds is to be drawn. */
    public void reset(Rect newBounds) {
        bounds = newBounds;
        entries.clear();
        pending.set(newBounds);
    }

    public void add(Rects damage) {
        added.set(damage).intersect(bounds);
        if (added.isEmpty()) {
            return;
        }
        pending.add(added).collapse(MAX_RECTS);
        for (int i = 0; i < entries.size(); i++) {
            entries.get(i).damage.add(added).collapse(MAX_RECTS);
        }
    }

    /** What changed since any target was drawn; follows changes. */
    public Rects pending() {
        return pending;
    }

    /**
     * What must be drawn to bring {@code target} up to date, until this is next called; the target then
     * counts as up to date.
     */
    public Rects take(RenderTarget target) {
        pending.clear();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.target == target) {
                entries.remove(i);
                entries.add(entry);
                taken.set(entry.damage);
                entry.damage.clear();
                return taken;
            }
        }
        if (entries.size() == MAX_TARGETS) {
            entries.remove(0);
        }
        entries.add(new Entry(target));
        return taken.set(bounds);
    }

    /** What is pending needs no frame any more; the targets are still to be brought up to date. */
    public void pass() {
        pending.clear();
    }

    /** The target is gone, or what it holds is not known. */
    public void forget(RenderTarget target) {
        entries.removeIf(entry -> entry.target == target);
    }

    private static final class Entry {
        private final RenderTarget target;
        private final RegionBuffer damage = new RegionBuffer();

        private Entry(RenderTarget target) {
            this.target = target;
        }
    }
}

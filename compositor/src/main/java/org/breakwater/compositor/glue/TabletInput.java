package org.breakwater.compositor.glue;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.breakwater.compositor.cursor.CursorTheme;
import org.breakwater.compositor.seat.SurfaceFinder;
import org.breakwater.compositor.seat.SurfaceLocator;
import org.breakwater.compositor.seat.Target;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.tablet.PadInfo;
import org.breakwater.compositor.tablet.Tablet;
import org.breakwater.compositor.tablet.TabletInfo;
import org.breakwater.compositor.tablet.TabletManager;
import org.breakwater.compositor.tablet.TabletPad;
import org.breakwater.compositor.tablet.TabletTool;
import org.breakwater.compositor.tablet.ToolInfo;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.render.geometry.Point;

/**
 * Where the input of drawing tablets enters, as that of other devices does at {@link SeatInput}: a
 * backend, or a test, calls this in layout coordinates. Over a client that knows nothing of tablets
 * a tool moves the pointer, and its tip is the left button.
 *
 * <p>The values of a tool (pressure and the like) are given to {@link TabletTool} directly, and
 * every group of a tool's events ends with {@link #frame}.
 */
public final class TabletInput {
    private static final int LEFT_BUTTON = 0x110;

    private final EventLoop loop;
    private final TabletManager manager;
    private final SeatInput input;
    private final SurfaceFinder finder;
    private final SurfaceLocator locator;
    private final Supplier<CursorView> views;
    private final Map<TabletTool, Place> places = new HashMap<>();

    /** Where a tool is, and the image there. */
    private static final class Place {
        private final CursorView view;
        private double x;
        private double y;
        /** The pointer moves with it. */
        private boolean pointing;
        /** Its tip holds the pointer's left button, wherever it moves. */
        private boolean pressing;

        Place(CursorView view) {
            this.view = view;
        }
    }

    /** {@code views}: makes the image of a tool. */
    public TabletInput(EventLoop loop, TabletManager manager, SeatInput input,
            SurfaceFinder finder, SurfaceLocator locator, Supplier<CursorView> views) {
        this.views = views;
        this.loop = loop;
        this.manager = manager;
        this.input = input;
        this.finder = finder;
        this.locator = locator;
    }

    public Tablet addTablet(TabletInfo info) {
        return manager.addTablet(info);
    }

    public TabletTool addTool(ToolInfo info) {
        TabletTool tool = manager.addTool(info);
        Place place = new Place(views.get());
        places.put(tool, place);
        tool.cursorChanged().add(place.view::show);
        return tool;
    }

    /** As {@link CursorView#textureCount}, of all tools. */
    public int textureCount() {
        return places.values().stream().mapToInt(place -> place.view.textureCount()).sum();
    }

    /** As {@link CursorView#textureBytes}, of all tools. */
    public long textureBytes() {
        return places.values().stream().mapToLong(place -> place.view.textureBytes()).sum();
    }

    /** As {@link CursorView#rendererRecovered}, of all tools. */
    public void rendererRecovered() {
        places.values().forEach(place -> place.view.rendererRecovered());
    }

    /** As {@link CursorView#setTheme}, of all tools. */
    public void setTheme(CursorTheme next) {
        places.values().forEach(place -> place.view.setTheme(next));
    }

    /** Frees the tools' images. */
    public void close() {
        places.values().forEach(place -> place.view.close());
        places.clear();
    }

    public TabletPad addPad(PadInfo info, Tablet tablet) {
        return manager.addPad(info, tablet);
    }

    /** The tablet was unplugged, and its pads with it. */
    public void remove(Tablet tablet) {
        guarded("a tablet's end", () -> {
            places.forEach((tool, place) -> {
                if (tool.tablet() == tablet) {
                    release(place, now());
                }
            });
            manager.remove(tablet);
        });
    }

    public void remove(TabletTool tool) {
        guarded("a tool's end", () -> {
            manager.remove(tool);
            Place place = places.remove(tool);
            if (place != null) {
                release(place, now());
                place.view.close();
            }
        });
    }

    public void remove(TabletPad pad) {
        guarded("a pad's end", () -> manager.remove(pad));
    }

    /** The tool came near a tablet, or moved above it or on it. */
    public void move(TabletTool tool, Tablet tablet, int timeMs, double lx, double ly) {
        guarded("a tool's movement", () -> {
            Place place = places.get(tool);
            place.x = lx;
            place.y = ly;
            point(tool, tablet, place, timeMs);
            place.view.moveTo(lx, ly);
            place.view.setPresent(!place.pointing);
        });
    }

    /** The tool touches, or does so no more; a touch turns to the window below it. */
    public void tip(TabletTool tool, int timeMs, boolean down) {
        guarded("a tool's tip", () -> {
            Place place = places.get(tool);
            if (place.pointing) {
                if (!down) {
                    release(place, timeMs);
                } else if (!place.pressing) {
                    place.pressing = true;
                    input.pointerButton(timeMs, LEFT_BUTTON, true);
                }
                return;
            }
            if (down) {
                input.turnTo(place.x, place.y);
            }
            tool.tip(down);
            lookAgain(tool, place, timeMs);
        });
    }

    /** {@code button}: a code of linux/input-event-codes.h. */
    public void button(TabletTool tool, int timeMs, int button, boolean pressed) {
        guarded("a tool's button", () -> {
            Place place = places.get(tool);
            if (!place.pointing) {
                tool.button(button, pressed);
                lookAgain(tool, place, timeMs);
            }
        });
    }

    /** The tool is near no tablet any more. */
    public void proximityOut(TabletTool tool, int timeMs) {
        guarded("a tool's leaving", () -> {
            Place place = places.get(tool);
            release(place, timeMs);
            place.pointing = false;
            tool.proximityOut(timeMs);
            place.view.setPresent(false);
        });
    }

    public void frame(TabletTool tool, int timeMs) {
        guarded("a tool's frame", () -> tool.frame(timeMs));
    }

    /** Nothing keeps the tool any more: what is below it may be another surface. */
    private void lookAgain(TabletTool tool, Place place, int timeMs) {
        Target target = finder.at(place.x, place.y);
        boolean elsewhere = tool.focus() != (target == null ? null : target.surface());
        if (!tool.isHeld() && tool.tablet() != null && elsewhere) {
            tool.frame(timeMs);
            point(tool, tool.tablet(), place, timeMs);
        }
    }

    private void point(TabletTool tool, Tablet tablet, Place place, int timeMs) {
        tool.reached(place.x, place.y);
        if (tool.isTaken()) {
            Target below = finder.at(place.x, place.y);
            tool.takenMoved(timeMs, below == null ? null : below.surface(), below == null ? 0 : below.sx(),
                    below == null ? 0 : below.sy());
            return;
        }
        if (tool.isHeld() && tool.focus() != null) {
            Point origin = locator.originOf(tool.focus());
            tool.motion(place.x - origin.x(), place.y - origin.y());
            return;
        }
        if (place.pressing) {
            input.pointerMoved(timeMs, place.x, place.y);
            return;
        }
        Target target = finder.at(place.x, place.y);
        Surface surface = target == null ? null : target.surface();
        place.pointing = surface != null && !manager.isHeardBy(surface.resource().client());
        if (place.pointing) {
            tool.enter(timeMs, tablet, null, 0, 0);
            input.pointerMoved(timeMs, place.x, place.y);
        } else if (surface == null || tool.focus() != surface || tool.tablet() != tablet) {
            tool.enter(timeMs, tablet, surface, target == null ? 0 : target.sx(),
                    target == null ? 0 : target.sy());
        } else {
            tool.motion(target.sx(), target.sy());
        }
    }

    private void release(Place place, int timeMs) {
        if (place.pressing) {
            place.pressing = false;
            input.pointerButton(timeMs, LEFT_BUTTON, false);
        }
    }

    private int now() {
        return (int) (loop.clock().nanos() / 1_000_000);
    }

    private void guarded(String what, Runnable event) {
        try {
            event.run();
        } catch (Throwable thrown) {
            loop.failed(what, thrown);
        }
    }
}

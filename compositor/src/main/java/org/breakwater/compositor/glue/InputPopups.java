package org.breakwater.compositor.glue;

import java.util.IdentityHashMap;
import java.util.Map;
import org.breakwater.compositor.desktop.Desktop;
import org.breakwater.compositor.desktop.Window;
import org.breakwater.compositor.inputmethod.InputMethods;
import org.breakwater.compositor.inputmethod.InputPopup;
import org.breakwater.compositor.output.Output;
import org.breakwater.compositor.output.OutputLayout;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.textinput.TextField;
import org.breakwater.render.geometry.Point;
import org.breakwater.render.geometry.Rect;

/**
 * Places an input method's surfaces beside the cursor of the text: below it, or above where there
 * is no room, and within the output.
 */
public final class InputPopups implements Desktop.Listener {
    private final Layers layers;
    private final OutputLayout layout;
    private final Map<InputPopup, Surface> shown = new IdentityHashMap<>();

    public InputPopups(InputMethods methods, Desktop desktop, Layers layers, OutputLayout layout) {
        this.layers = layers;
        this.layout = layout;
        methods.popupChanged().add(this::changed);
        desktop.addListener(this);
    }

    /** A window moved, and what is shown beside its text with it. */
    @Override
    public void changed(Window window) {
        shown.keySet().forEach(this::place);
    }

    private void changed(InputPopup popup) {
        if (popup.field() != null) {
            if (shown.put(popup, popup.surface()) == null) {
                SurfaceNode.of(popup.surface()).tree().reparent(layers.overlay());
            }
            place(popup);
        } else if (shown.remove(popup) != null && popup.surface().resource().isAlive()) {
            SurfaceNode.of(popup.surface()).toLimbo();
        }
    }

    private void place(InputPopup popup) {
        TextField field = popup.field();
        if (field == null || field.surface() == null) {
            return;
        }
        Rect told = field.state().cursorRectangle();
        Rect local = told == null ? new Rect(0, 0, 0, 0) : told;
        Point origin = SurfaceNode.of(field.surface()).tree().layoutPosition();
        Rect cursor = local.translate(origin.x(), origin.y());
        int width = popup.surface().width();
        int height = popup.surface().height();
        int x = cursor.x();
        int y = cursor.y2();
        Output output = layout.outputNearest(cursor.x(), cursor.y());
        if (output != null) {
            Rect screen = output.geometry();
            x = Math.max(screen.x(), Math.min(x, screen.x2() - width));
            if (y + height > screen.y2() && cursor.y() - height >= screen.y()) {
                y = cursor.y() - height;
            }
            y = Math.max(screen.y(), Math.min(y, screen.y2() - height));
        }
        SurfaceNode.of(popup.surface()).tree().setPosition(x, y);
        popup.placed(cursor.translate(-x, -y));
    }
}

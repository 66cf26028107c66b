package org.breakwater.compositor.cursor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.breakwater.wayland.WpCursorShapeDeviceV1.Shape;

/** What themes call the shapes: as CSS does, or by names that X has had since long before. */
final class ShapeNames {
    private ShapeNames() {
    }

    /** The best first. */
    static List<String> of(Shape shape) {
        List<String> names = new ArrayList<>();
        names.add(shape.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        names.addAll(old(shape));
        return names;
    }

    private static List<String> old(Shape shape) {
        return switch (shape) {
            case DEFAULT -> List.of("left_ptr", "arrow", "top_left_arrow");
            case CONTEXT_MENU -> List.of("left_ptr");
            case HELP -> List.of("question_arrow", "left_ptr_help", "whats_this");
            case POINTER -> List.of("hand2", "pointing_hand", "hand1", "hand");
            case PROGRESS -> List.of("left_ptr_watch", "half-busy");
            case WAIT -> List.of("watch");
            case CELL -> List.of("plus", "cross");
            case CROSSHAIR -> List.of("cross", "tcross");
            case TEXT -> List.of("xterm", "ibeam");
            case VERTICAL_TEXT -> List.of("xterm");
            case ALIAS -> List.of("link", "dnd-link");
            case COPY -> List.of("dnd-copy");
            case MOVE -> List.of("dnd-move", "fleur");
            case NO_DROP -> List.of("dnd-none", "dnd-no-drop", "circle", "forbidden");
            case NOT_ALLOWED -> List.of("crossed_circle", "forbidden", "circle");
            case GRAB -> List.of("openhand", "hand1");
            case GRABBING -> List.of("closedhand", "dnd-move", "fleur");
            case E_RESIZE -> List.of("right_side");
            case N_RESIZE -> List.of("top_side");
            case NE_RESIZE -> List.of("top_right_corner");
            case NW_RESIZE -> List.of("top_left_corner");
            case S_RESIZE -> List.of("bottom_side");
            case SE_RESIZE -> List.of("bottom_right_corner");
            case SW_RESIZE -> List.of("bottom_left_corner");
            case W_RESIZE -> List.of("left_side");
            case EW_RESIZE -> List.of("sb_h_double_arrow", "size_hor", "h_double_arrow");
            case NS_RESIZE -> List.of("sb_v_double_arrow", "size_ver", "v_double_arrow");
            case NESW_RESIZE -> List.of("fd_double_arrow", "size_bdiag");
            case NWSE_RESIZE -> List.of("bd_double_arrow", "size_fdiag");
            case COL_RESIZE -> List.of("split_h", "sb_h_double_arrow");
            case ROW_RESIZE -> List.of("split_v", "sb_v_double_arrow");
            case ALL_SCROLL, ALL_RESIZE -> List.of("fleur", "size_all");
            case ZOOM_IN, ZOOM_OUT -> List.of();
            case DND_ASK -> List.of("question_arrow", "dnd-copy");
        };
    }
}

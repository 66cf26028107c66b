package org.breakwater.compositor.textinputv1;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.textinput.TextInputs;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.server.ZwpTextInputManagerV1Resource;
import org.breakwater.wayland.server.ZwpTextInputV1Resource;

/** {@code zwp_text_input_manager_v1} 1, for one seat. */
public final class OldTextInputs implements ZwpTextInputManagerV1Resource.Requests {
    private static final int VERSION = 1;

    private final Seat seat;
    private final TextInputs fields;
    private final List<OldTextInput> active = new ArrayList<>(1);

    /** {@code fields}: those of version 3, with which these take turns. */
    public OldTextInputs(Display display, Seat seat, TextInputs fields) {
        this.seat = seat;
        this.fields = fields;
        seat.keyboard().focusChanged().add(keyboard -> focusChanged());
        display.createGlobal(ZwpTextInputManagerV1Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    @Override
    public void createTextInput(ZwpTextInputManagerV1Resource resource,
            ZwpTextInputV1Resource id) {
        new OldTextInput(id, this);
    }

    Seat seat() {
        return seat;
    }

    TextInputs fields() {
        return fields;
    }

    void activated(OldTextInput input) {
        active.add(input);
    }

    void deactivated(OldTextInput input) {
        active.remove(input);
    }

    private void focusChanged() {
        for (OldTextInput input : List.copyOf(active)) {
            if (input.surface() != seat.keyboard().focus()) {
                input.leave();
            }
        }
    }
}

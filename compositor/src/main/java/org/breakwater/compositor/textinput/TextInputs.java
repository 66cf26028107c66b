package org.breakwater.compositor.textinput;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.server.WlSeatResource;
import org.breakwater.wayland.server.ZwpTextInputManagerV3Resource;
import org.breakwater.wayland.server.ZwpTextInputV3Resource;

/** {@code zwp_text_input_manager_v3} 1, for one seat: the text focus follows the keyboard's. */
public final class TextInputs implements ZwpTextInputManagerV3Resource.Requests {
    private static final int VERSION = 1;

    private final Seat seat;
    private final List<TextInput> inputs = new ArrayList<>();
    private Composer composer = (field, renewed) -> { };
    private TextField enabled;

    public TextInputs(Display display, Seat seat) {
        this.seat = seat;
        seat.keyboard().focusChanged().add(keyboard -> focusChanged(keyboard.focus()));
        display.createGlobal(ZwpTextInputManagerV3Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    /** Who is told of the field that is enabled. */
    public void setComposer(Composer next) {
        composer = next;
    }

    /** The field that text goes to; null: none. */
    public TextField enabled() {
        return enabled;
    }

    @Override
    public void getTextInput(ZwpTextInputManagerV3Resource resource, ZwpTextInputV3Resource id,
            WlSeatResource seatResource) {
        if (Seat.of(seatResource) != seat) {
            id.makeInert();
            return;
        }
        TextInput input = new TextInput(id, this);
        inputs.add(input);
        Surface focused = seat.keyboard().focus();
        if (focused != null && focused.resource().client() == id.client()) {
            input.enter(focused);
        }
    }

    @Override
    public void destroy(ZwpTextInputManagerV3Resource resource) {
        // The objects stay.
    }

    /** One at a time. */
    public boolean mayEnable(TextField input) {
        return enabled == null || enabled == input;
    }

    /**
     * A field that may be enabled is, or its state has changed; {@code renewed}: nothing from
     * before counts.
     */
    public void changed(TextField input, boolean renewed) {
        enabled = input;
        composer.fieldChanged(input, renewed);
    }

    /** Text goes to this field no longer. */
    public void disabled(TextField input) {
        if (enabled == input) {
            enabled = null;
            composer.fieldChanged(null, true);
        }
    }

    void remove(TextInput input) {
        inputs.remove(input);
    }

    private void focusChanged(Surface focused) {
        List<TextInput> now = List.copyOf(inputs);
        now.forEach(TextInput::leave);
        if (focused != null) {
            for (TextInput input : now) {
                if (input.client() == focused.resource().client()) {
                    input.enter(focused);
                }
            }
        }
    }
}

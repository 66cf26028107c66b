package org.breakwater.compositor.inputmethod;

import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.textinput.Composer;
import org.breakwater.compositor.textinput.TextField;
import org.breakwater.compositor.textinput.TextInputs;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.server.WlSeatResource;
import org.breakwater.wayland.server.ZwpInputMethodManagerV2Resource;
import org.breakwater.wayland.server.ZwpInputMethodV2Resource;

/** {@code zwp_input_method_manager_v2} 1, for one seat, which has one input method at a time. */
public final class InputMethods implements ZwpInputMethodManagerV2Resource.Requests, Composer {
    private static final int VERSION = 1;

    private final Display display;
    private final Seat seat;
    private final TextInputs fields;
    private final Signal<InputPopup> popupChanged = new Signal<>();
    private InputMethod method;

    public InputMethods(Display display, Seat seat, TextInputs fields) {
        this.display = display;
        this.seat = seat;
        this.fields = fields;
        fields.setComposer(this);
        display.createGlobal(ZwpInputMethodManagerV2Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    /** A surface beside the text's cursor came, went, or must be placed again. */
    public Signal<InputPopup> popupChanged() {
        return popupChanged;
    }

    /** The field that is composed for; null: none. */
    public TextField field() {
        return fields.enabled();
    }

    @Override
    public void getInputMethod(ZwpInputMethodManagerV2Resource resource,
            WlSeatResource seatResource, ZwpInputMethodV2Resource id) {
        if (Seat.of(seatResource) != seat || method != null) {
            id.makeInert();
            id.sendUnavailable();
            return;
        }
        method = new InputMethod(id, this);
        method.tell(fields.enabled() != null);
    }

    @Override
    public void destroy(ZwpInputMethodManagerV2Resource resource) {
        // The objects stay.
    }

    @Override
    public void fieldChanged(TextField field, boolean renewed) {
        if (method != null) {
            method.tell(renewed);
        }
    }

    Seat seat() {
        return seat;
    }

    int nextSerial() {
        return display.nextSerial();
    }

    void ended(InputMethod gone) {
        if (method == gone) {
            method = null;
        }
    }
}

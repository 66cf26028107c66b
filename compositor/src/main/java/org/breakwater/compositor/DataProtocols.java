package org.breakwater.compositor;

import java.util.function.Predicate;
import org.breakwater.compositor.datacontrol.DataControl;
import org.breakwater.compositor.glue.VirtualInput;
import org.breakwater.compositor.inputmethod.InputMethods;
import org.breakwater.compositor.primaryselection.PrimarySelection;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.selection.DataDevices;
import org.breakwater.compositor.selection.Selection;
import org.breakwater.compositor.textinput.TextInputs;
import org.breakwater.compositor.textinputv1.OldTextInputs;
import org.breakwater.compositor.topleveldrag.Carrier;
import org.breakwater.compositor.topleveldrag.ToplevelDrags;
import org.breakwater.compositor.virtualkeyboard.VirtualKeyboards;
import org.breakwater.compositor.virtualpointer.VirtualPointers;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Display;

/** Selections, drags, virtual input and text input. */
final class DataProtocols {
    private final Display display;
    private final Seat seat;
    private final DataDevices devices;
    private final InputMethods inputMethods;

    /** {@code trusted}: the clients that may use data control. */
    DataProtocols(Display display, Seat seat, Predicate<Client> trusted) {
        this.display = display;
        this.seat = seat;
        Selection clipboard = new Selection(seat, trusted);
        Selection primary = new Selection(seat, trusted);
        devices = new DataDevices(display, seat, clipboard);
        new PrimarySelection(display, seat, primary);
        new DataControl(display, seat, clipboard, primary);
        TextInputs fields = new TextInputs(display, seat);
        new OldTextInputs(display, seat, fields);
        inputMethods = new InputMethods(display, seat, fields);
    }

    DataDevices devices() {
        return devices;
    }

    InputMethods inputMethods() {
        return inputMethods;
    }

    /** Lets drags carry windows. */
    void addToplevelDrags(Carrier carrier) {
        new ToplevelDrags(display, devices, carrier);
    }

    /** Lets clients press keys and move the pointer. */
    void addVirtualInput(VirtualInput input) {
        new VirtualKeyboards(display, seat, input, client -> true);
        new VirtualPointers(display, seat, input);
    }
}

package org.breakwater.compositor.inputmethod;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.textinput.TextField;
import org.breakwater.compositor.textinput.TextState;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.ZwpInputMethodKeyboardGrabV2Resource;
import org.breakwater.wayland.server.ZwpInputMethodV2Resource;
import org.breakwater.wayland.server.ZwpInputPopupSurfaceV2Resource;

/**
 * {@code zwp_input_method_v2}. It is told of the field that is enabled, and of the newest state
 * alone when it has not read for a while. Its commit names how much it has read: when that is not
 * all, the text is entered nevertheless, but nothing is deleted, for it may be other text by now.
 */
final class InputMethod implements ZwpInputMethodV2Resource.Requests {
    private final ZwpInputMethodV2Resource resource;
    private final InputMethods all;
    private final List<InputPopup> popups = new ArrayList<>(1);
    private final Signal.Subscription drained;
    private KeyboardGrabObject grab;
    private TextField told;
    private boolean renewalDue;
    private boolean newsDue;
    private int dones;
    private String committed;
    private String preedit;
    private int preeditBegin;
    private int preeditEnd;
    private int deleteBefore;
    private int deleteAfter;

    InputMethod(ZwpInputMethodV2Resource resource, InputMethods all) {
        this.resource = resource;
        this.all = all;
        this.drained = resource.client().drained().add(c -> {
            if (newsDue) {
                tellNow();
            }
        });
        resource.handle(this);
    }

    /** The field's state is another; {@code renewed}: or it is another field, or none. */
    void tell(boolean renewed) {
        renewalDue |= renewed;
        if (resource.client().isCongested()) {
            newsDue = true;
        } else {
            tellNow();
        }
    }

    /** The field that it knows of, while that is enabled. */
    TextField field() {
        return told;
    }

    @Override
    public void commitString(ZwpInputMethodV2Resource self, String text) {
        committed = text;
    }

    @Override
    public void setPreeditString(ZwpInputMethodV2Resource self, String text, int begin, int end) {
        preedit = text;
        preeditBegin = begin;
        preeditEnd = end;
    }

    @Override
    public void deleteSurroundingText(ZwpInputMethodV2Resource self, int before, int after) {
        deleteBefore = before;
        deleteAfter = after;
    }

    @Override
    public void commit(ZwpInputMethodV2Resource self, int serial) {
        if (told != null && told == all.field()) {
            boolean upToDate = serial == dones;
            told.compose(upToDate ? deleteBefore : 0, upToDate ? deleteAfter : 0, committed,
                    preedit, preeditBegin, preeditEnd);
        }
        forgetPending();
    }

    @Override
    public void getInputPopupSurface(ZwpInputMethodV2Resource self,
            ZwpInputPopupSurfaceV2Resource id, WlSurfaceResource surface) {
        InputPopup popup = new InputPopup(id, Compositor.surfaceOf(surface), resource, this,
                all.popupChanged());
        popups.add(popup);
        popup.fieldChanged();
    }

    @Override
    public void grabKeyboard(ZwpInputMethodV2Resource self,
            ZwpInputMethodKeyboardGrabV2Resource id) {
        if (grab != null) {
            id.makeInert();
            return;
        }
        grab = new KeyboardGrabObject(id, all, () -> grab = null);
        grab.start();
    }

    @Override
    public void destroy(ZwpInputMethodV2Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource gone) {
        drained.remove();
        if (grab != null) {
            grab.cancelled();
        }
        TextField last = told;
        told = null;
        List.copyOf(popups).forEach(InputPopup::fieldChanged);
        all.ended(this);
        if (last != null && last == all.field()) {
            last.compose(0, 0, null, null, 0, 0);    // what was being composed goes
        }
    }

    void remove(InputPopup popup) {
        popups.remove(popup);
    }

    private void tellNow() {
        newsDue = false;
        TextField field = all.field();
        if (field == null && told == null) {
            renewalDue = false;
            return;
        }
        if (told != null && (renewalDue || told != field)) {
            resource.sendDeactivate();
        }
        if (field != null) {
            if (told == null || renewalDue || told != field) {
                resource.sendActivate();
                forgetPending();
            }
            tellState(field.state());
        }
        told = field;
        renewalDue = false;
        dones++;
        resource.sendDone();
        List.copyOf(popups).forEach(InputPopup::fieldChanged);
    }

    private void tellState(TextState state) {
        if (state.text() != null) {
            resource.sendSurroundingText(state.text(), state.cursor(), state.anchor());
        }
        resource.sendTextChangeCause(state.cause());
        if (state.purpose() != null) {
            resource.sendContentType(state.hints(), state.purpose());
        }
    }

    private void forgetPending() {
        committed = null;
        preedit = null;
        preeditBegin = 0;
        preeditEnd = 0;
        deleteBefore = 0;
        deleteAfter = 0;
    }
}

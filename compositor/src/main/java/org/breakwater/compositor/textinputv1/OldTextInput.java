package org.breakwater.compositor.textinputv1;

import java.nio.charset.StandardCharsets;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.textinput.TextField;
import org.breakwater.compositor.textinput.TextState;
import org.breakwater.protocol.server.Resource;
import org.breakwater.render.geometry.Rect;
import org.breakwater.wayland.ZwpTextInputV3.ContentHint;
import org.breakwater.wayland.ZwpTextInputV3.ContentPurpose;
import org.breakwater.wayland.server.WlSeatResource;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.ZwpTextInputV1Resource;

/**
 * {@code zwp_text_input_v1}. It is active from {@code activate}, for a surface that has the
 * keyboard, until that surface loses it. There is no panel to show or to hide.
 */
final class OldTextInput implements ZwpTextInputV1Resource.Requests, TextField {
    private static final int FARTHEST = 1 << 20;
    /** From here on the purposes of version 3, which has PINs, are one higher. */
    private static final int DATE = 9;

    private final ZwpTextInputV1Resource resource;
    private final OldTextInputs all;
    private Surface surface;
    private TextState pending = TextState.NOTHING;
    private TextState current = TextState.NOTHING;
    private int serial;

    OldTextInput(ZwpTextInputV1Resource resource, OldTextInputs all) {
        this.resource = resource;
        this.all = all;
        resource.handle(this);
    }

    @Override
    public Surface surface() {
        return surface;
    }

    @Override
    public TextState state() {
        return current;
    }

    @Override
    public void compose(int deleteBefore, int deleteAfter, String committed, String preedit,
            int preeditBegin, int preeditEnd) {
        boolean deletes = deleteBefore != 0 || deleteAfter != 0;
        if (deletes) {
            resource.sendDeleteSurroundingText(-deleteBefore, deleteBefore + deleteAfter);
        }
        if (committed != null || deletes) {
            resource.sendCommitString(serial, committed == null ? "" : committed);
        }
        String shown = preedit == null ? "" : preedit;
        if (!shown.isEmpty()) {
            resource.sendPreeditCursor(preeditBegin);
        }
        if (preedit != null || committed == null && !deletes) {
            resource.sendPreeditString(serial, shown, shown);
        }
    }

    @Override
    public void activate(ZwpTextInputV1Resource self, WlSeatResource seat,
            WlSurfaceResource surfaceResource) {
        Surface wanted = Compositor.surfaceOf(surfaceResource);
        leave();
        if (Seat.of(seat) != all.seat() || wanted == null || wanted != all.seat().keyboard().focus()
                || !all.fields().mayEnable(this)) {
            return;
        }
        surface = wanted;
        all.activated(this);
        resource.sendEnter(surfaceResource);
        all.fields().changed(this, true);
    }

    @Override
    public void deactivate(ZwpTextInputV1Resource self, WlSeatResource seat) {
        leave();
    }

    /** Ends it; the surface may be gone. */
    void leave() {
        if (surface == null) {
            return;
        }
        surface = null;
        pending = TextState.NOTHING;
        current = TextState.NOTHING;
        all.deactivated(this);
        all.fields().disabled(this);
        resource.sendLeave();
    }

    @Override
    public void reset(ZwpTextInputV1Resource self) {
        pending = TextState.NOTHING;
        if (surface != null) {
            current = pending;
            all.fields().changed(this, true);
        }
    }

    /** Positions outside of the text say nothing. */
    @Override
    public void setSurroundingText(ZwpTextInputV1Resource self, String text, int cursor,
            int anchor) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (cursor >= 0 && cursor <= length && anchor >= 0 && anchor <= length) {
            pending = pending.withText(text, cursor, anchor);
        }
    }

    @Override
    public void setContentType(ZwpTextInputV1Resource self, int hints, int purpose) {
        ContentPurpose known = ContentPurpose.fromWire(purpose < DATE ? purpose : purpose + 1);
        pending = pending.withType(hints & ContentHint.ALL,
                known == null ? ContentPurpose.NORMAL : known);
    }

    @Override
    public void setCursorRectangle(ZwpTextInputV1Resource self, int x, int y, int width,
            int height) {
        pending = pending.withCursorRectangle(new Rect(within(-FARTHEST, x), within(-FARTHEST, y),
                within(0, width), within(0, height)));
    }

    @Override
    public void commitState(ZwpTextInputV1Resource self, int newSerial) {
        serial = newSerial;
        if (surface != null) {
            current = pending;
            all.fields().changed(this, false);
        }
    }

    @Override
    public void showInputPanel(ZwpTextInputV1Resource self) {
        // Input methods of version 2 decide by themselves.
    }

    @Override
    public void hideInputPanel(ZwpTextInputV1Resource self) {
        // As above.
    }

    @Override
    public void setPreferredLanguage(ZwpTextInputV1Resource self, String language) {
        // Nothing tells an input method of version 2.
    }

    @Override
    public void invokeAction(ZwpTextInputV1Resource self, int button, int index) {
        // Nothing tells an input method of version 2.
    }

    @Override
    public void destroyed(Resource gone) {
        leave();
    }

    private static int within(int least, int value) {
        return Math.max(least, Math.min(FARTHEST, value));
    }
}

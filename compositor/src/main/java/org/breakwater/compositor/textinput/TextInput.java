package org.breakwater.compositor.textinput;

import java.nio.charset.StandardCharsets;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Resource;
import org.breakwater.render.geometry.Rect;
import org.breakwater.wayland.ZwpTextInputV3.ChangeCause;
import org.breakwater.wayland.ZwpTextInputV3.ContentHint;
import org.breakwater.wayland.ZwpTextInputV3.ContentPurpose;
import org.breakwater.wayland.server.ZwpTextInputV3Resource;

/**
 * {@code zwp_text_input_v3}: the fields of text of one client, of which one at a time is enabled.
 * What the client says comes into force with its commit, and only while one of its surfaces has
 * the text focus.
 */
final class TextInput implements ZwpTextInputV3Resource.Requests, TextField {
    /** Of cursors: surfaces are not as large, and sums of it do not overflow. */
    private static final int FARTHEST = 1 << 20;

    private final ZwpTextInputV3Resource resource;
    private final TextInputs all;
    private Surface surface;
    private TextState pending = TextState.NOTHING;
    private TextState current = TextState.NOTHING;
    private Boolean pendingEnabled;
    private boolean enabled;
    private int commits;

    TextInput(ZwpTextInputV3Resource resource, TextInputs all) {
        this.resource = resource;
        this.all = all;
        resource.handle(this);
    }

    Client client() {
        return resource.client();
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
        if (!enabled) {
            return;
        }
        if (preedit != null) {
            resource.sendPreeditString(preedit, preeditBegin, preeditEnd);
        }
        if (deleteBefore != 0 || deleteAfter != 0) {
            resource.sendDeleteSurroundingText(deleteBefore, deleteAfter);
        }
        if (committed != null) {
            resource.sendCommitString(committed);
        }
        resource.sendDone(commits);
    }

    void enter(Surface focused) {
        surface = focused;
        resource.sendEnter(focused.resource());
    }

    /** The surface may be gone. */
    void leave() {
        if (surface == null) {
            return;
        }
        if (surface.resource().isAlive()) {
            resource.sendLeave(surface.resource());
        }
        surface = null;
        pending = TextState.NOTHING;
        current = TextState.NOTHING;
        pendingEnabled = null;
        setEnabled(false);
    }

    @Override
    public void enable(ZwpTextInputV3Resource self) {
        pending = TextState.NOTHING;
        pendingEnabled = true;
    }

    @Override
    public void disable(ZwpTextInputV3Resource self) {
        pending = TextState.NOTHING;
        pendingEnabled = false;
    }

    /** Positions outside of the text say nothing. */
    @Override
    public void setSurroundingText(ZwpTextInputV3Resource self, String text, int cursor,
            int anchor) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (cursor >= 0 && cursor <= length && anchor >= 0 && anchor <= length) {
            pending = pending.withText(text, cursor, anchor);
        }
    }

    @Override
    public void setTextChangeCause(ZwpTextInputV3Resource self, int cause) {
        ChangeCause known = ChangeCause.fromWire(cause);
        pending = pending.withCause(known == null ? ChangeCause.OTHER : known);
    }

    @Override
    public void setContentType(ZwpTextInputV3Resource self, int hints, int purpose) {
        ContentPurpose known = ContentPurpose.fromWire(purpose);
        pending = pending.withType(hints & ContentHint.ALL,
                known == null ? ContentPurpose.NORMAL : known);
    }

    @Override
    public void setCursorRectangle(ZwpTextInputV3Resource self, int x, int y, int width,
            int height) {
        pending = pending.withCursorRectangle(new Rect(within(-FARTHEST, x), within(-FARTHEST, y),
                within(0, width), within(0, height)));
    }

    @Override
    public void commit(ZwpTextInputV3Resource self) {
        commits++;
        if (surface == null) {
            pending = TextState.NOTHING;
            pendingEnabled = null;
            return;
        }
        Boolean wanted = pendingEnabled;
        pendingEnabled = null;
        if (wanted != null && wanted && !enabled && !all.mayEnable(this)) {
            pending = TextState.NOTHING;
            return;
        }
        current = pending;
        pending = current.withCause(ChangeCause.INPUT_METHOD);
        if (wanted != null && wanted) {
            enabled = true;
            all.changed(this, true);
        } else if (wanted != null) {
            setEnabled(false);
        } else if (enabled) {
            all.changed(this, false);
        }
    }

    @Override
    public void destroy(ZwpTextInputV3Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource gone) {
        setEnabled(false);
        all.remove(this);
    }

    private static int within(int least, int value) {
        return Math.max(least, Math.min(FARTHEST, value));
    }

    private void setEnabled(boolean now) {
        if (enabled && !now) {
            enabled = false;
            all.disabled(this);
        }
    }
}

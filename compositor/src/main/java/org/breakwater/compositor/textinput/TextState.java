package org.breakwater.compositor.textinput;

import org.breakwater.render.geometry.Rect;
import org.breakwater.wayland.ZwpTextInputV3.ChangeCause;
import org.breakwater.wayland.ZwpTextInputV3.ContentPurpose;

/**
 * What a client tells of a field of text. Null where it tells nothing.
 *
 * @param text    around the cursor; {@code cursor} and {@code anchor} are bytes of its UTF-8
 * @param cause   why the text changed
 * @param hints   bits of {@code content_hint}
 * @param purpose null: neither hints nor purpose are told
 * @param cursorRectangle surface coordinates
 */
public record TextState(String text, int cursor, int anchor, ChangeCause cause, int hints,
        ContentPurpose purpose, Rect cursorRectangle) {
    public static final TextState NOTHING =
            new TextState(null, 0, 0, ChangeCause.INPUT_METHOD, 0, null, null);

    public TextState withText(String newText, int newCursor, int newAnchor) {
        return new TextState(newText, newCursor, newAnchor, cause, hints, purpose, cursorRectangle);
    }

    public TextState withCause(ChangeCause newCause) {
        return new TextState(text, cursor, anchor, newCause, hints, purpose, cursorRectangle);
    }

    public TextState withType(int newHints, ContentPurpose newPurpose) {
        return new TextState(text, cursor, anchor, cause, newHints, newPurpose, cursorRectangle);
    }

    public TextState withCursorRectangle(Rect rectangle) {
        return new TextState(text, cursor, anchor, cause, hints, purpose, rectangle);
    }
}

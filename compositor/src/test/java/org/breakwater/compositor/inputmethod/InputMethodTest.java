package org.breakwater.compositor.inputmethod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.output.TestClient;
import org.breakwater.compositor.seat.KeyRepeat;
import org.breakwater.compositor.seat.SeatSession;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.textinput.TextInputs;
import org.breakwater.compositor.textinputv1.OldTextInputs;
import org.breakwater.render.geometry.Rect;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.WlSubcompositorProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.ZwpInputMethodKeyboardGrabV2Proxy;
import org.breakwater.wayland.client.ZwpInputMethodManagerV2Proxy;
import org.breakwater.wayland.client.ZwpInputMethodV2Proxy;
import org.breakwater.wayland.client.ZwpInputPopupSurfaceV2Proxy;
import org.breakwater.wayland.client.ZwpTextInputManagerV1Proxy;
import org.breakwater.wayland.client.ZwpTextInputManagerV3Proxy;
import org.breakwater.wayland.client.ZwpTextInputV1Proxy;
import org.breakwater.wayland.client.ZwpTextInputV3Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InputMethodTest {
    private static final int KEY_A = 30;
    private static final int LEFT_SHIFT = 42;

    private final List<String> popups = new ArrayList<>();
    private SeatSession s;
    private TextInputs fields;
    private InputMethods methods;
    private TestClient editor;
    private ZwpTextInputManagerV3Proxy textManager;
    private WlSeatProxy editorSeat;
    private ZwpTextInputV3Proxy field;
    private Surface edited;
    private TestClient composer;
    private ZwpInputMethodManagerV2Proxy methodManager;
    private WlSeatProxy composerSeat;
    private ZwpInputMethodV2Proxy method;

    @BeforeEach
    void setUp() throws Exception {
        s = new SeatSession();
        fields = new TextInputs(s.display(), s.seat);
        methods = new InputMethods(s.display(), s.seat, fields);
        methods.popupChanged().add(popup -> popups.add(popup.field() == null ? "hidden"
                : "at " + popup.field().state().cursorRectangle()));
        editor = s.connect();
        editorSeat = s.bindSeat(editor, 9);
        textManager = editor.bind(ZwpTextInputManagerV3Proxy.TYPE, 1);
        field = textManager.getTextInput(editorSeat);
        edited = s.shown(editor);
        composer = s.connect();
        composerSeat = s.bindSeat(composer, 9);
        methodManager = composer.bind(ZwpInputMethodManagerV2Proxy.TYPE, 1);
        method = methodManager.getInputMethod(composerSeat);
        told();
        answered();
    }

    @AfterEach
    void tearDown() {
        s.close();
    }

    /** What the input method was told. */
    private String told() throws Exception {
        return SeatSession.told(composer).replaceAll("wl_seat\\.\\w+\\([^)]*\\) ?", "")
                .replaceAll("zwp_input_method_v2\\.", "").replaceAll("zwp_input_method_keyboard_grab_v2", "grab")
                .trim();
    }

    /** What the editor was told. */
    private String answered() throws Exception {
        return editor.events().replaceAll("wl_seat\\.\\w+\\([^)]*\\) ?", "")
                .replaceAll("zwp_text_input_v3\\.", "").replaceAll("wl_surface#\\d+", "surface")
                .trim();
    }

    private void enable() throws Exception {
        s.seat.keyboard().focus(edited);
        field.enable();
        field.setSurroundingText("abc", 3, 3);
        field.setContentType(0x4 | 0x8000, 5);
        field.setCursorRectangle(10, 20, 2, 14);
        field.commit();
        editor.sync();
    }

    @Test
    void textGoesFromTheMethodToTheField() throws Exception {
        enable();
        assertEquals("enter(surface)", answered());
        assertEquals("activate() surrounding_text(\"abc\", 3, 3) text_change_cause(0) "
                + "content_type(4, 5) done()", told());
        method.setPreeditString("ni", 0, 2);
        method.commit(1);
        composer.sync();
        assertEquals("preedit_string(\"ni\", 0, 2) done(1)", answered());
        method.deleteSurroundingText(1, 0);
        method.commitString("你");
        method.commit(1);
        composer.sync();
        assertEquals("delete_surrounding_text(1, 0) commit_string(\"你\") done(1)", answered());
        field.setSurroundingText("ab你", 5, 5);
        field.commit();
        field.setTextChangeCause(1);
        field.setSurroundingText("xyz", 4, 0);
        field.commit();
        editor.sync();
        assertEquals("surrounding_text(\"ab你\", 5, 5) text_change_cause(0) content_type(4, 5) "
                + "done() surrounding_text(\"ab你\", 5, 5) text_change_cause(1) content_type(4, 5) "
                + "done()", told());
        method.deleteSurroundingText(2, 2);
        method.commitString("late");
        method.commit(1);
        composer.sync();
        assertEquals("commit_string(\"late\") done(3)", answered(),
                "what the method has not read yet is not deleted");
        field.disable();
        field.commit();
        editor.sync();
        assertEquals("deactivate() done()", told());
        method.commitString("too late");
        method.commit(4);
        composer.sync();
        assertEquals("", answered());
    }

    @Test
    void theTextFocusFollowsTheKeyboards() throws Exception {
        Surface second = s.shown(editor);
        enable();
        told();
        answered();
        s.seat.keyboard().focus(second);
        assertEquals("leave(surface) enter(surface)", answered());
        assertEquals("deactivate() done()", told());
        field.commit();
        editor.sync();
        assertEquals("", told());
        s.seat.keyboard().focus(null);
        field.enable();
        field.commit();
        assertEquals("leave(surface)", answered());
        assertEquals("", told());
        s.seat.keyboard().focus(second);
        field.enable();
        field.commit();
        editor.sync();
        assertEquals("activate() text_change_cause(0) done()", told());
        field.enable();
        field.commit();
        editor.sync();
        assertEquals("deactivate() activate() text_change_cause(0) done()", told());
        field.destroy();
        editor.sync();
        assertEquals("deactivate() done()", told());
        answered();
        ZwpTextInputV3Proxy late = textManager.getTextInput(editorSeat);
        assertEquals("enter(surface)", answered());
        late.enable();
        late.setContentType(0, 99);
        late.setTextChangeCause(7);
        late.setCursorRectangle(Integer.MAX_VALUE, 0, -5, Integer.MAX_VALUE);
        late.commit();
        editor.sync();
        assertEquals("activate() text_change_cause(1) content_type(0, 0) done()", told());
        assertEquals(new Rect(1 << 20, 0, 0, 1 << 20), fields.enabled().state().cursorRectangle());
        editor.close();
        s.session.turn();
        assertEquals("deactivate() done()", told());
    }

    @Test
    void anOldFieldIsWrittenIntoToo() throws Exception {
        new OldTextInputs(s.display(), s.seat, fields);
        editor.sync();
        ZwpTextInputV1Proxy old = editor.bind(ZwpTextInputManagerV1Proxy.TYPE, 1)
                .createTextInput();
        WlSurfaceProxy proxy = editor.createSurface();
        Surface surface = s.made(editor);
        s.fill(editor, proxy);
        surface.map();
        old.activate(editorSeat, proxy);
        editor.sync();
        assertEquals("", told(), "the surface has no keyboard");
        s.seat.keyboard().focus(surface);
        SeatSession.told(editor);
        old.activate(editorSeat, proxy);
        old.setSurroundingText("abc", 1, 9);
        old.setSurroundingText("abc", 1, 2);
        old.setContentType(0x80, 12);
        old.setCursorRectangle(1, 2, 3, 4);
        old.setPreferredLanguage("de");
        old.showInputPanel();
        old.hideInputPanel();
        old.invokeAction(0, 0);
        old.commitState(77);
        assertEquals("enter(surface)", oldAnswered());
        assertEquals("activate() text_change_cause(0) done() surrounding_text(\"abc\", 1, 2) "
                + "text_change_cause(0) content_type(128, 13) done()", told());
        method.setPreeditString("x", 1, 1);
        method.commit(2);
        composer.sync();
        assertEquals("preedit_cursor(1) preedit_string(77, \"x\", \"x\")", oldAnswered());
        method.deleteSurroundingText(1, 2);
        method.commitString("y");
        method.commit(2);
        composer.sync();
        assertEquals("delete_surrounding_text(-1, 3) commit_string(77, \"y\")", oldAnswered());
        field.enable();
        field.commit();
        old.reset();
        editor.sync();
        assertEquals("deactivate() activate() text_change_cause(0) done()", told());
        old.deactivate(editorSeat);
        assertEquals("leave()", oldAnswered());
        assertEquals("deactivate() done()", told());
        old.activate(editorSeat, proxy);
        editor.sync();
        s.seat.keyboard().focus(edited);
        assertTrue(oldAnswered().endsWith("leave()"));
        editor.close();
        s.session.turn();
    }

    private String oldAnswered() throws Exception {
        return editor.events().replaceAll("(wl_seat|zwp_text_input_v3)\\.\\w+\\([^)]*\\) ?", "")
                .replaceAll("zwp_text_input_v1\\.", "").replaceAll("wl_surface#\\d+", "surface")
                .trim();
    }

    @Test
    void oneFieldAtATimeIsEnabled() throws Exception {
        enable();
        told();
        ZwpTextInputV3Proxy other = textManager.getTextInput(editorSeat);
        other.enable();
        other.commit();
        editor.sync();
        assertEquals("", told());
        field.disable();
        field.commit();
        other.enable();
        other.commit();
        editor.sync();
        assertEquals("deactivate() done() activate() text_change_cause(0) done()", told());
    }

    @Test
    void aSecondMethodIsUnavailable() throws Exception {
        methodManager.getInputMethod(composerSeat).commitString("x");
        assertEquals("unavailable()", told());
        method.destroy();
        enable();
        methodManager.getInputMethod(composerSeat);
        assertTrue(told().startsWith("activate() surrounding_text(\"abc\", 3, 3)"));
    }

    @Test
    void aMethodThatVanishesLeavesNothingComposed() throws Exception {
        enable();
        method.setPreeditString("half", 0, 4);
        method.commit(1);
        method.grabKeyboard();
        composer.sync();
        answered();
        composer.close();
        s.session.turn();
        assertEquals("done(1)", answered());
        editorSeat.getKeyboard();
        editor.sync();
        answered();
        s.seat.keyboard().key(1, KEY_A, true);
        assertTrue(SeatSession.told(editor).contains("key(_, 1, 30, 1)"));
    }

    @Test
    void theGrabHasTheKeys() throws Exception {
        editorSeat.getKeyboard();
        enable();
        SeatSession.told(editor);
        ZwpInputMethodKeyboardGrabV2Proxy grab = method.grabKeyboard();
        String start = told();
        assertTrue(start.matches(".*grab.keymap\\(1, fd, \\d+\\) grab.repeat_info\\(25, 600\\) "
                + "grab.modifiers\\(_, 0, 0, 0, 0\\)"), start);
        s.seat.keyboard().key(1, LEFT_SHIFT, true);
        s.seat.keyboard().key(2, KEY_A, true);
        s.seat.keyboard().key(3, KEY_A, false);
        assertEquals("grab.key(_, 1, 42, 1) grab.modifiers(_, 1, 0, 0, 0) grab.key(_, 2, 30, 1) "
                + "grab.key(_, 3, 30, 0)", told());
        assertEquals("", SeatSession.told(editor));
        s.seat.keyboard().setRepeat(new KeyRepeat(40, 200));
        assertEquals("grab.repeat_info(40, 200)", told());
        method.grabKeyboard();
        assertEquals("", told());
        grab.release();
        composer.sync();
        assertEquals("wl_keyboard.repeat_info(40, 200) wl_keyboard.modifiers(_, 1, 0, 0, 0)",
                SeatSession.told(editor));
        s.seat.keyboard().key(4, LEFT_SHIFT, false);
        assertEquals("wl_keyboard.modifiers(_, 0, 0, 0, 0)", SeatSession.told(editor));
        assertEquals("", told());
    }

    @Test
    void popupsAreShownWhileAFieldIsEnabled() throws Exception {
        WlSurfaceProxy proxy = composer.createSurface();
        Surface surface = s.made(composer);
        ZwpInputPopupSurfaceV2Proxy popup = method.getInputPopupSurface(proxy);
        s.fill(composer, proxy);
        assertFalse(surface.isMapped());
        popups.clear();
        enable();
        assertTrue(surface.isMapped());
        assertEquals(List.of("at Rect[x=10, y=20, width=2, height=14]"), popups);
        field.setCursorRectangle(30, 20, 2, 14);
        field.commit();
        editor.sync();
        assertEquals("at Rect[x=30, y=20, width=2, height=14]", popups.get(1));
        field.disable();
        field.commit();
        editor.sync();
        assertFalse(surface.isMapped());
        assertEquals("hidden", popups.get(popups.size() - 1));
        enable();
        assertTrue(surface.isMapped());
        popup.destroy();
        composer.sync();
        assertFalse(surface.isMapped());
        assertNull(surface.roleObject());
        popup = method.getInputPopupSurface(proxy);
        composer.sync();
        assertNotNull(surface.roleObject());
        assertTrue(surface.isMapped());
        method.destroy();
        composer.sync();
        assertFalse(surface.isMapped());
        proxy.destroy();
        popup.destroy();
        composer.sync();
        assertTrue(composer.server().isAlive());
    }

    @Test
    void aPopupNeedsASurfaceWithoutAnotherRole() throws Exception {
        WlSurfaceProxy parent = composer.createSurface();
        WlSurfaceProxy child = composer.createSurface();
        composer.bind(WlSubcompositorProxy.TYPE, 1).getSubsurface(child, parent);
        method.getInputPopupSurface(child);
        assertEquals("zwp_input_method_v2 0", composer.error());
    }

    @Test
    void aMethodThatDoesNotReadIsToldOfTheLastState() throws Exception {
        enable();
        told();
        String text = "x".repeat(3900);
        for (int i = 0; i < 900; i++) {
            field.setSurroundingText(text, i, i);
            field.commit();
            editor.sync();
        }
        assertTrue(composer.server().isCongested());
        assertTrue(composer.server().pendingOutput() < 100_000);
        for (int i = 0; i < 100 && composer.server().isCongested(); i++) {
            composer.sync();
        }
        assertTrue(told().endsWith(", 899, 899) text_change_cause(0) content_type(4, 5) done()"));
    }

    @Test
    void objectsOfASeatThatIsGoneDoNothing() throws Exception {
        s.seat.close();
        textManager.getTextInput(editorSeat).enable();
        textManager.destroy();
        editor.sync();
        methodManager.getInputMethod(composerSeat);
        methodManager.destroy();
        assertEquals("unavailable()", told());
        assertTrue(editor.server().isAlive());
    }
}

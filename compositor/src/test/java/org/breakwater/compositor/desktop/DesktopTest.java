package org.breakwater.compositor.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.render.geometry.Rect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A screen of 1000x800 with a panel of 40 at its top; where a test wants it, another to its right. */
final class DesktopTest {
    private static final Screen LEFT =
            new Screen("LEFT", new Rect(0, 0, 1000, 800), new Rect(0, 40, 1000, 760));
    private static final Screen RIGHT =
            new Screen("RIGHT", new Rect(1000, 0, 600, 600), new Rect(1000, 0, 600, 600));

    private final Desktop desktop = new Desktop();
    private final List<String> log = new ArrayList<>();

    @BeforeEach
    void onOneScreen() {
        desktop.setScreens(List.of(LEFT));
    }

    @Test
    void tells_a_new_window_its_bounds_and_leaves_the_size_to_it() {
        TestWindow a = window("A", 200, 100);
        desktop.add(a);
        assertEquals("A bounds 1000x760; A 0x0", told());
        a.answer(desktop);
        assertEquals("A 200x100 hidden", a.where());
        desktop.map(a);
        assertEquals("A 0x0 activated", told());
        assertEquals("A 200x100 at 400,370", a.where());
        assertSame(a, desktop.focused());
        assertEquals(LEFT, desktop.screenOf(a));
        assertEquals(new Rect(400, 370, 200, 100), desktop.boundsOf(a));
    }

    @Test
    void puts_new_windows_where_they_hide_least() {
        assertEquals("A 300x200 at 350,320", shown("A", 300, 200).where());
        assertEquals("B 300x200 at 350,120", shown("B", 300, 200).where());
        assertEquals("C 300x200 at 350,520", shown("C", 300, 200).where());
        assertEquals("D 300x200 at 50,320", shown("D", 300, 200).where());
        assertEquals("E 300x200 at 650,320", shown("E", 300, 200).where());
        assertEquals("F 900x700 at 0,70", shown("F", 900, 700).where());
    }

    @Test
    void never_puts_a_window_exactly_over_another() {
        assertEquals("A 1000x600 at 0,120", shown("A", 1000, 600).where());
        assertEquals("B 1000x600 at 0,40", shown("B", 1000, 600).where());
        assertEquals("C 1000x600 at 0,200", shown("C", 1000, 600).where());
        assertEquals("D 990x755 at 5,42", shown("D", 990, 755).where());
        assertEquals("E 990x755 at 0,45", shown("E", 990, 755).where());
    }

    @Test
    void gives_each_of_many_windows_a_place_of_its_own() {
        List<String> places = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            String where = shown("", 600, 500).where();
            assertFalse(places.contains(where), where);
            places.add(where);
        }
    }

    @Test
    void hides_none_of_many_windows_that_fit_beside_each_other() {
        List<Rect> places = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            Rect place = desktop.boundsOf(shown("", 60, 60));
            assertTrue(places.stream().noneMatch(place::intersects), i + ": " + place);
            places.add(place);
        }
    }

    @Test
    void begins_what_is_too_large_at_the_corner() {
        assertEquals("A 1200x900 at 0,40", shown("A", 1200, 900).where());
        assertEquals("B 1200x100 at 0,370", shown("B", 1200, 100).where());
    }

    @Test
    void centres_a_dialog_over_its_parent_and_keeps_it_above() {
        TestWindow parent = shown("parent", 400, 300);
        TestWindow dialog = show(window("dialog", 100, 50).of(parent));
        assertEquals("dialog 100x50 at 450,395", dialog.where());
        TestWindow other = shown("other", 10, 10);
        assertEquals(List.of(parent, dialog, other), desktop.stacking());
        desktop.focus(parent);
        assertEquals(List.of(other, parent, dialog), desktop.stacking());
        assertSame(parent, desktop.focused());
    }

    @Test
    void raises_a_family_with_the_branch_that_is_meant_on_top() {
        TestWindow root = shown("root", 400, 300);
        TestWindow one = show(window("one", 100, 50).of(root));
        TestWindow onesChild = show(window("onesChild", 50, 50).of(one));
        TestWindow two = show(window("two", 100, 50).of(root));
        TestWindow other = shown("other", 10, 10);
        desktop.focus(one);
        assertEquals(List.of(other, root, two, one, onesChild), desktop.stacking());
        desktop.focus(two);
        assertEquals(List.of(other, root, one, onesChild, two), desktop.stacking());
    }

    @Test
    void activates_what_has_the_focus_alone() {
        TestWindow a = shown("A", 200, 100);
        a.answer(desktop);
        TestWindow b = shown("B", 200, 100);
        assertEquals("A 0x0; B 0x0 activated", toldSinceMapping());
        desktop.focus(a);
        assertEquals("B 0x0; A 0x0 activated", told());
        desktop.unfocus();
        assertEquals("A 0x0", told());
        assertNull(desktop.focused());
        desktop.focus(b);
        assertEquals("B 0x0 activated", told());
    }

    @Test
    void focuses_the_parent_of_what_is_gone_or_what_is_below() {
        List<Window> focus = new ArrayList<>();
        desktop.addListener(new Desktop.Listener() {
            @Override
            public void focusChanged(Window window) {
                focus.add(window);
            }
        });
        TestWindow a = shown("A", 200, 100);
        TestWindow b = shown("B", 200, 100);
        TestWindow dialog = show(window("dialog", 10, 10).of(a));
        desktop.focus(b);
        desktop.focus(dialog);
        focus.clear();
        desktop.remove(dialog);
        desktop.remove(a);
        desktop.remove(b);
        List<Window> expected = new ArrayList<>(List.of(a, b));
        expected.add(null);
        assertEquals(expected, focus);
        assertEquals("B 200x100 hidden", b.where());
    }

    @Test
    void cycles_through_all_windows() {
        TestWindow a = shown("A", 200, 100);
        TestWindow b = shown("B", 200, 100);
        TestWindow c = shown("C", 200, 100);
        desktop.cycle();
        assertSame(a, desktop.focused());
        desktop.cycle();
        assertSame(b, desktop.focused());
        desktop.cycle();
        assertSame(c, desktop.focused());
    }

    @Test
    void maximizes_when_the_client_has_drawn_itself_for_it_and_restores() {
        TestWindow a = shown("A", 200, 100);
        a.answer(desktop);
        told();
        desktop.setMaximized(a, true);
        assertEquals("A 1000x760 maximized activated", told());
        assertEquals("A 200x100 at 400,370", a.where());
        a.answer(desktop);
        assertEquals("A 1000x760 at 0,40", a.where());
        desktop.setMaximized(a, false);
        assertEquals("A 200x100 activated", told());
        assertEquals("A 1000x760 at 0,40", a.where());
        a.answer(desktop);
        assertEquals("A 200x100 at 400,370", a.where());
    }

    @Test
    void starts_maximized_when_it_was_asked_before_mapping() {
        TestWindow a = window("A", 200, 100);
        desktop.add(a);
        desktop.setMaximized(a, true);
        assertEquals("A bounds 1000x760; A 0x0; A 1000x760 maximized", told());
        a.answer(desktop);
        desktop.map(a);
        assertEquals("A 1000x760 at 0,40", a.where());
        desktop.setMaximized(a, false);
        assertEquals("A 1000x760 maximized activated; A 0x0 activated", told());
        a.answer(desktop, 300, 160);
        assertEquals("A 300x160 at 350,340", a.where());
    }

    @Test
    void makes_fullscreen_where_it_is_asked_to_and_returns_to_maximized() {
        desktop.setScreens(List.of(LEFT, RIGHT));
        TestWindow a = shown("A", 200, 100);
        a.answer(desktop);
        desktop.setMaximized(a, true);
        a.answer(desktop);
        told();
        desktop.setFullscreen(a, true, "RIGHT");
        assertEquals("A 600x600 maximized fullscreen activated", told());
        a.answer(desktop, 400, 600);
        assertEquals("A 400x600 at 1100,0", a.where());
        desktop.setFullscreen(a, false, null);
        assertEquals("A 1000x760 maximized activated", told());
        a.answer(desktop);
        assertEquals("A 1000x760 at 0,40", a.where());
        desktop.setFullscreen(a, true, "NONE");
        assertEquals("A 1000x800 maximized fullscreen activated", told());
    }

    @Test
    void moves_with_the_pointer() {
        TestWindow a = shown("A", 200, 100);
        assertTrue(desktop.beginMove(a, 410, 380));
        desktop.pointerMoved(415.4, 370);
        assertEquals("A 200x100 at 405,360", a.where());
        desktop.pointerMoved(10, 10);
        assertEquals("A 200x100 at 0,0", a.where());
        desktop.endInteraction();
        desktop.pointerMoved(500, 500);
        assertEquals("A 200x100 at 0,0", a.where());
        assertFalse(desktop.isInteracting());
    }

    @Test
    void pulls_a_maximized_window_loose() {
        TestWindow a = shown("A", 200, 100);
        a.answer(desktop);
        desktop.setMaximized(a, true);
        a.answer(desktop);
        told();
        assertTrue(desktop.beginMove(a, 500, 50));
        desktop.pointerMoved(504, 54);
        assertEquals("", told());
        desktop.pointerMoved(520, 60);
        assertEquals("A 200x100 activated", told());
        a.answer(desktop);
        assertEquals("A 200x100 at 420,50", a.where());
        desktop.pointerMoved(530, 60);
        assertEquals("A 200x100 at 430,50", a.where());
    }

    @Test
    void resizes_with_the_pointer_and_keeps_the_opposite_corner() {
        TestWindow a = shown("A", 200, 100);
        a.answer(desktop);
        told();
        assertTrue(desktop.beginResize(a, Edge.TOP_LEFT, 400, 370));
        assertEquals("A 200x100 resizing activated", told());
        desktop.pointerMoved(390, 350);
        assertEquals("A 210x120 resizing activated", told());
        assertEquals("A 200x100 at 400,370", a.where());
        a.answer(desktop, 208, 112);
        assertEquals("A 208x112 at 392,358", a.where());
        desktop.pointerMoved(380, 340);
        desktop.endInteraction();
        assertEquals("A 220x130 resizing activated; A 220x130 activated", told());
        a.answer(desktop, 216, 128);
        assertEquals("A 216x128 at 384,342", a.where());
        a.resize(desktop, 100, 100);
        assertEquals("A 100x100 at 384,342", a.where());
    }

    @Test
    void resizes_one_axis_by_an_edge() {
        TestWindow a = shown("A", 200, 100);
        a.answer(desktop);
        told();
        desktop.beginResize(a, Edge.RIGHT, 600, 400);
        desktop.pointerMoved(650, 700);
        assertEquals("A 200x100 resizing activated; A 250x100 resizing activated", told());
        a.answer(desktop);
        assertEquals("A 250x100 at 400,370", a.where());
    }

    @Test
    void resizes_within_the_limits_of_the_window() {
        TestWindow a = show(window("A", 200, 100).limited(150, 300));
        a.answer(desktop);
        told();
        desktop.beginResize(a, Edge.RIGHT, 600, 400);
        desktop.pointerMoved(100, 400);
        desktop.pointerMoved(2000, 400);
        assertEquals("A 200x100 resizing activated; A 150x100 resizing activated;"
                + " A 300x100 resizing activated", told());
        desktop.endInteraction();
        desktop.beginResize(a, Edge.BOTTOM, 600, 400);
        desktop.pointerMoved(600, -5000);
        assertEquals(1, a.asked().height());
    }

    @Test
    void neither_moves_nor_resizes_what_fills_a_screen() {
        TestWindow a = shown("A", 200, 100);
        desktop.setFullscreen(a, true, null);
        assertFalse(desktop.beginMove(a, 0, 0));
        assertFalse(desktop.beginResize(a, Edge.LEFT, 0, 0));
        desktop.setFullscreen(a, false, null);
        desktop.setMaximized(a, true);
        assertFalse(desktop.beginResize(a, Edge.LEFT, 0, 0));
        assertFalse(desktop.beginMove(window("stranger", 1, 1), 0, 0));
    }

    @Test
    void ends_a_resize_when_the_window_is_maximized_or_gone() {
        TestWindow a = shown("A", 200, 100);
        a.answer(desktop);
        told();
        desktop.beginResize(a, Edge.LEFT, 0, 0);
        desktop.setMaximized(a, true);
        assertEquals("A 200x100 resizing activated; A 200x100 activated;"
                + " A 1000x760 maximized activated", told());
        assertFalse(desktop.isInteracting());
        TestWindow b = shown("B", 200, 100);
        desktop.beginMove(b, 0, 0);
        desktop.remove(b);
        assertFalse(desktop.isInteracting());
    }

    @Test
    void minimizes_until_it_is_focused_again() {
        TestWindow a = shown("A", 200, 100);
        a.answer(desktop);
        TestWindow b = shown("B", 200, 100);
        b.answer(desktop);
        told();
        desktop.minimize(b);
        assertEquals("B 0x0 suspended; A 0x0 activated", told());
        assertEquals("B 200x100 hidden", b.where());
        assertTrue(desktop.isMinimized(b));
        desktop.minimize(a);
        assertEquals("A 0x0 suspended", told());
        assertNull(desktop.focused());
        desktop.focus(b);
        assertEquals("B 0x0 activated", told());
        assertEquals("B 200x100 at 400,270", b.where());
    }

    @Test
    void keeps_the_size_that_a_client_chooses_by_itself() {
        TestWindow a = shown("A", 200, 100);
        a.answer(desktop);
        a.resize(desktop, 250, 150);
        told();
        desktop.unfocus();
        assertEquals("A 0x0", told());
        assertEquals("A 250x150 at 400,370", a.where());
        desktop.setMaximized(a, true);
        a.answer(desktop);
        desktop.setMaximized(a, false);
        assertEquals("A 1000x760 maximized; A 250x150", told());
    }

    @Test
    void puts_a_floating_window_where_it_is_told_to() {
        TestWindow a = shown("A", 200, 100);
        desktop.moveTo(a, 30, -20);
        assertEquals("A 200x100 at 30,-20", a.where());
        desktop.setMaximized(a, true);
        a.answer(desktop);
        desktop.moveTo(a, 1, 1);
        assertEquals("A 1000x760 at 0,40", a.where());
    }

    @Test
    void leaves_the_content_where_it_is_when_the_bounds_grow_on_the_left() {
        TestWindow a = shown("A", 200, 100);
        desktop.boundsShifted(a, -10, -5);
        a.resize(desktop, 210, 105);
        assertEquals("A 210x105 at 390,365", a.where());
    }

    @Test
    void brings_a_window_that_was_unmapped_back_where_it_was() {
        TestWindow a = shown("A", 200, 100);
        a.answer(desktop);
        desktop.moveTo(a, 30, 70);
        desktop.setFullscreen(a, true, null);
        a.answer(desktop);
        told();
        desktop.unmap(a);
        assertEquals("", told());
        assertNull(desktop.focused());
        assertEquals(List.of(), desktop.stacking());
        desktop.add(a);
        assertEquals("A bounds 1000x760; A 0x0", told());
        a.answer(desktop, 200, 100);
        desktop.map(a);
        assertEquals("A 200x100 at 30,70", a.where());
        desktop.moveTo(a, -500, 0);
        desktop.unmap(a);
        show(a);
        assertEquals("A 200x100 at 400,370", a.where());
    }

    @Test
    void does_not_take_an_old_size_for_the_clients_choice() {
        TestWindow a = shown("A", 200, 100);
        a.answer(desktop);
        desktop.setMaximized(a, true);
        a.answer(desktop);
        desktop.setMaximized(a, false);
        a.resize(desktop, 1000, 760);
        told();
        desktop.unfocus();
        assertEquals("A 200x100", told());
    }

    @Test
    void takes_windows_along_from_a_screen_that_is_gone() {
        desktop.setScreens(List.of(LEFT, RIGHT));
        TestWindow a = shown("A", 200, 100);
        a.answer(desktop);
        desktop.beginMove(a, 0, 0);
        desktop.pointerMoved(900, 0);
        desktop.endInteraction();
        assertEquals(RIGHT, desktop.screenOf(a));
        TestWindow b = shown("B", 100, 100);
        assertEquals("B 100x100 at 1250,250", b.where());
        b.answer(desktop);
        desktop.setMaximized(b, true);
        b.answer(desktop);
        told();
        desktop.setScreens(List.of(LEFT));
        assertEquals("A bounds 1000x760; B bounds 1000x760; B 1000x760 maximized activated",
                told());
        assertEquals("A 200x100 at 800,370", a.where());
        b.answer(desktop);
        assertEquals("B 1000x760 at 0,40", b.where());
    }

    @Test
    void lives_without_a_screen() {
        desktop.setScreens(List.of());
        TestWindow a = shown("A", 200, 100);
        assertEquals("A bounds 0x0; A 0x0; A 0x0 activated", told());
        assertNull(desktop.screenOf(a));
        a.answer(desktop);
        desktop.setMaximized(a, true);
        desktop.setScreens(List.of(LEFT));
        assertEquals(LEFT, desktop.screenOf(a));
        a.answer(desktop);
        assertEquals("A 1000x760 at 0,40", a.where());
    }

    @Test
    void a_window_comes_back_when_its_screen_does() {
        desktop.setScreens(List.of(LEFT, RIGHT));
        TestWindow a = shown("A", 200, 100);
        desktop.moveTo(a, 1300, 450);
        desktop.setScreens(List.of(LEFT));
        assertEquals("A 200x100 at 800,450", a.where());
        assertEquals(LEFT, desktop.screenOf(a));
        desktop.setScreens(List.of());
        desktop.setScreens(List.of(LEFT));
        desktop.setScreens(List.of(LEFT, RIGHT));
        assertEquals("A 200x100 at 1300,450", a.where());
        assertEquals(RIGHT, desktop.screenOf(a));
    }

    @Test
    void a_window_that_was_moved_meanwhile_stays() {
        desktop.setScreens(List.of(LEFT, RIGHT));
        TestWindow a = shown("A", 200, 100);
        desktop.moveTo(a, 1300, 450);
        desktop.setScreens(List.of(LEFT));
        desktop.moveTo(a, 10, 60);
        desktop.setScreens(List.of(LEFT, RIGHT));
        assertEquals("A 200x100 at 10,60", a.where());
        assertEquals(LEFT, desktop.screenOf(a));
    }

    @Test
    void windows_move_with_their_screen() {
        desktop.setScreens(List.of(LEFT, RIGHT));
        TestWindow a = shown("A", 200, 100);
        desktop.moveTo(a, 1300, 450);
        Screen first = new Screen("RIGHT", new Rect(0, 0, 600, 600), new Rect(0, 0, 600, 600));
        desktop.setScreens(List.of(first));
        assertEquals("A 200x100 at 300,450", a.where());
        assertEquals(first, desktop.screenOf(a));
    }

    @Test
    void ignores_windows_that_it_does_not_know() {
        TestWindow stranger = window("stranger", 1, 1);
        desktop.map(stranger);
        desktop.committed(stranger);
        desktop.focus(stranger);
        desktop.setMaximized(stranger, true);
        desktop.setFullscreen(stranger, true, null);
        desktop.minimize(stranger);
        desktop.remove(stranger);
        assertEquals("", told());
        assertNull(desktop.boundsOf(stranger));
    }

    private TestWindow window(String name, int width, int height) {
        return new TestWindow(name, width, height, log);
    }

    private TestWindow shown(String name, int width, int height) {
        return show(window(name, width, height));
    }

    private TestWindow show(TestWindow window) {
        desktop.add(window);
        window.answer(desktop);
        desktop.map(window);
        return window;
    }

    private String told() {
        String line = String.join("; ", log);
        log.clear();
        return line;
    }

    private String toldSinceMapping() {
        String line = told();
        return line.substring(line.lastIndexOf("B 0x0; ") + "B 0x0; ".length());
    }
}

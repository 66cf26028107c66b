package org.breakwater.compositor.xdg;

import static org.breakwater.compositor.xdg.ShellFixture.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.breakwater.compositor.xdg.ShellClient.Shown;
import org.breakwater.render.geometry.Rect;
import org.breakwater.wayland.client.XdgPositionerProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class XdgPopupTest {
    private final ShellFixture fixture = new ShellFixture();
    private ShellClient client;
    private Shown window;

    @BeforeEach
    void connect() throws Exception {
        client = fixture.connect();
        window = client.mappedToplevel(300, 200);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void is_placed_at_its_first_configure_and_mapped_by_content() throws Exception {
        Shown shown = client.popup(window);
        assertEquals("", client.events());
        shown.surface().commit();
        assertEquals("popup 5,6 40x20; done", client.events());
        XdgPopup popup = fixture.popup();
        assertEquals(Rect.EMPTY, popup.geometry());
        shown.xdg().ackConfigure(client.serial());
        client.show(shown.surface(), 40, 20);
        client.sync();
        assertEquals(new Rect(5, 6, 40, 20), popup.geometry());
        assertTrue(popup.xdgSurface().surface().isMapped());
        assertSame(fixture.toplevel().xdgSurface(), popup.parent());
    }

    @Test
    void stays_within_the_bounds_it_is_given() throws Exception {
        fixture.shell().setPopupBounds(popup -> new Rect(0, 0, 30, 30));
        XdgPositionerProxy positioner = client.positioner(40, 20, 5, 16);
        positioner.setConstraintAdjustment(1 + 2 + 16);
        client.popup(window, positioner).surface().commit();
        assertEquals("popup 0,10 30x20; done", client.events());
    }

    @Test
    void has_a_copy_of_the_rules() throws Exception {
        XdgPositionerProxy positioner = client.positioner(40, 20, 5, 6);
        Shown shown = client.popup(window, positioner);
        positioner.setSize(1, 1);
        positioner.destroy();
        shown.surface().commit();
        assertEquals("popup 5,6 40x20; done", client.events());
    }

    @Test
    void needs_complete_rules() throws Exception {
        XdgPositionerProxy positioner = client.wmBase().createPositioner();
        positioner.setSize(1, 1);
        client.popup(window, positioner);
        assertEquals("xdg_wm_base 5", error(client));
        ShellClient other = fixture.connect();
        Shown parent = other.mappedToplevel(30, 20);
        XdgPositionerProxy without = other.wmBase().createPositioner();
        without.setAnchorRect(0, 0, 1, 1);
        other.popup(parent, without);
        assertEquals("xdg_wm_base 5", error(other));
        ShellClient third = fixture.connect();
        Shown popup = third.mappedPopup(third.mappedToplevel(30, 20));
        popup.popup().reposition(third.wmBase().createPositioner(), 1);
        assertEquals("xdg_wm_base 5", error(third));
    }

    @Test
    void refuses_rules_that_cannot_be() throws Exception {
        client.wmBase().createPositioner().setSize(0, 1);
        assertEquals("xdg_positioner 0", error(client));
        ShellClient second = fixture.connect();
        second.wmBase().createPositioner().setSize(1, -1);
        assertEquals("xdg_positioner 0", error(second));
        ShellClient third = fixture.connect();
        third.wmBase().createPositioner().setAnchorRect(0, 0, 1, -1);
        assertEquals("xdg_positioner 0", error(third));
        ShellClient fourth = fixture.connect();
        fourth.wmBase().createPositioner().setAnchor(9);
        assertEquals("xdg_positioner 0", error(fourth));
        ShellClient fifth = fixture.connect();
        fifth.wmBase().createPositioner().setGravity(9);
        assertEquals("xdg_positioner 0", error(fifth));
    }

    @Test
    void keeps_all_that_the_rules_say() throws Exception {
        XdgPositionerProxy positioner = client.positioner(40, 20, 5, 6);
        positioner.setAnchor(8);
        positioner.setOffset(-3, 4);
        positioner.setReactive();
        positioner.setParentSize(310, 210);
        positioner.setParentConfigure(77);
        client.popup(window, positioner).surface().commit();
        assertEquals("popup 3,11 40x20; done", client.events());
        Positioner rules = fixture.popup().rules();
        assertTrue(rules.reactive());
        assertEquals("310x210 77", rules.parentWidth() + "x" + rules.parentHeight() + " "
                + rules.parentConfigure());
    }

    @Test
    void needs_a_parent_with_a_role() {
        Shown bare = new Shown(null, client.xdgSurface(client.surface()), null, null);
        client.popup(bare);
        assertEquals("xdg_wm_base 3", error(client));
    }

    @Test
    void needs_a_parent_before_its_initial_commit() {
        client.popup(null).surface().commit();
        assertEquals("xdg_wm_base 3", error(client));
    }

    @Test
    void may_get_its_parent_from_elsewhere() throws Exception {
        Shown shown = client.popup(null);
        client.sync();
        fixture.popup().setParent(fixture.toplevel().xdgSurface().surface());
        client.configureAndShow(shown, 40, 20);
        assertTrue(fixture.popup().xdgSurface().surface().isMapped());
        client.hide(window.surface());
        assertEquals("popup_done#" + shown.popup().id(), client.events());
    }

    @Test
    void is_told_its_token_before_it_is_moved() throws Exception {
        Shown shown = client.mappedPopup(window);
        XdgPopup popup = fixture.popup();
        shown.popup().reposition(client.positioner(50, 30, 7, 8), 1);
        shown.popup().reposition(client.positioner(60, 30, 7, 8), 2);
        assertEquals("repositioned 2; popup 7,8 60x30; done", client.events());
        assertEquals(new Rect(5, 6, 40, 20), popup.geometry());
        shown.xdg().ackConfigure(client.serial());
        client.show(shown.surface(), 60, 30);
        client.sync();
        assertEquals(new Rect(7, 8, 60, 30), popup.geometry());
        shown.popup().reposition(client.positioner(60, 30, 7, 8), 3);
        assertEquals("repositioned 3; popup 7,8 60x30; done", client.events());
    }

    @Test
    void follows_its_bounds_only_if_it_is_reactive() throws Exception {
        Rect[] bounds = {new Rect(0, 0, 300, 300)};
        fixture.shell().setPopupBounds(popup -> bounds[0]);
        XdgPositionerProxy positioner = client.positioner(40, 20, 5, 6);
        positioner.setConstraintAdjustment(1);
        client.configureAndShow(client.popup(window, positioner), 40, 20);
        XdgPopup fixed = fixture.popup();
        positioner.setReactive();
        client.configureAndShow(client.popup(window, positioner), 40, 20);
        XdgPopup reactive = fixture.popup();
        bounds[0] = new Rect(10, 0, 300, 300);
        fixed.reconstrain();
        reactive.reconstrain();
        assertEquals("popup 10,6 40x20; done", client.events());
        reactive.reconstrain();
        assertEquals("", client.events());
    }

    @Test
    void goes_with_those_that_belong_to_it_from_the_top() throws Exception {
        Shown lower = client.mappedPopup(window);
        XdgPopup popup = fixture.popup();
        Shown upper = client.mappedPopup(lower);
        popup.dismiss();
        assertEquals("popup_done#" + upper.popup().id() + "; popup_done#" + lower.popup().id(),
                client.events());
        assertFalse(popup.xdgSurface().surface().isMapped());
        client.show(upper.surface(), 40, 20);
        lower.popup().destroy();
        upper.popup().destroy();
        lower.xdg().destroy();
        assertEquals("", client.events());
    }

    @Test
    void does_not_come_back_once_it_is_dismissed() throws Exception {
        Shown shown = client.popup(window);
        shown.surface().commit();
        client.sync();
        fixture.popup().dismiss();
        shown.xdg().ackConfigure(client.serial());
        client.show(shown.surface(), 40, 20);
        client.events();
        assertFalse(fixture.popup().xdgSurface().surface().isMapped());
        assertEquals("", client.events());
    }

    @Test
    void goes_when_its_parent_is_unmapped() throws Exception {
        Shown shown = client.mappedPopup(window);
        client.hide(window.surface());
        assertEquals("popup_done#" + shown.popup().id(), client.events());
        Shown late = client.popup(window);
        late.surface().commit();
        client.sync();
        late.xdg().ackConfigure(client.serial());
        client.show(late.surface(), 40, 20);
        assertEquals("popup 5,6 40x20; done; popup_done#" + late.popup().id(), client.events());
    }

    @Test
    void is_destroyed_after_those_above_it() throws Exception {
        Shown lower = client.mappedPopup(window);
        Shown upper = client.mappedPopup(lower);
        Shown third = client.mappedPopup(upper);
        third.popup().destroy();
        upper.popup().destroy();
        client.sync();
        client.mappedPopup(lower);
        lower.popup().destroy();
        assertEquals("xdg_wm_base 2", error(client));
    }

    @Test
    void can_be_shown_again_after_it_was_unmapped() throws Exception {
        Shown shown = client.mappedPopup(window);
        client.hide(shown.surface());
        shown.surface().commit();
        assertEquals("popup 5,6 40x20; done", client.events());
        shown.xdg().ackConfigure(client.serial());
        client.show(shown.surface(), 40, 20);
        client.sync();
        assertTrue(fixture.popup().xdgSurface().surface().isMapped());
        assertNull(fixture.shell().popupStack().topmost());
    }

    @Test
    void may_not_be_nested_without_end() throws Exception {
        Shown parent = window;
        for (int i = 0; i < XdgPopup.MAX_DEPTH; i++) {
            parent = client.popup(parent);
        }
        assertEquals("", client.events());
        Shown above = client.popup(parent);
        assertEquals("popup_done#" + above.popup().id(), client.events());
        Shown further = client.popup(above);
        assertEquals("popup_done#" + further.popup().id(), client.events());
    }
}

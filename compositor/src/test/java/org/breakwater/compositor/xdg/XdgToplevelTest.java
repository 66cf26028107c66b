package org.breakwater.compositor.xdg;

import static org.breakwater.compositor.xdg.ShellFixture.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.breakwater.compositor.xdg.ShellClient.Shown;
import org.breakwater.wayland.XdgToplevel.State;
import org.breakwater.wayland.XdgToplevel.WmCapabilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class XdgToplevelTest {
    private final ShellFixture fixture = new ShellFixture();
    private ShellClient client;

    @BeforeEach
    void connect() throws Exception {
        client = fixture.connect();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void is_configured_after_the_initial_commit_and_mapped_by_content() throws Exception {
        Shown window = client.toplevel();
        assertEquals("", client.events());
        window.surface().commit();
        assertEquals("capabilities maximize fullscreen; configure 0x0; done", client.events());
        window.xdg().ackConfigure(client.serial());
        window.surface().commit();
        assertEquals("", client.events());
        assertFalse(fixture.toplevel().xdgSurface().surface().isMapped());
        client.show(window.surface(), 30, 20);
        assertEquals("", client.events());
        assertTrue(fixture.toplevel().xdgSurface().surface().isMapped());
    }

    @Test
    void is_told_once_a_turn_and_only_news() throws Exception {
        client.mappedToplevel(30, 20);
        XdgToplevel toplevel = fixture.toplevel();
        ToplevelState active = toplevel.scheduled().with(State.ACTIVATED, true);
        toplevel.schedule(active);
        toplevel.schedule(active.with(State.RESIZING, true));
        toplevel.schedule(active.withSize(50, 40));
        assertEquals("configure 50x40 activated; done", client.events());
        toplevel.schedule(active);
        toplevel.schedule(active.withSize(50, 40));
        assertEquals("", client.events());
    }

    @Test
    void becomes_what_was_acknowledged_with_the_next_commit() throws Exception {
        Shown window = client.mappedToplevel(30, 20);
        XdgToplevel toplevel = fixture.toplevel();
        toplevel.schedule(toplevel.scheduled().withSize(50, 40));
        client.sync();
        int first = client.serial();
        toplevel.schedule(toplevel.scheduled().withSize(60, 40));
        client.sync();
        assertEquals(60, toplevel.pending().width());
        window.xdg().ackConfigure(first);
        client.sync();
        assertEquals(0, toplevel.current().width());
        window.surface().commit();
        client.sync();
        assertEquals(50, toplevel.current().width());
        window.xdg().ackConfigure(client.serial());
        client.show(window.surface(), 60, 40);
        client.sync();
        assertEquals(60, toplevel.current().width());
    }

    @Test
    void hears_of_the_states_that_its_version_knows() throws Exception {
        String all = "maximized fullscreen resizing activated";
        String tiled = all + " tiled_left tiled_right tiled_top tiled_bottom";
        assertEquals("configure 0x0 " + all + "; done", firstConfigure(1));
        assertEquals("configure 0x0 " + tiled + "; done", firstConfigure(2));
        assertEquals("configure 0x0 " + tiled + "; done", firstConfigure(3));
        assertEquals("bounds 800x600; configure 0x0 " + tiled + "; done", firstConfigure(4));
        String caps = "capabilities maximize fullscreen; bounds 800x600; configure 0x0 ";
        assertEquals(caps + tiled + "; done", firstConfigure(5));
        assertEquals(caps + tiled + " suspended; done", firstConfigure(6));
        assertEquals(caps + tiled + " suspended constrained_left constrained_right"
                + " constrained_top constrained_bottom; done", firstConfigure(7));
    }

    @Test
    void hears_of_bounds_when_they_change() throws Exception {
        client.mappedToplevel(30, 20);
        XdgToplevel toplevel = fixture.toplevel();
        toplevel.schedule(toplevel.scheduled().withBounds(100, 90));
        assertEquals("bounds 100x90; configure 0x0; done", client.events());
        toplevel.schedule(toplevel.scheduled().withSize(10, 10));
        assertEquals("configure 10x10; done", client.events());
        toplevel.schedule(toplevel.scheduled().withBounds(0, 0));
        assertEquals("bounds 0x0; configure 10x10; done", client.events());
    }

    @Test
    void hears_what_the_compositor_can_do() throws Exception {
        fixture.shell().setCapabilities(EnumSet.allOf(WmCapabilities.class));
        client.toplevel().surface().commit();
        assertEquals("capabilities window_menu maximize fullscreen minimize; configure 0x0; done",
                client.events());
        fixture.shell().setCapabilities(EnumSet.noneOf(WmCapabilities.class));
        client.toplevel().surface().commit();
        assertEquals("capabilities; configure 0x0; done", client.events());
    }

    @Test
    void gets_an_answer_to_every_request_for_a_state() throws Exception {
        Shown window = client.mappedToplevel(30, 20);
        window.toplevel().setMaximized();
        assertEquals("configure 0x0; done", client.events());
        window.toplevel().unsetMaximized();
        assertEquals("configure 0x0; done", client.events());
        window.toplevel().setFullscreen(null);
        assertEquals("configure 0x0; done", client.events());
        window.toplevel().unsetFullscreen();
        assertEquals("configure 0x0; done", client.events());
        window.toplevel().setMinimized();
        assertEquals("configure 0x0; done", client.events());
        XdgToplevel toplevel = fixture.toplevel();
        toplevel.signals().maximizeRequested().add(t -> t.schedule(t.scheduled().withSize(640, 480)
                .with(State.MAXIMIZED, t.requested().maximized())));
        window.toplevel().setMaximized();
        window.toplevel().setMinimized();
        assertEquals("configure 640x480 maximized; done", client.events());
    }

    @Test
    void may_ask_for_a_state_before_its_first_configure() throws Exception {
        Shown window = client.toplevel();
        window.toplevel().setMaximized();
        window.toplevel().setFullscreen(null);
        assertEquals("", client.events());
        XdgToplevel toplevel = fixture.toplevel();
        assertTrue(toplevel.requested().maximized());
        assertTrue(toplevel.requested().fullscreen());
        toplevel.signals().initialCommit().add(t -> t.schedule(t.scheduled()
                .with(State.FULLSCREEN, t.requested().fullscreen())));
        window.surface().commit();
        assertEquals("capabilities maximize fullscreen; configure 0x0 fullscreen; done",
                client.events());
    }

    @Test
    void forgets_everything_when_it_is_unmapped_and_starts_again() throws Exception {
        Shown window = client.mappedToplevel(30, 20);
        XdgToplevel toplevel = fixture.toplevel();
        window.toplevel().setTitle("title");
        window.toplevel().setAppId("app");
        window.toplevel().setMinSize(5, 5);
        window.toplevel().setMaximized();
        toplevel.schedule(toplevel.scheduled().with(State.ACTIVATED, true));
        client.events();
        int late = client.serial();
        client.hide(window.surface());
        assertEquals("", client.events());
        assertFalse(toplevel.xdgSurface().surface().isMapped());
        assertEquals("", toplevel.title() + toplevel.appId());
        assertFalse(toplevel.requested().maximized());
        assertNull(toplevel.pending());
        window.xdg().ackConfigure(late);
        window.surface().commit();
        assertEquals("capabilities maximize fullscreen; configure 0x0; done", client.events());
        assertEquals(0, toplevel.minWidth());
        window.xdg().ackConfigure(client.serial());
        client.show(window.surface(), 30, 20);
        client.sync();
        assertTrue(toplevel.xdgSurface().surface().isMapped());
    }

    @Test
    void needs_an_ack_again_after_it_was_unmapped() throws Exception {
        Shown window = client.mappedToplevel(30, 20);
        XdgToplevel toplevel = fixture.toplevel();
        toplevel.schedule(toplevel.scheduled().withSize(9, 9));
        client.sync();
        int late = client.serial();
        client.hide(window.surface());
        window.surface().commit();
        client.sync();
        window.xdg().ackConfigure(late);
        client.show(window.surface(), 30, 20);
        assertEquals("xdg_surface 3", error(client));
    }

    @Test
    void has_limits_that_come_with_a_commit() throws Exception {
        Shown window = client.mappedToplevel(30, 20);
        XdgToplevel toplevel = fixture.toplevel();
        window.toplevel().setMinSize(10, 11);
        window.toplevel().setMaxSize(90, 91);
        client.sync();
        assertEquals(0, toplevel.minWidth());
        window.surface().commit();
        client.sync();
        assertEquals("10 11 90 91", toplevel.minWidth() + " " + toplevel.minHeight() + " "
                + toplevel.maxWidth() + " " + toplevel.maxHeight());
        window.toplevel().setMaxSize(0, 0);
        window.surface().commit();
        client.sync();
        assertEquals(0, toplevel.maxWidth());
    }

    @Test
    void may_contradict_itself_between_commits_only() throws Exception {
        Shown window = client.mappedToplevel(30, 20);
        window.toplevel().setMaxSize(20, 20);
        window.toplevel().setMinSize(30, 10);
        window.toplevel().setMaxSize(30, 20);
        window.surface().commit();
        client.sync();
        window.toplevel().setMinSize(31, 10);
        client.sync();
        window.surface().commit();
        assertEquals("xdg_toplevel 2", error(client));
    }

    @Test
    void refuses_negative_limits() throws Exception {
        client.toplevel().toplevel().setMinSize(-1, 0);
        assertEquals("xdg_toplevel 2", error(client));
        ShellClient other = fixture.connect();
        other.toplevel().toplevel().setMaxSize(0, -1);
        assertEquals("xdg_toplevel 2", error(other));
    }

    @Test
    void has_a_parent_while_that_is_mapped() throws Exception {
        Shown top = client.mappedToplevel(30, 20);
        XdgToplevel grandparent = fixture.toplevel();
        Shown middle = client.mappedToplevel(30, 20);
        XdgToplevel parent = fixture.toplevel();
        Shown dialog = client.mappedToplevel(30, 20);
        XdgToplevel child = fixture.toplevel();
        middle.toplevel().setParent(top.toplevel());
        dialog.toplevel().setParent(middle.toplevel());
        client.sync();
        assertSame(grandparent, parent.parent());
        assertSame(parent, child.parent());
        client.hide(middle.surface());
        client.sync();
        assertSame(grandparent, child.parent());
        assertNull(parent.parent());
        dialog.toplevel().setParent(middle.toplevel());
        client.sync();
        assertNull(child.parent());
        dialog.toplevel().setParent(top.toplevel());
        client.sync();
        assertSame(grandparent, child.parent());
        top.toplevel().destroy();
        client.sync();
        assertNull(child.parent());
    }

    @Test
    void is_nobodys_parent_and_child_at_once() throws Exception {
        Shown top = client.mappedToplevel(30, 20);
        Shown middle = client.mappedToplevel(30, 20);
        Shown dialog = client.mappedToplevel(30, 20);
        middle.toplevel().setParent(top.toplevel());
        dialog.toplevel().setParent(middle.toplevel());
        client.sync();
        top.toplevel().setParent(dialog.toplevel());
        assertEquals("xdg_toplevel 1", error(client));
        ShellClient other = fixture.connect();
        Shown lone = other.mappedToplevel(30, 20);
        lone.toplevel().setParent(lone.toplevel());
        assertEquals("xdg_toplevel 1", error(other));
    }

    @Test
    void passes_on_moves_resizes_and_menus_while_it_is_mapped() throws Exception {
        Shown window = client.toplevel();
        client.sync();
        List<String> heard = new ArrayList<>();
        ToplevelSignals signals = fixture.toplevel().signals();
        signals.moveRequested().add(m -> heard.add("move " + m.serial()));
        signals.resizeRequested().add(r -> heard.add("resize " + r.serial() + " " + r.edge()));
        signals.windowMenuRequested().add(m -> heard.add("menu " + m.x() + "," + m.y()));
        window.toplevel().move(client.seat(), 1);
        client.configureAndShow(window, 30, 20);
        window.toplevel().move(client.seat(), 7);
        window.toplevel().resize(client.seat(), 8, 9);
        window.toplevel().showWindowMenu(client.seat(), 9, 3, 4);
        client.sync();
        assertEquals(List.of("move 7", "resize 8 TOP_RIGHT", "menu 3,4"), heard);
        window.toplevel().resize(client.seat(), 8, 3);
        assertEquals("xdg_toplevel 0", error(client));
    }

    @Test
    void is_unmapped_by_its_destruction_and_can_be_made_again() throws Exception {
        Shown window = client.mappedToplevel(30, 20);
        XdgToplevel first = fixture.toplevel();
        List<String> heard = new ArrayList<>();
        first.xdgSurface().unmapped().add(x -> heard.add("unmapped"));
        first.signals().destroyed().add(t -> heard.add("destroyed"));
        window.toplevel().destroy();
        client.hide(window.surface());
        client.sync();
        assertEquals(List.of("unmapped", "destroyed"), heard);
        client.toplevel(window.xdg());
        client.configureAndShow(window, 30, 20);
        assertTrue(fixture.toplevel().xdgSurface().surface().isMapped());
        assertTrue(fixture.toplevel() != first);
    }

    @Test
    void gets_no_more_configures_than_it_takes_in() throws Exception {
        Shown window = client.mappedToplevel(30, 20);
        XdgToplevel toplevel = fixture.toplevel();
        int configures = 0;
        for (int i = 1; i <= XdgSurface.MAX_UNACKED + 50; i++) {
            toplevel.schedule(toplevel.scheduled().withSize(i, i));
            configures += client.events().isEmpty() ? 0 : 1;
        }
        assertEquals(XdgSurface.MAX_UNACKED, configures);
        window.xdg().ackConfigure(client.serial());
        int last = XdgSurface.MAX_UNACKED + 50;
        assertEquals("configure " + last + "x" + last + "; done", client.events());
    }

    @Test
    void can_be_asked_to_close() throws Exception {
        client.mappedToplevel(30, 20);
        fixture.toplevel().close();
        assertEquals("close", client.events());
    }

    private String firstConfigure(int version) throws Exception {
        ShellClient old = fixture.connect(version);
        Shown window = old.toplevel();
        old.sync();
        ToplevelState all = ToplevelState.INITIAL.withBounds(800, 600);
        for (State state : State.values()) {
            all = all.with(state, true);
        }
        fixture.toplevel().schedule(all);
        window.surface().commit();
        return old.events();
    }
}

package org.breakwater.compositor.xdg;

import static org.breakwater.compositor.xdg.ShellFixture.error;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.breakwater.compositor.xdg.ShellClient.Shown;
import org.breakwater.wayland.client.ZxdgToplevelDecorationV1Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class XdgDecorationTest {
    private static final String CAPABILITIES = "capabilities maximize fullscreen; ";

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
    void leaves_the_frame_to_the_client_whatever_it_prefers() throws Exception {
        Shown window = client.toplevel();
        ZxdgToplevelDecorationV1Proxy decoration = client.decoration(window.toplevel());
        assertEquals("", client.events());
        client.surface();
        window.surface().commit();
        assertEquals(CAPABILITIES + "mode 1; configure 0x0; done", client.events());
        decoration.setMode(2);
        assertEquals("mode 1; configure 0x0; done", client.events());
        decoration.unsetMode();
        decoration.setMode(1);
        assertEquals("mode 1; configure 0x0; done", client.events());
        window.toplevel().setMaximized();
        assertEquals("configure 0x0; done", client.events());
    }

    @Test
    void can_come_between_the_initial_commit_and_the_content() throws Exception {
        Shown window = client.toplevel();
        window.surface().commit();
        client.events();
        client.decoration(window.toplevel());
        assertEquals("mode 1; configure 0x0; done", client.events());
    }

    @Test
    void is_the_only_one_of_its_window() {
        Shown window = client.toplevel();
        client.decoration(window.toplevel());
        client.decoration(window.toplevel());
        assertEquals("zxdg_toplevel_decoration_v1 1", error(client));
    }

    @Test
    void can_be_made_again() throws Exception {
        Shown window = client.toplevel();
        client.decoration(window.toplevel()).destroy();
        client.decoration(window.toplevel());
        window.surface().commit();
        assertEquals(CAPABILITIES + "mode 1; configure 0x0; done", client.events());
    }

    @Test
    void comes_before_the_content_in_version_one() throws Exception {
        Shown window = client.mappedToplevel(30, 20);
        client.decoration(window.toplevel(), 1);
        assertEquals("zxdg_toplevel_decoration_v1 0", error(client));
        ShellClient other = fixture.connect();
        Shown configured = other.toplevel();
        configured.surface().commit();
        other.sync();
        configured.xdg().ackConfigure(other.serial());
        other.decoration(configured.toplevel(), 1);
        other.show(configured.surface(), 30, 20);
        assertEquals("zxdg_toplevel_decoration_v1 0", error(other));
    }

    @Test
    void may_come_at_any_time_in_version_two() throws Exception {
        Shown window = client.mappedToplevel(30, 20);
        client.events();
        client.decoration(window.toplevel());
        client.show(window.surface(), 30, 20);
        assertEquals("mode 1; configure 0x0; done", client.events());
    }

    @Test
    void is_one_of_two_modes() {
        Shown window = client.toplevel();
        client.decoration(window.toplevel()).setMode(3);
        assertEquals("zxdg_toplevel_decoration_v1 3", error(client));
    }

    @Test
    void is_destroyed_before_its_window() {
        Shown window = client.toplevel();
        client.decoration(window.toplevel());
        window.toplevel().destroy();
        assertEquals("zxdg_toplevel_decoration_v1 2", error(client));
    }

    @Test
    void is_configured_again_after_the_window_was_unmapped() throws Exception {
        Shown window = client.toplevel();
        client.decoration(window.toplevel());
        client.configureAndShow(window, 30, 20);
        client.hide(window.surface());
        window.surface().commit();
        assertEquals(CAPABILITIES + "mode 1; configure 0x0; done", client.events());
    }
}

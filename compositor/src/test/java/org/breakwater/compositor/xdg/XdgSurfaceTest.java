package org.breakwater.compositor.xdg;

import static org.breakwater.compositor.xdg.ShellFixture.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.breakwater.compositor.xdg.ShellClient.Shown;
import org.breakwater.render.geometry.Rect;
import org.breakwater.wayland.XdgToplevel.State;
import org.breakwater.wayland.client.WlSubsurfaceProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.XdgSurfaceProxy;
import org.breakwater.wayland.client.XdgWmBaseProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A client does not know an object any more that it has destroyed wrongly: its errors come from
 * "[unknown]".
 */
final class XdgSurfaceTest {
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
    void needs_a_surface_without_another_role() {
        WlSurfaceProxy parent = client.surface();
        WlSurfaceProxy child = client.surface();
        client.subcompositor().getSubsurface(child, parent);
        client.xdgSurface(child);
        assertEquals("xdg_wm_base 0", error(client));
    }

    @Test
    void is_the_only_one_of_its_surface() {
        WlSurfaceProxy surface = client.surface();
        client.xdgSurface(surface);
        client.xdgSurface(surface);
        assertEquals("xdg_wm_base 0", error(client));
    }

    @Test
    void loses_the_surface_to_another_role_taken_first() {
        WlSurfaceProxy surface = client.surface();
        XdgSurfaceProxy xdg = client.xdgSurface(surface);
        client.subcompositor().getSubsurface(surface, client.surface());
        client.toplevel(xdg);
        assertEquals("xdg_wm_base 0", error(client));
    }

    @Test
    void keeps_its_surface_a_toplevel_or_a_popup_for_life() throws Exception {
        Shown window = client.mappedToplevel(30, 20);
        Shown other = client.toplevel();
        other.toplevel().destroy();
        client.sync();
        other.xdg().getPopup(window.xdg(), client.positioner(1, 1, 0, 0));
        assertEquals("xdg_wm_base 0", error(client));
    }

    @Test
    void needs_a_surface_without_a_buffer() throws Exception {
        WlSurfaceProxy surface = client.surface();
        surface.attach(client.buffer(1, 1), 0, 0);
        client.xdgSurface(surface);
        assertEquals("xdg_wm_base 4", error(client));
        ShellClient other = fixture.connect();
        WlSurfaceProxy shown = other.surface();
        other.show(shown, 1, 1);
        other.xdgSurface(shown);
        assertEquals("xdg_wm_base 4", error(other));
    }

    @Test
    void must_be_gone_before_the_shell_is() throws Exception {
        XdgWmBaseProxy unused = client.bindShell(6);
        client.toplevel();
        unused.destroy();
        client.sync();
        client.wmBase().destroy();
        assertEquals("[unknown] 1", error(client));
    }

    @Test
    void lets_the_shell_go_when_it_is_gone_itself() throws Exception {
        Shown window = client.toplevel();
        window.toplevel().destroy();
        window.xdg().destroy();
        client.wmBase().destroy();
        window.surface().destroy();
        client.sync();
        assertEquals("", client.events());
    }

    @Test
    void has_one_role_object() {
        Shown window = client.toplevel();
        client.toplevel(window.xdg());
        assertEquals("xdg_surface 2", error(client));
    }

    @Test
    void needs_a_role_object_for_everything_else() throws Exception {
        client.xdgSurface(client.surface()).ackConfigure(1);
        assertEquals("xdg_surface 1", error(client));
        ShellClient other = fixture.connect();
        other.xdgSurface(other.surface()).setWindowGeometry(0, 0, 1, 1);
        assertEquals("xdg_surface 1", error(other));
    }

    @Test
    void ends_after_its_role_object() {
        client.toplevel().xdg().destroy();
        assertEquals("[unknown] 6", error(client));
    }

    @Test
    void ends_before_its_surface() throws Exception {
        client.toplevel().surface().destroy();
        assertEquals("[unknown] 4", error(client));
        ShellClient other = fixture.connect();
        WlSurfaceProxy surface = other.surface();
        XdgSurfaceProxy bare = other.xdgSurface(surface);
        surface.destroy();
        other.toplevel(bare);
        other.sync();
        assertEquals("", other.events());
    }

    @Test
    void takes_no_buffer_before_the_first_ack() throws Exception {
        Shown window = client.toplevel();
        client.show(window.surface(), 30, 20);
        assertEquals("xdg_surface 3", error(client));
        ShellClient other = fixture.connect();
        Shown configured = other.toplevel();
        configured.surface().commit();
        other.sync();
        other.show(configured.surface(), 30, 20);
        assertEquals("xdg_surface 3", error(other));
        ShellClient third = fixture.connect();
        WlSurfaceProxy surface = third.surface();
        third.xdgSurface(surface);
        third.show(surface, 30, 20);
        assertEquals("xdg_surface 3", error(third));
    }

    @Test
    void takes_no_buffer_before_the_first_configure_even_without_a_commit() throws Exception {
        Shown window = client.toplevel();
        window.surface().attach(client.buffer(30, 20), 0, 0);
        assertEquals("xdg_surface 3", error(client));
    }

    @Test
    void takes_each_serial_once_and_in_order() throws Exception {
        Shown window = client.mappedToplevel(30, 20);
        int first = configure(40);
        int second = configure(50);
        window.xdg().ackConfigure(first);
        window.xdg().ackConfigure(second);
        client.sync();
        window.xdg().ackConfigure(second);
        assertEquals("xdg_surface 4", error(client));
    }

    @Test
    void takes_no_serial_older_than_the_last() throws Exception {
        Shown window = client.mappedToplevel(30, 20);
        int first = configure(40);
        int second = configure(50);
        window.xdg().ackConfigure(second);
        client.sync();
        window.xdg().ackConfigure(first);
        assertEquals("xdg_surface 4", error(client));
    }

    @Test
    void takes_no_serial_that_was_never_sent() throws Exception {
        Shown window = client.mappedToplevel(30, 20);
        window.xdg().ackConfigure(configure(40) + 1);
        assertEquals("xdg_surface 4", error(client));
    }

    @Test
    void has_the_geometry_of_its_surface_unless_it_is_set() throws Exception {
        Shown window = client.mappedToplevel(30, 20);
        XdgSurface xdgSurface = fixture.toplevel().xdgSurface();
        assertEquals(new Rect(0, 0, 30, 20), xdgSurface.geometry());
        window.xdg().setWindowGeometry(2, 3, 10, 11);
        client.sync();
        assertEquals(new Rect(0, 0, 30, 20), xdgSurface.geometry());
        window.surface().commit();
        client.sync();
        assertEquals(new Rect(2, 3, 10, 11), xdgSurface.geometry());
        client.show(window.surface(), 8, 8);
        client.sync();
        assertEquals(new Rect(2, 3, 6, 5), xdgSurface.geometry());
        window.xdg().setWindowGeometry(100, 100, 5, 5);
        window.surface().commit();
        client.sync();
        assertEquals(new Rect(0, 0, 8, 8), xdgSurface.geometry());
    }

    @Test
    void counts_subsurfaces_as_part_of_it() throws Exception {
        Shown window = client.mappedToplevel(30, 20);
        XdgSurface xdgSurface = fixture.toplevel().xdgSurface();
        WlSurfaceProxy child = client.surface();
        WlSubsurfaceProxy subsurface = client.subcompositor().getSubsurface(child,
                window.surface());
        subsurface.setPosition(-5, 10);
        client.show(child, 10, 30);
        window.surface().commit();
        client.sync();
        assertEquals(new Rect(-5, 0, 35, 40), xdgSurface.geometry());
        window.xdg().setWindowGeometry(-10, -10, 100, 45);
        window.surface().commit();
        client.sync();
        assertEquals(new Rect(-5, 0, 35, 35), xdgSurface.geometry());
        client.hide(child);
        window.surface().commit();
        client.sync();
        assertEquals(new Rect(0, 0, 30, 20), xdgSurface.geometry());
    }

    /** Title bars are subsurfaces that come with the commit that maps the window. */
    @Test
    void has_its_whole_geometry_when_it_is_mapped() throws Exception {
        Shown window = client.toplevel();
        WlSurfaceProxy title = client.surface();
        client.subcompositor().getSubsurface(title, window.surface()).setPosition(0, -6);
        window.surface().commit();
        client.sync();
        Rect[] geometry = {null};
        fixture.toplevel().xdgSurface().mapped().add(x -> geometry[0] = x.geometry());
        window.xdg().ackConfigure(client.serial());
        client.show(title, 30, 6);
        window.xdg().setWindowGeometry(0, -6, 30, 26);
        client.show(window.surface(), 30, 20);
        client.sync();
        assertEquals(new Rect(0, -6, 30, 26), geometry[0]);
    }

    @Test
    void takes_no_empty_geometry() throws Exception {
        client.toplevel().xdg().setWindowGeometry(0, 0, 0, 5);
        assertEquals("xdg_surface 5", error(client));
        ShellClient other = fixture.connect();
        other.toplevel().xdg().setWindowGeometry(0, 0, 5, -1);
        assertEquals("xdg_surface 5", error(other));
    }

    @Test
    void leaves_quietly_with_its_client() throws Exception {
        Shown window = client.mappedToplevel(30, 20);
        client.mappedPopup(window);
        client.decoration(client.toplevel().toplevel());
        client.sync();
        client.close();
        fixture.turn();
        fixture.turn();
        assertEquals(0, fixture.display().clientCount());
        assertTrue(fixture.popup().isDismissed());
    }

    private int configure(int width) throws Exception {
        XdgToplevel toplevel = fixture.toplevel();
        toplevel.schedule(toplevel.scheduled().withSize(width, 1).with(State.RESIZING, true));
        client.sync();
        return client.serial();
    }
}

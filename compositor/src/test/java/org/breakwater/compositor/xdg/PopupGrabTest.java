package org.breakwater.compositor.xdg;

import static org.breakwater.compositor.xdg.ShellFixture.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.xdg.ShellClient.Shown;
import org.breakwater.wayland.server.WlSeatResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The seat gives a grab for any serial but 0. */
final class PopupGrabTest {
    private final ShellFixture fixture = new ShellFixture();
    private final List<String> heard = new ArrayList<>();
    private ShellClient client;
    private Shown window;

    @BeforeEach
    void connect() throws Exception {
        fixture.shell().setPopupGrabs(new PopupGrabs() {
            @Override
            public boolean accept(XdgPopup popup, WlSeatResource seat, int serial) {
                heard.add("accept " + serial);
                return serial != 0;
            }

            @Override
            public void topmostChanged(XdgPopup popup) {
                heard.add("top " + (popup == null ? "none" : "" + popup.resource().id()));
            }
        });
        client = fixture.connect();
        window = client.mappedToplevel(300, 200);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void is_on_top_while_it_is_mapped() throws Exception {
        Shown lower = client.popup(window);
        lower.popup().grab(client.seat(), 5);
        client.sync();
        assertEquals(List.of("accept 5"), heard);
        client.configureAndShow(lower, 40, 20);
        Shown upper = grabbing(lower);
        upper.popup().destroy();
        client.sync();
        lower.popup().destroy();
        client.sync();
        assertEquals(List.of("accept 5", "top " + lower.popup().id(), "accept 9",
                "top " + upper.popup().id(), "top " + lower.popup().id(), "top none"), heard);
    }

    @Test
    void is_dismissed_when_the_seat_refuses() throws Exception {
        Shown popup = client.popup(window);
        popup.popup().grab(client.seat(), 0);
        assertEquals("popup_done#" + popup.popup().id(), client.events());
        assertNull(fixture.shell().popupStack().topmost());
    }

    @Test
    void is_dismissed_when_nobody_gives_grabs() throws Exception {
        try (ShellFixture bare = new ShellFixture()) {
            ShellClient alone = bare.connect();
            Shown popup = alone.popup(alone.mappedToplevel(30, 20));
            popup.popup().grab(alone.seat(), 5);
            assertEquals("popup_done#" + popup.popup().id(), alone.events());
        }
    }

    @Test
    void comes_before_it_is_mapped() throws Exception {
        client.mappedPopup(window).popup().grab(client.seat(), 5);
        assertEquals("xdg_popup 0", error(client));
    }

    @Test
    void needs_a_parent_that_grabs() throws Exception {
        Shown lower = client.mappedPopup(window);
        client.popup(lower).popup().grab(client.seat(), 5);
        assertEquals("xdg_popup 0", error(client));
    }

    @Test
    void needs_the_topmost_popup_as_its_parent() throws Exception {
        grabbing(window);
        client.popup(window).popup().grab(client.seat(), 5);
        assertEquals("xdg_wm_base 2", error(client));
    }

    @Test
    void is_dismissed_with_a_parent_that_was() throws Exception {
        Shown lower = grabbing(window);
        XdgPopup popup = fixture.popup();
        Shown upper = client.popup(lower);
        client.sync();
        popup.dismiss();
        client.events();
        upper.popup().grab(client.seat(), 5);
        assertEquals("", client.events());
        Shown late = client.popup(lower);
        late.popup().grab(client.seat(), 5);
        assertEquals("popup_done#" + late.popup().id(), client.events());
    }

    @Test
    void ends_from_the_top_when_the_user_turns_elsewhere() throws Exception {
        Shown lower = grabbing(window);
        Shown upper = grabbing(lower);
        heard.clear();
        fixture.shell().popupStack().dismissAll();
        assertEquals("popup_done#" + upper.popup().id() + "; popup_done#" + lower.popup().id(),
                client.events());
        assertEquals(List.of("top " + lower.popup().id(), "top none"), heard);
    }

    @Test
    void gives_way_to_another_clients() throws Exception {
        Shown mine = grabbing(window);
        ShellClient other = fixture.connect();
        Shown theirs = other.popup(other.mappedToplevel(30, 20));
        theirs.popup().grab(other.seat(), 6);
        other.sync();
        assertEquals("popup_done#" + mine.popup().id(), client.events());
        assertSame(fixture.popup(), fixture.shell().popupStack().topmost());
    }

    @Test
    void ends_with_its_client() throws Exception {
        grabbing(grabbing(window));
        client.close();
        fixture.turn();
        assertNull(fixture.shell().popupStack().topmost());
        assertEquals("top none", heard.get(heard.size() - 1));
    }

    private Shown grabbing(Shown parent) throws Exception {
        Shown popup = client.popup(parent);
        popup.popup().grab(client.seat(), 9);
        client.configureAndShow(popup, 40, 20);
        return popup;
    }
}

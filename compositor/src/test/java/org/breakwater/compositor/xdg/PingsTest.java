package org.breakwater.compositor.xdg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.wayland.client.XdgWmBaseProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PingsTest {
    private final ShellFixture fixture = new ShellFixture();
    private final List<String> heard = new ArrayList<>();
    private ShellClient client;

    @BeforeEach
    void connect() throws Exception {
        fixture.shell().pings().unresponsive().add(c -> heard.add("unresponsive"));
        fixture.shell().pings().responsive().add(c -> heard.add("responsive"));
        client = fixture.connect();
        client.sync();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void asks_once_until_it_is_answered() throws Exception {
        assertTrue(fixture.shell().ping(client.server()));
        assertTrue(fixture.shell().ping(client.server()));
        assertEquals("ping", client.events());
        client.wmBase().pong(client.pingSerial());
        client.sync();
        fixture.pass(60);
        assertEquals(List.of(), heard);
        fixture.shell().ping(client.server());
        assertEquals("ping", client.events());
    }

    @Test
    void finds_out_who_does_not_answer_and_who_does_late() throws Exception {
        fixture.shell().ping(client.server());
        client.sync();
        fixture.pass(9);
        assertEquals(List.of(), heard);
        fixture.pass(2);
        assertEquals(List.of("unresponsive"), heard);
        client.wmBase().pong(client.pingSerial() + 1);
        client.sync();
        assertEquals(List.of("unresponsive"), heard);
        client.wmBase().pong(client.pingSerial());
        client.sync();
        assertEquals(List.of("unresponsive", "responsive"), heard);
    }

    @Test
    void asks_nobody_who_has_no_shell() throws Exception {
        client.wmBase().destroy();
        client.sync();
        assertFalse(fixture.shell().ping(client.server()));
    }

    @Test
    void takes_the_end_of_the_object_that_was_asked_for_an_answer() throws Exception {
        XdgWmBaseProxy other = client.bindShell(6);
        fixture.shell().ping(client.server());
        client.sync();
        client.wmBase().destroy();
        client.sync();
        fixture.pass(60);
        assertEquals(List.of(), heard);
        fixture.shell().ping(client.server());
        client.events();
        other.pong(client.pingSerial());
        client.sync();
        fixture.pass(60);
        assertEquals(List.of(), heard);
    }

    @Test
    void forgets_clients_that_are_gone() throws Exception {
        fixture.shell().ping(client.server());
        client.close();
        fixture.turn();
        fixture.pass(60);
        assertEquals(List.of(), heard);
    }

    @Test
    void asks_whoever_the_user_turns_to_unless_he_has_just_answered() throws Exception {
        Pings pings = fixture.shell().pings();
        pings.userActed(client.server());
        pings.userActed(client.server());
        assertEquals("ping", client.events());
        client.wmBase().pong(client.pingSerial());
        client.sync();
        pings.userActed(client.server());
        assertEquals("", client.events());
        fixture.pass(2);
        pings.userActed(client.server());
        assertEquals("ping", client.events());
        assertFalse(pings.isUnresponsive(client.server()));
        fixture.pass(11);
        assertTrue(pings.isUnresponsive(client.server()));
        client.wmBase().pong(client.pingSerial());
        client.sync();
        assertFalse(pings.isUnresponsive(client.server()));
    }

    @Test
    void asks_whoever_leaves_a_configure_unacknowledged_for_long() throws Exception {
        ShellClient.Shown shown = client.mappedToplevel(10, 10);
        fixture.pass(60);
        assertEquals("", client.events());
        fixture.toplevel().schedule(fixture.toplevel().scheduled().withSize(20, 20));
        assertEquals("configure 20x20; done", client.events());
        fixture.toplevel().schedule(fixture.toplevel().scheduled().withSize(30, 30));
        assertEquals("configure 30x30; done", client.events());
        fixture.pass(2);
        assertEquals("ping", client.events());
        client.wmBase().pong(client.pingSerial());
        shown.xdg().ackConfigure(client.serial());
        client.sync();
        fixture.pass(60);
        assertEquals("", client.events());
        assertEquals(List.of(), heard);
    }
}

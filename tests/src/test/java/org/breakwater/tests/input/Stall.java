package org.breakwater.tests.input;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.breakwater.tests.Fixture;

/** Makes a client that does not read. */
final class Stall {
    private Stall() {
    }

    /** Does something over and over that the client is told of, until its socket is full. */
    static void until(Fixture fixture, InputClient client, Runnable event) {
        for (int i = 0; i < 100_000 && !client.client().server().isCongested(); i++) {
            event.run();
            if (i % 100 == 0) {
                fixture.turn();
            }
        }
        assertTrue(client.client().server().isCongested(), "the socket is never full");
    }
}

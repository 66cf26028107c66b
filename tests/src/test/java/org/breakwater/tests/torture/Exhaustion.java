package org.breakwater.tests.torture;

import static org.breakwater.tests.torture.Attack.BYTES;
import static org.breakwater.tests.torture.Attack.STRIDE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.shm.Memfd;
import org.breakwater.wayland.WlDisplay;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlShmPoolProxy;

/** G: more of everything than there is. */
final class Exhaustion {
    private static final int MANY = 100_000;
    private static final int IN_TURN = 20_000;
    private static final int AT_ONCE = 500;

    private Exhaustion() {
    }

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        all.add(new Scenario('G', 28, "100,000 pools", Exhaustion::pools));
        all.add(new Scenario('G', 28, "20,000 pools, one after the other", Exhaustion::poolsInTurn));
        all.add(new Scenario('G', 28, "100,000 buffers", Exhaustion::buffers));
        all.add(new Scenario('G', 28, "100,000 rectangles of damage", Exhaustion::damage));
        return all;
    }

    private static void pools(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        for (int i = 0; i < MANY && !attack.hasEnded(); i++) {
            attack.pool(file, BYTES);
            sendNow(attack, i);
        }
        attack.refused("wl_display", WlDisplay.Error.NO_MEMORY);
    }

    private static void poolsInTurn(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        for (int i = 0; i < IN_TURN; i++) {
            attack.pool(file, BYTES + i).destroy();
            if (i % AT_ONCE == 0) {
                attack.settle();
            }
        }
        attack.show(Attack.buffer(attack.pool(file, BYTES), 0));
        attack.shows(BYTES);
    }

    private static void buffers(Attack attack) throws IOException {
        WlShmPoolProxy pool = attack.pool(attack.file(BYTES), BYTES);
        for (int i = 0; i < MANY && !attack.hasEnded(); i++) {
            pool.createBuffer(0, 1, 1, STRIDE, Attack.ARGB);
            sendNow(attack, i);
        }
        attack.refused("wl_display", WlDisplay.Error.NO_MEMORY);
    }

    private static void damage(Attack attack) throws IOException {
        Memfd file = attack.file(BYTES);
        WlBufferProxy buffer = Attack.buffer(attack.pool(file, BYTES), 0);
        attack.show(buffer);
        attack.shows(BYTES);
        Attack.paint(file, BYTES, 1);
        attack.surface().attach(buffer, 0, 0);
        for (int i = 0; i < MANY; i++) {
            attack.surface().damageBuffer(i % Harbour.SIDE, i / Harbour.SIDE % Harbour.SIDE, 1, 1);
            sendNow(attack, i);
        }
        attack.surface().commit();
        attack.shows(0, BYTES, 1);
    }

    /** Some requests together, and what the compositor makes of them. */
    private static void sendNow(Attack attack, int request) {
        if (request % AT_ONCE == 0) {
            int[] turns = {10};
            attack.pump(() -> turns[0]-- == 0);
        }
    }
}

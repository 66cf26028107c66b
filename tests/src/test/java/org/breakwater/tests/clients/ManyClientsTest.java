package org.breakwater.tests.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.desktop.Window;
import org.breakwater.render.geometry.Rect;
import org.junit.jupiter.api.Test;

/** Clients beside each other, and the end of one among them. */
class ManyClientsTest {
    private static final int CLIENTS = 6;

    @Test
    void eachHasItsOwnPixelsAndTheEndOfOneIsNoneOfTheOthers() {
        List<RealClient> clients = new ArrayList<>();
        try (LiveServer live = LiveServer.start()) {
            try {
                for (int i = 0; i < CLIENTS; i++) {
                    int count = i + 1;
                    clients.add(RealClient.start(live, "many-" + i, "weston-simple-shm"));
                    clients.get(i).await("window " + count, () -> live.windows().size() == count);
                    place(live, i);
                }
                RealClient last = clients.get(CLIENTS - 1);
                last.awaitPicture("all", picture -> {
                    for (int i = 0; i < CLIENTS; i++) {
                        Rings.check(Pixels.of(picture, placeOf(i)));
                    }
                });
                clients.get(2).kill();
                live.await("one fewer", LiveServer.SOON,
                        () -> live.server().ledger().clients() == CLIENTS - 1);
                assertEquals(CLIENTS - 1, live.windows().size());
                last.awaitPicture("others", picture -> {
                    for (int i = 0; i < CLIENTS; i++) {
                        if (i == 2) {
                            Pixels.of(picture, placeOf(i))
                                    .assertFilled("the gap", LiveServer.BACKGROUND);
                        } else {
                            Rings.check(Pixels.of(picture, placeOf(i)));
                        }
                    }
                });
                live.closeWindows();
                for (int i = 0; i < CLIENTS; i++) {
                    if (i != 2) {
                        clients.get(i).awaitEnd();
                    }
                }
                live.awaitNothingHeld();
            } finally {
                clients.forEach(RealClient::close);
            }
        }
    }

    private static Rect placeOf(int index) {
        return new Rect(60 + index % 3 * 300, 80 + index / 3 * 320, Rings.SIZE, Rings.SIZE);
    }

    /** The newest window, which is on top. */
    private static void place(LiveServer live, int index) {
        List<Window> stacking = live.server().desktop().stacking();
        Rect now = live.windows().get(stacking.size() - 1);
        live.move(stacking.get(stacking.size() - 1), placeOf(index).x() - now.x(),
                placeOf(index).y() - now.y());
    }
}

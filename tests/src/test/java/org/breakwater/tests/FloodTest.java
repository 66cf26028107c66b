package org.breakwater.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.wayland.client.WlOutputProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What waits for a frame while many clients ask for more than there is time for, and what does not. */
@ExtendWith(FdLeakExtension.class)
class FloodTest {
    private static final long MILLISECOND = 1_000_000;
    private static final int RED = 0xffff0000;
    private static final int BLUE = 0xff0000ff;

    @RegisterExtension
    final Fixture fixture = new Fixture();
    private final List<TestClient> flood = new ArrayList<>();

    @Test
    void inAFloodTheSceneWaitsForTheFrameThatIsComing() throws IOException {
        assertFalse(isOnScreenInTheTurnOfItsCommit(true));
    }

    @Test
    void inAFloodAnIdleOutputDrawsAtOnce() throws IOException {
        assertTrue(isOnScreenInTheTurnOfItsCommit(false));
    }

    @Test
    void withoutAFloodTheSceneIsNeverBehind() throws IOException {
        TestClient client = fixture.connect();
        WlSurfaceProxy shown = shown(client, 4);
        List<WlOutputProxy> entered = commitSecond(client, shown, true);
        assertEquals(1, entered.size());
    }

    private boolean isOnScreenInTheTurnOfItsCommit(boolean awaitingRefresh) throws IOException {
        TestClient client = fixture.connect();
        WlSurfaceProxy first = shown(client, 4);
        fixture.frames(3);
        flood();
        List<WlOutputProxy> entered = commitSecond(client, first, awaitingRefresh);
        boolean atOnce = !entered.isEmpty();
        fixture.frame();
        assertEquals(1, entered.size());
        assertEquals(BLUE, fixture.picture().at(20, 4) | 0xff000000);
        return atOnce;
    }

    /** A surface is shown, with a frame of another under way or not; where it was told to be by the end of that turn. */
    private List<WlOutputProxy> commitSecond(TestClient client, WlSurfaceProxy first, boolean awaitingRefresh)
            throws IOException {
        WlSurfaceProxy second = client.surface();
        fixture.show(client, second, 20, 4);
        List<WlOutputProxy> entered = new ArrayList<>();
        second.listen(new WlSurfaceProxy.Events() {
            @Override
            public void enter(WlOutputProxy output) {
                entered.add(output);
            }
        });
        if (awaitingRefresh) {
            commit(client, first, RED);
            client.roundtrip();
        }
        commit(client, second, BLUE);
        client.roundtrip();
        client.roundtrip();
        return entered;
    }

    private WlSurfaceProxy shown(TestClient client, int x) throws IOException {
        WlSurfaceProxy surface = client.surface();
        fixture.show(client, surface, x, 4);
        commit(client, surface, RED);
        client.roundtrip();
        return surface;
    }

    private static void commit(TestClient client, WlSurfaceProxy surface, int color) {
        surface.attach(client.buffer(4, 4, color).proxy(), 0, 0);
        surface.damageBuffer(0, 0, 4, 4);
        surface.commit();
    }

    /** Clients that take all of the loop's time until it holds them. */
    private void flood() throws IOException {
        for (int i = 0; i < 12; i++) {
            flood.add(fixture.connect());
        }
        for (int turn = 0; !fixture.server().display().isFlooded(); turn++) {
            assertTrue(turn < 100, "no flood came of it");
            for (TestClient each : flood) {
                each.compositor().createRegion().destroy();
                each.display().flush();
            }
            fixture.loop().idle(() -> {
                fixture.clock().advance(15 * MILLISECOND);
                flood.forEach(each -> each.server().charge(1_000 * MILLISECOND));
            });
            fixture.turn();
        }
    }
}

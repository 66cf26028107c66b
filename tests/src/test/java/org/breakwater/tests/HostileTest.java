package org.breakwater.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import org.breakwater.wayland.WlDisplay;
import org.breakwater.wayland.client.WlRegionProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a client may make the compositor keep is bounded, and who goes past it goes alone. */
@ExtendWith(FdLeakExtension.class)
class HostileTest {
    @RegisterExtension
    final Fixture fixture = new Fixture();
    private TestClient bystander;
    private TestClient client;

    @BeforeEach
    void connect() throws IOException {
        bystander = fixture.connect();
        client = fixture.connect();
    }

    @AfterEach
    void theOthersGoOn() throws IOException {
        bystander.roundtrip();
        assertEquals(0, fixture.loop().uncaughtCount());
    }

    @Test
    void aRegionOfTooManyRectanglesIsNoMemory() {
        WlRegionProxy region = client.compositor().createRegion();
        for (int i = 0; i < 60_000 && client.server().isAlive(); i++) {
            region.add(i * 2 % 4_000, i * 2 / 4_000 * 2, 1, 1);
            sendSometimes(i);
        }
        client.expectError("wl_display", WlDisplay.Error.NO_MEMORY.value());
    }

    @Test
    void subsurfacesCannotBeNestedWithoutEnd() throws IOException {
        WlSurfaceProxy[] tower = new WlSurfaceProxy[64];
        for (int i = 0; i < tower.length; i++) {
            tower[i] = client.surface();
            if (i > 0) {
                client.subcompositor().getSubsurface(tower[i], tower[i - 1]);
            }
        }
        client.roundtrip();
        client.subcompositor().getSubsurface(tower[0], client.surface());
        client.expectError("wl_display", WlDisplay.Error.IMPLEMENTATION.value());
    }

    @Test
    void buffersDestroyedInEveryStateLeaveNothing() throws IOException {
        WlSurfaceProxy surface = client.surface();
        fixture.show(client, surface, 0, 0);
        for (int i = 0; i < 300; i++) {
            TestBuffer buffer = client.buffer(8, 8, -1);
            if (i % 5 == 0) {
                buffer.truncate(i);
            }
            if (i % 3 != 0) {
                surface.attach(buffer.proxy(), 0, 0);
                surface.damage(0, 0, 8, 8);
            }
            if (i % 2 == 0) {
                surface.commit();
            }
            buffer.proxy().destroy();
            if (i % 7 == 0) {
                fixture.frame();
            }
        }
        client.roundtrip();
        surface.destroy();
        client.roundtrip();
        assertEquals(0, fixture.server().ledger().buffers());
        assertEquals(0, fixture.server().ledger().pools());
        assertEquals(0, fixture.server().ledger().textures());
    }

    @Test
    void aClientThatConnectsAndGoesAThousandTimesLeavesNothing() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            TestClient visitor = fixture.connect();
            visitor.surface().commit();
            visitor.display().flush();
            visitor.close();
            fixture.turn();
        }
        fixture.turn();
        assertEquals(2, fixture.server().ledger().clients());
        assertEquals(0, fixture.server().ledger().surfaces());
    }

    @Test
    void oneThatNeverReadsIsDisconnectedInTheEnd() throws IOException {
        WlSurfaceProxy surface = client.surface();
        fixture.show(client, surface, 0, 0);
        for (int i = 0; i < 2_000_000 && client.server().isAlive(); i++) {
            client.display().proxy().sync();
            sendSometimes(i);
        }
        assertFalse(client.server().isAlive());
        fixture.turn();
        assertEquals(1, fixture.server().ledger().clients());
    }

    private void sendSometimes(int i) {
        if (i % 1_000 == 0) {
            client.display().flush();
            fixture.turn();
        }
    }
}

package org.breakwater.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.wayland.client.WlCallbackProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When frames are drawn, and when clients hear of it. */
@ExtendWith(FdLeakExtension.class)
class FrameTest {
    private static final int RED = 0xffff0000;

    @RegisterExtension
    final Fixture fixture = new Fixture();
    private final List<Integer> done = new ArrayList<>();
    private TestClient client;
    private WlSurfaceProxy proxy;

    @BeforeEach
    void mapRed() throws IOException {
        client = fixture.connect();
        proxy = client.surface();
        fixture.show(client, proxy, 4, 4);
        commitRed(proxy);
        fixture.picture();
    }

    @Test
    void aFrameCallbackIsAnsweredOnceAtTheRefresh() throws IOException {
        ask(proxy);
        commitRed(proxy);
        client.roundtrip();
        client.roundtrip();
        assertEquals(List.of(), done);
        fixture.frame();
        assertEquals(1, done.size());
        fixture.frames(5);
        assertEquals(1, done.size());
    }

    @Test
    void itsTimeIsTheRefreshsInMilliseconds() throws IOException {
        ask(proxy);
        commitRed(proxy);
        client.roundtrip();
        fixture.frame();
        long now = fixture.clock().nanos() / 1_000_000;
        assertTrue(now - done.get(0) >= 0 && now - done.get(0) <= 17, done.get(0) + " at " + now);
    }

    @Test
    void aClientThatDrawsOnEveryCallbackGetsOneARefresh() throws IOException {
        long before = fixture.output().framesDrawn();
        for (int i = 0; i < 10; i++) {
            ask(proxy);
            commitRed(proxy);
            client.roundtrip();
            fixture.frame();
            assertEquals(i + 1, done.size());
        }
        assertEquals(before + 10, fixture.output().framesDrawn());
    }

    @Test
    void manyCommitsWithinOneRefreshAreDrawnOnce() throws IOException {
        // The first is drawn at once, and the rest wait for its refresh.
        long before = fixture.output().framesDrawn();
        for (int i = 0; i < 20; i++) {
            commitRed(proxy);
            client.roundtrip();
        }
        fixture.frames(5);
        assertEquals(before + 2, fixture.output().framesDrawn());
    }

    @Test
    void aCallbackWithoutDamageIsAnsweredAndNothingIsDrawn() throws IOException {
        long before = fixture.output().framesDrawn();
        ask(proxy);
        proxy.commit();
        client.roundtrip();
        fixture.frame();
        assertEquals(1, done.size());
        assertEquals(before, fixture.output().framesDrawn());
    }

    @Test
    void aCommitWithoutAnythingDrawsNothingAndWaitsForNothing() throws IOException {
        long drawn = fixture.output().framesDrawn();
        long refreshes = fixture.output().refreshes();
        proxy.commit();
        client.roundtrip();
        fixture.frames(3);
        assertEquals(drawn, fixture.output().framesDrawn());
        assertEquals(refreshes, fixture.output().refreshes());
    }

    @Test
    void callbacksOfSeveralCommitsAreAnsweredTogetherInOrder() throws IOException {
        List<String> order = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            proxy.frame().listen(new WlCallbackProxy.Events() {
                @Override
                public void done(int time) {
                    order.add(name);
                }
            });
            commitRed(proxy);
        }
        client.roundtrip();
        fixture.frames(2);
        assertEquals(List.of("a", "b", "c"), order);
    }

    @Test
    void aCallbackAskedForAfterTheCommitBelongsToTheNext() throws IOException {
        commitRed(proxy);
        ask(proxy);
        client.roundtrip();
        fixture.frames(3);
        assertEquals(0, done.size());
        proxy.commit();
        client.roundtrip();
        fixture.frames(2);
        assertEquals(1, done.size());
    }

    @Test
    void aSurfaceThatIsNotMappedIsNotTold() throws IOException {
        WlSurfaceProxy hidden = client.surface();
        ask(hidden);
        commitRed(hidden);
        client.roundtrip();
        fixture.frames(5);
        assertEquals(0, done.size());
    }

    @Test
    void aSurfaceOutsideOfEveryOutputIsNotToldUntilItIsSeen() throws IOException {
        WlSurfaceProxy away = client.surface();
        Surface surface = fixture.show(client, away, 500, 500);
        ask(away);
        commitRed(away);
        client.roundtrip();
        fixture.frames(5);
        assertEquals(0, done.size());
        org.breakwater.compositor.glue.SurfaceNode.of(surface).tree().setPosition(0, 0);
        fixture.frames(2);
        assertEquals(1, done.size());
    }

    @Test
    void aSurfaceBehindAnOpaqueOneIsNotTold() throws IOException {
        WlSurfaceProxy cover = client.surface();
        fixture.show(client, cover, 0, 0);
        cover.setOpaqueRegion(client.region(0, 0, 64, 48));
        cover.attach(client.buffer(64, 48, 0xff00ff00).proxy(), 0, 0);
        cover.damageBuffer(0, 0, 64, 48);
        cover.commit();
        fixture.picture();
        long before = fixture.output().framesDrawn();
        ask(proxy);
        commitRed(proxy);
        client.roundtrip();
        fixture.frames(5);
        assertEquals(0, done.size());
        assertEquals(before, fixture.output().framesDrawn(), "what nobody sees is not drawn");
        cover.attach(null, 0, 0);
        cover.commit();
        client.roundtrip();
        fixture.frames(2);
        assertEquals(1, done.size());
    }

    @Test
    void anIdleCompositorDoesNothing() throws IOException {
        fixture.frames(5);
        client.roundtrip();
        long drawn = fixture.output().framesDrawn();
        long refreshes = fixture.output().refreshes();
        for (int i = 0; i < 20; i++) {
            fixture.clock().advanceMillis(1_000);
            assertFalse(fixture.loop().dispatch(0), "no timer, no idle, no descriptor");
        }
        assertEquals(drawn, fixture.output().framesDrawn());
        assertEquals(refreshes, fixture.output().refreshes());
    }

    @Test
    void callbacksWithoutEndAreMoreThanAClientMayHave() throws IOException {
        for (int i = 0; i < 20_000 && client.server().isAlive(); i++) {
            proxy.frame();
            if (i % 100 == 0) {
                client.display().flush();
                fixture.turn();
            }
        }
        client.expectError("wl_display", 2);
    }

    @Test
    void aSurfaceDestroyedWithCallbacksLeavesNone() throws IOException {
        ask(proxy);
        commitRed(proxy);
        ask(proxy);
        proxy.destroy();
        client.roundtrip();
        fixture.frames(3);
        client.roundtrip();
        assertEquals(0, fixture.server().ledger().surfaces());
    }

    private void ask(WlSurfaceProxy surface) {
        surface.frame().listen(new WlCallbackProxy.Events() {
            @Override
            public void done(int time) {
                done.add(time);
            }
        });
    }

    private void commitRed(WlSurfaceProxy surface) {
        surface.attach(client.buffer(16, 8, RED).proxy(), 0, 0);
        surface.damageBuffer(0, 0, 16, 8);
        surface.commit();
    }
}

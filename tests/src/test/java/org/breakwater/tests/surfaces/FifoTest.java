package org.breakwater.tests.surfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.server.Held;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.wayland.client.WlCallbackProxy;
import org.breakwater.wayland.client.WlSubsurfaceProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpFifoManagerV1Proxy;
import org.breakwater.wayland.client.WpFifoV1Proxy;
import org.breakwater.wayland.client.WpPresentationFeedbackProxy;
import org.breakwater.wayland.client.WpPresentationProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code wp_fifo_v1}, with every frame counted. */
@ExtendWith(FdLeakExtension.class)
class FifoTest {
    @RegisterExtension
    final Fixture fixture = new Fixture();
    private TestClient client;
    private WpFifoManagerV1Proxy manager;
    private WlSurfaceProxy proxy;
    private WpFifoV1Proxy fifo;
    private Surface surface;

    @BeforeEach
    void show() throws IOException {
        client = fixture.connect();
        manager = client.bind(WpFifoManagerV1Proxy.TYPE);
        proxy = client.surface();
        fifo = manager.getFifo(proxy);
        surface = fixture.show(client, proxy, 4, 4);
        draw(proxy, 0);
        proxy.commit();
        fixture.picture();
    }

    @Test
    void aQueueOfCommitsIsShownOneARefresh() throws IOException {
        long before = fixture.output().framesDrawn();
        WpPresentationProxy presentation = client.bind(WpPresentationProxy.TYPE);
        List<Integer> refreshes = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            presentation.feedback(proxy).listen(new WpPresentationFeedbackProxy.Events() {
                @Override
                public void presented(int secondsHigh, int secondsLow, int nanos, int refresh, int high,
                        int sequence, int flags) {
                    refreshes.add(sequence);
                }
            });
            draw(proxy, i);
            fifo.setBarrier();
            fifo.waitBarrier();
            proxy.commit();
        }
        client.roundtrip();
        for (int i = 1; i <= 7; i++) {
            fixture.frame();
            assertEquals(Math.min(i, 5), refreshes.size());
        }
        int first = refreshes.get(0);
        assertEquals(List.of(first, first + 1, first + 2, first + 3, first + 4), refreshes);
        assertEquals(before + 5, fixture.output().framesDrawn());
        assertEquals(5, fixture.picture().at(4, 4) & 0xff);
    }

    @Test
    void withoutItTheLastCommitWins() throws IOException {
        for (int i = 1; i <= 5; i++) {
            draw(proxy, i);
            proxy.commit();
        }
        client.roundtrip();
        fixture.frame();
        assertEquals(5, fixture.server().picture(fixture.output()).at(4, 4) & 0xff);
    }

    @Test
    void whoOnlySetsBarriersDoesNotWait() throws IOException {
        for (int i = 1; i <= 3; i++) {
            fifo.setBarrier();
            proxy.commit();
        }
        client.roundtrip();
        assertEquals(0, surface.cachedStates());
    }

    @Test
    void commitsWithoutAQueueGoWithTheOneBefore() throws IOException {
        barrier(proxy, fifo);
        barrier(proxy, fifo);
        for (int i = 0; i < 100; i++) {
            draw(proxy, 9);
            proxy.commit();
        }
        client.roundtrip();
        assertEquals(1, surface.cachedStates());
        fixture.frames(2);
        assertEquals(0, surface.cachedStates());
        assertEquals(9, fixture.picture().at(4, 4) & 0xff);
    }

    @Test
    void frameCallbacksAreAnsweredWithTheirOwnCommit() throws IOException {
        List<Integer> answered = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int number = i;
            proxy.frame().listen(new WlCallbackProxy.Events() {
                @Override
                public void done(int time) {
                    answered.add(number);
                }
            });
            barrier(proxy, fifo);
        }
        client.roundtrip();
        for (int i = 0; i < 3; i++) {
            assertEquals(i, answered.size());
            fixture.frame();
        }
        assertEquals(List.of(0, 1, 2), answered);
    }

    @Test
    void aSurfaceThatNobodySeesGoesOnAtTwentyHertz() throws IOException {
        WlSurfaceProxy hidden = client.surface();
        WpFifoV1Proxy queue = manager.getFifo(hidden);
        for (int i = 0; i < 11; i++) {
            barrier(hidden, queue);
        }
        client.roundtrip();
        Surface unseen = fixture.surface(client, hidden);
        assertEquals(10, unseen.cachedStates());
        for (int i = 0; i < 10; i++) {
            fixture.clock().advanceMillis(50);
            fixture.turn();
            assertEquals(9 - i, unseen.cachedStates());
        }
    }

    @Test
    void aSurfaceThatIsHiddenWhileItWaitsGoesOn() throws IOException {
        barrier(proxy, fifo);
        barrier(proxy, fifo);
        client.roundtrip();
        assertEquals(1, surface.cachedStates());
        proxy.frame();
        surface.unmap();
        fixture.frame();
        fixture.clock().advanceMillis(100);
        fixture.turn();
        assertEquals(0, surface.cachedStates());
    }

    @Test
    void aSynchronizedSubsurfaceWaitsForItsParentAlone() throws IOException {
        WlSurfaceProxy child = client.surface();
        WlSubsurfaceProxy subsurface = client.subcompositor().getSubsurface(child, proxy);
        WpFifoV1Proxy queue = manager.getFifo(child);
        barrier(child, queue);
        proxy.commit();
        barrier(child, queue);
        proxy.commit();
        client.roundtrip();
        assertEquals(0, fixture.surface(client, child).cachedStates());
        subsurface.setDesync();
        barrier(child, queue);
        barrier(child, queue);
        proxy.commit();
        client.roundtrip();
        assertTrue(fixture.surface(client, child).cachedStates() > 0);
        assertEquals(0, surface.cachedStates(), "the parent waits for no desynchronized child");
    }

    @Test
    void theQueueIsBounded() throws IOException {
        long limit = client.server().account().limit(Held.WAITING_COMMITS);
        for (long i = 0; i <= limit + 1; i++) {
            fifo.setBarrier();
            fifo.waitBarrier();
            proxy.commit();
            if (i % 64 == 0) {
                client.display().flush();
                fixture.turn();
            }
        }
        client.expectError("wl_display", 2);
    }

    @Test
    void whatWaitsGoesWithTheSurface() throws IOException {
        barrier(proxy, fifo);
        barrier(proxy, fifo);
        client.roundtrip();
        proxy.destroy();
        client.roundtrip();
        assertEquals(0, client.server().account().held(Held.WAITING_COMMITS));
    }

    @Test
    void aSurfaceHasOne() {
        manager.getFifo(proxy);
        client.expectError("wp_fifo_manager_v1", 0);
    }

    @Test
    void aSurfaceMayGetAnother() throws IOException {
        fifo.destroy();
        manager.getFifo(proxy).setBarrier();
        proxy.commit();
        client.roundtrip();
    }

    @Test
    void aBarrierNeedsTheSurface() {
        proxy.destroy();
        fifo.setBarrier();
        client.expectError("wp_fifo_v1", 0);
    }

    @Test
    void aWaitNeedsTheSurface() {
        proxy.destroy();
        fifo.waitBarrier();
        client.expectError("wp_fifo_v1", 0);
    }

    private void barrier(WlSurfaceProxy target, WpFifoV1Proxy queue) {
        draw(target, 1);
        queue.setBarrier();
        queue.waitBarrier();
        target.commit();
    }

    private void draw(WlSurfaceProxy target, int blue) {
        target.attach(client.buffer(2, 2, 0xff000000 | blue).proxy(), 0, 0);
        target.damageBuffer(0, 0, 2, 2);
    }
}

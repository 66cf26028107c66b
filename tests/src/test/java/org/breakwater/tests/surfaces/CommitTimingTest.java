package org.breakwater.tests.surfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.server.Held;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.wayland.client.WlSubsurfaceProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpCommitTimerV1Proxy;
import org.breakwater.wayland.client.WpCommitTimingManagerV1Proxy;
import org.breakwater.wayland.client.WpPresentationFeedbackProxy;
import org.breakwater.wayland.client.WpPresentationProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code wp_commit_timer_v1}: what is shown, and when, by the feedback that clients get. */
@ExtendWith(FdLeakExtension.class)
class CommitTimingTest {
    private static final long SECOND = 1_000_000_000L;

    @RegisterExtension
    final Fixture fixture = new Fixture();
    private final List<Long> presented = new ArrayList<>();
    private TestClient client;
    private WpCommitTimingManagerV1Proxy manager;
    private WpPresentationProxy presentation;
    private WlSurfaceProxy proxy;
    private WpCommitTimerV1Proxy timer;
    private Surface surface;
    private long period;

    @BeforeEach
    void show() throws IOException {
        client = fixture.connect();
        manager = client.bind(WpCommitTimingManagerV1Proxy.TYPE);
        presentation = client.bind(WpPresentationProxy.TYPE);
        proxy = client.surface();
        timer = manager.getTimer(proxy);
        surface = fixture.show(client, proxy, 4, 4);
        draw();
        proxy.commit();
        fixture.picture();
        draw();
        feedback();
        proxy.commit();
        client.roundtrip();
        fixture.frames(2);
        assertEquals(1, presented.size());
    }

    @Test
    void aCommitIsShownAtTheFirstRefreshFromItsTimeOn() throws IOException {
        long base = presented.get(0);
        commitAt(base + 5 * period);
        commitAt(base + 5 * period + 1);
        commitAt(base + 8 * period - 1);
        client.roundtrip();
        assertEquals(3, surface.cachedStates());
        fixture.frames(12);
        assertEquals(List.of(base, base + 5 * period, base + 6 * period, base + 8 * period), presented);
    }

    @Test
    void aTimeThatHasPassedIsNoHindrance() throws IOException {
        commitAt(1);
        client.roundtrip();
        assertEquals(0, surface.cachedStates());
        fixture.frames(2);
        assertEquals(2, presented.size());
    }

    @Test
    void laterCommitsWaitForEarlierOnes() throws IOException {
        long base = presented.get(0);
        commitAt(base + 20 * period);
        commitAt(base + 3 * period);
        client.roundtrip();
        fixture.frames(10);
        assertEquals(2, surface.cachedStates());
        fixture.frames(12);
        assertEquals(0, surface.cachedStates());
    }

    @Test
    void aSurfaceThatNobodySeesHasTheTimeItself() throws IOException {
        WlSurfaceProxy hidden = client.surface();
        WpCommitTimerV1Proxy clock = manager.getTimer(hidden);
        at(clock, fixture.clock().nanos() + 7 * SECOND);
        hidden.commit();
        client.roundtrip();
        Surface unseen = fixture.surface(client, hidden);
        fixture.clock().advance(7 * SECOND - 1);
        fixture.turn();
        assertEquals(1, unseen.cachedStates());
        fixture.clock().advance(1);
        fixture.turn();
        assertEquals(0, unseen.cachedStates());
    }

    @Test
    void aParentWaitsForTheTimeOfASynchronizedChild() throws IOException {
        WlSurfaceProxy child = client.surface();
        client.subcompositor().getSubsurface(child, proxy);
        WpCommitTimerV1Proxy clock = manager.getTimer(child);
        at(clock, fixture.clock().nanos() + SECOND);
        child.commit();
        proxy.commit();
        client.roundtrip();
        assertEquals(1, surface.cachedStates());
        fixture.clock().advance(SECOND);
        fixture.turn();
        assertEquals(0, surface.cachedStates());
        assertEquals(0, fixture.surface(client, child).cachedStates());
    }

    @Test
    void aParentDoesNotWaitForAChildThatIsNoneAnyMore() throws IOException {
        WlSurfaceProxy child = client.surface();
        WlSubsurfaceProxy subsurface = client.subcompositor().getSubsurface(child, proxy);
        at(manager.getTimer(child), fixture.clock().nanos() + SECOND);
        child.commit();
        proxy.commit();
        client.roundtrip();
        assertEquals(1, surface.cachedStates());
        subsurface.destroy();
        client.roundtrip();
        assertEquals(0, surface.cachedStates());
    }

    @Test
    void aParentDoesNotWaitForAChildThatIsGone() throws IOException {
        WlSurfaceProxy child = client.surface();
        client.subcompositor().getSubsurface(child, proxy);
        at(manager.getTimer(child), fixture.clock().nanos() + SECOND);
        child.commit();
        proxy.commit();
        child.destroy();
        client.roundtrip();
        assertEquals(0, surface.cachedStates());
    }

    @Test
    void longQueuesInADeepTreeAreNotLookedAtAgainAndAgain() throws IOException {
        List<WlSurfaceProxy> levels = new ArrayList<>(List.of(proxy));
        List<WpCommitTimerV1Proxy> timers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            WlSurfaceProxy child = client.surface();
            client.subcompositor().getSubsurface(child, levels.get(i));
            levels.add(child);
            timers.add(manager.getTimer(child));
        }
        client.roundtrip();
        for (int round = 0; round < 300; round++) {
            for (int i = 6; i > 0; i--) {
                at(timers.get(i - 1), 1);
                levels.get(i).commit();
            }
            client.roundtrip();
        }
        assertEquals(300, fixture.surface(client, levels.get(1)).cachedStates());
        proxy.commit();
        client.roundtrip();
        for (WlSurfaceProxy level : levels) {
            assertEquals(0, fixture.surface(client, level).cachedStates());
        }
    }

    @Test
    void theLatestTimeThereIsComesNever() throws IOException {
        timer.setTimestamp(-1, -1, 999_999_999);
        proxy.commit();
        client.roundtrip();
        fixture.clock().advance(100_000 * SECOND);
        fixture.turn();
        assertEquals(1, surface.cachedStates());
    }

    @Test
    void theQueueIsBounded() throws IOException {
        long limit = client.server().account().limit(Held.WAITING_COMMITS);
        for (long i = 0; i <= limit + 1; i++) {
            timer.setTimestamp(1, 0, 0);
            proxy.commit();
            if (i % 64 == 0) {
                client.display().flush();
                fixture.turn();
            }
        }
        client.expectError("wl_display", 2);
    }

    @Test
    void aSurfaceHasOne() {
        manager.getTimer(proxy);
        client.expectError("wp_commit_timing_manager_v1", 0);
    }

    @Test
    void aSecondHasABillionNanoseconds() {
        timer.setTimestamp(0, 0, 1_000_000_000);
        client.expectError("wp_commit_timer_v1", 0);
    }

    @Test
    void aCommitHasOneTime() {
        timer.setTimestamp(0, 1, 0);
        timer.setTimestamp(0, 1, 0);
        client.expectError("wp_commit_timer_v1", 1);
    }

    @Test
    void aTimeNeedsTheSurface() {
        proxy.destroy();
        timer.setTimestamp(0, 1, 0);
        client.expectError("wp_commit_timer_v1", 2);
    }

    private void commitAt(long nanos) {
        draw();
        feedback();
        at(timer, nanos);
        proxy.commit();
    }

    private static void at(WpCommitTimerV1Proxy clock, long nanos) {
        clock.setTimestamp(0, (int) (nanos / SECOND), (int) (nanos % SECOND));
    }

    private void feedback() {
        presentation.feedback(proxy).listen(new WpPresentationFeedbackProxy.Events() {
            @Override
            public void presented(int secondsHigh, int secondsLow, int nanos, int refresh, int sequenceHigh,
                    int sequenceLow, int flags) {
                presented.add(secondsLow * SECOND + nanos);
                period = refresh;
            }
        });
    }

    private void draw() {
        proxy.attach(client.buffer(2, 2, 0xff00ff00).proxy(), 0, 0);
        proxy.damageBuffer(0, 0, 2, 2);
    }
}

package org.breakwater.tests.surfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.config.OutputMode;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.wayland.client.WlOutputProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpPresentationFeedbackProxy;
import org.breakwater.wayland.client.WpPresentationProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * {@code wp_presentation} as outputs give it: a headless one has a timer for a clock, and so claims neither the
 * hardware's time nor its synchronization.
 */
@ExtendWith(FdLeakExtension.class)
class PresentationTest {
    private static final long PERIOD = 16_666_666;

    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(64, 48, 60_000), new OutputMode(64, 48, 120_000));
    private final List<Told> told = new ArrayList<>();
    private TestClient client;
    private WpPresentationProxy presentation;
    private WlSurfaceProxy proxy;

    private record Told(String outputs, long nanos, int refresh, long sequence, int flags) {
    }

    @BeforeEach
    void show() throws IOException {
        client = fixture.connect();
        presentation = client.bind(WpPresentationProxy.TYPE);
        proxy = client.surface();
        fixture.show(client, proxy, 4, 4);
        draw(proxy);
        fixture.picture();
    }

    @Test
    void theTimeIsTheRefreshsThatShowedIt() throws IOException {
        long before = fixture.clock().nanos();
        for (int i = 0; i < 3; i++) {
            ask();
            draw(proxy);
            client.roundtrip();
            fixture.frames(2);
        }
        assertEquals(3, told.size());
        Told first = told.get(0);
        for (int i = 0; i < 3; i++) {
            Told each = told.get(i);
            assertEquals((int) PERIOD, each.refresh());
            assertEquals(0, each.flags());
            assertEquals(first.nanos() + (each.sequence() - first.sequence()) * PERIOD, each.nanos());
        }
        assertEquals(true, first.nanos() > before && told.get(2).nanos() <= fixture.clock().nanos(),
                told + " from " + before + " to " + fixture.clock().nanos());
        assertEquals(2, told.get(1).sequence() - first.sequence());
    }

    @Test
    void theOutputIsNamedByEveryObjectThatTheClientHasOfIt() throws IOException {
        WlOutputProxy second = client.bind(WlOutputProxy.TYPE);
        client.roundtrip();
        ask();
        draw(proxy);
        client.roundtrip();
        fixture.frames(2);
        assertEquals(client.output().id() + " " + second.id() + " ", told.get(0).outputs());
    }

    @Test
    void aLoopThatWasLateSaysSo() throws IOException {
        ask();
        draw(proxy);
        client.roundtrip();
        fixture.clock().advance(10 * PERIOD);
        fixture.turn();
        client.roundtrip();
        long late = fixture.clock().nanos() - told.get(0).nanos();
        assertEquals(true, late >= 0 && late < PERIOD, "late by " + late);
    }

    @Test
    void onTwoOutputsTheFasterOneSetsThePace() throws IOException {
        WlSurfaceProxy both = client.surface();
        fixture.show(client, both, 60, 4);
        proxy = both;
        draw(both);
        fixture.picture();
        ask();
        draw(both);
        client.roundtrip();
        fixture.frames(2);
        assertEquals((int) (PERIOD / 2), told.get(0).refresh());
    }

    @Test
    void whatIsReplacedBeforeItsRefreshIsDiscarded() throws IOException {
        fixture.frames(3);
        draw(proxy);
        client.roundtrip();
        ask();
        draw(proxy);
        draw(proxy);
        client.roundtrip();
        assertEquals(List.of(new Told("discarded", 0, 0, 0, 0)), told);
    }

    @Test
    void whatNobodySeesWaitsAndIsDiscardedWithItsSurface() throws IOException {
        WlSurfaceProxy hidden = client.surface();
        proxy = hidden;
        ask();
        draw(hidden);
        client.roundtrip();
        fixture.frames(5);
        assertEquals(List.of(), told);
        hidden.destroy();
        client.roundtrip();
        assertEquals(List.of(new Told("discarded", 0, 0, 0, 0)), told);
    }

    private void ask() {
        StringBuilder outputs = new StringBuilder();
        presentation.feedback(proxy).listen(new WpPresentationFeedbackProxy.Events() {
            @Override
            public void syncOutput(WlOutputProxy output) {
                outputs.append(output.id()).append(' ');
            }

            @Override
            public void presented(int secondsHigh, int secondsLow, int nanos, int refresh, int sequenceHigh,
                    int sequenceLow, int flags) {
                told.add(new Told(outputs.toString(), secondsLow * 1_000_000_000L + nanos, refresh,
                        (long) sequenceHigh << 32 | sequenceLow, flags));
            }

            @Override
            public void discarded() {
                told.add(new Told("discarded", 0, 0, 0, 0));
            }
        });
    }

    private void draw(WlSurfaceProxy surface) {
        surface.attach(client.buffer(8, 8, 0xff00ff00).proxy(), 0, 0);
        surface.damageBuffer(0, 0, 8, 8);
        surface.commit();
    }
}

package org.breakwater.tests.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.breakwater.compositor.glue.OutputRenderer;
import org.breakwater.compositor.presentation.Presentation;
import org.breakwater.config.OutputMode;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.wayland.client.WlCallbackProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An output that fails for long, beside one that works. */
@ExtendWith(FdLeakExtension.class)
class BrokenOutputTest {
    private static final int WIDTH = 64;

    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(WIDTH, 48, 60_000),
            new OutputMode(WIDTH, 48, 60_000));
    private boolean broken = true;

    @ParameterizedTest
    @EnumSource(value = FailingBackend.Call.class, names = {"NEXT_TARGET", "PRESENT"})
    void theOtherKeepsItsPaceAndTheBrokenOneComesBack(FailingBackend.Call call) throws IOException {
        TestClient client = fixture.connect();
        WlSurfaceProxy here = show(client, 0);
        WlSurfaceProxy there = show(client, WIDTH);
        fixture.frames(3);
        fixture.expectUncaught(1);
        breakFirst(call);
        try (Log log = new Log()) {
            for (int i = 0; i < 100; i++) {
                boolean[] done = redraw(client, there, i);
                fixture.frames(2);
                assertTrue(done[0], "the other output missed a frame");
            }
            boolean[] doneHere = redraw(client, here, 1);
            fixture.frames(130);
            assertTrue(doneHere[0], "nobody was told that the broken output lives");
            broken = false;
            long drawnBefore = fixture.output().framesDrawn();
            fixture.frames(70);
            assertTrue(fixture.output().framesDrawn() > drawnBefore, "it was not tried again");
            assertEquals(1, log.count("java.lang.IllegalStateException: broken"), log.text());
            assertEquals(1, log.countContaining("shows frames again"), log.text());
        }
        for (int i = 0; i < 10; i++) {
            boolean[] done = redraw(client, here, i);
            fixture.frames(2);
            assertTrue(done[0], "the mended output missed a frame");
        }
    }

    @Test
    void anIdleBrokenOutputIsTriedAboutOnceASecond() throws IOException {
        int[] tries = new int[1];
        fixture.expectUncaught(1);
        try (Log log = new Log()) {
            replaceFirst(FailingBackend.Call.PRESENT, () -> {
                tries[0]++;
                throw new IllegalStateException("broken");
            });
            fixture.output().sceneOutput().damageWhole();
            fixture.frames(60 * 60);
            assertTrue(tries[0] > 30 && tries[0] < 90, tries[0] + " tries in a minute");
            assertEquals(1, log.count("java.lang.IllegalStateException: broken"), log.text());
        }
    }

    private void breakFirst(FailingBackend.Call call) {
        replaceFirst(call, () -> {
            if (broken) {
                throw new IllegalStateException("broken");
            }
        });
        fixture.output().sceneOutput().damageWhole();
    }

    private void replaceFirst(FailingBackend.Call call, Runnable strike) {
        OutputRenderer first = fixture.output();
        first.close();
        fixture.server().outputs().set(0, new OutputRenderer(fixture.loop(), first.output(),
                new FailingBackend(first.backend(), call, strike), first.sceneOutput(),
                new Presentation(fixture.server().display())));
    }

    private WlSurfaceProxy show(TestClient client, int x) throws IOException {
        WlSurfaceProxy surface = client.surface();
        fixture.show(client, surface, x, 0);
        redraw(client, surface, 0);
        return surface;
    }

    /** New content, and a frame callback. */
    private boolean[] redraw(TestClient client, WlSurfaceProxy surface, int color) throws IOException {
        boolean[] done = new boolean[1];
        surface.frame().listen(new WlCallbackProxy.Events() {
            @Override
            public void done(int data) {
                done[0] = true;
            }
        });
        surface.attach(client.buffer(8, 8, 0xff000000 | color * 1000).proxy(), 0, 0);
        surface.damageBuffer(0, 0, 8, 8);
        surface.commit();
        client.roundtrip();
        return done;
    }
}

package org.breakwater.tests.drm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.backend.drm.DrmDevice;
import org.breakwater.compositor.backend.drm.DrmOutput;
import org.breakwater.config.OutputConfig;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.render.egl.EglContext;
import org.breakwater.render.gl.GlesRenderer;
import org.breakwater.tests.FakeClock;
import org.breakwater.tests.FdLeakExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A card whose subscribers throw: one screen's failure is no other's. */
@ExtendWith(FdLeakExtension.class)
final class DrmDeviceTest {
    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final FakeClock clock = new FakeClock();
    private EventLoop loop;
    private final List<String> told = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final Failure failure = new Failure();
    private EglContext context;
    private GlesRenderer renderer;
    private FakeKms kms;
    private DrmDevice device;

    @BeforeEach
    void openCard() throws IOException {
        loop = new EventLoop(clock);
        context = EglContext.surfaceless();
        renderer = GlesRenderer.create(context);
        kms = new FakeKms(clock::nanos).crtc().crtc();
        kms.connector("DP-1", Screens.SMALL);
        kms.connector("DP-2", Screens.WIDE);
        device = DrmDevice.create(loop, renderer, false, kms.open(), "card0",
                OutputConfig::defaults, Runnable::run);
        device.plugged().add(output -> hear("+", output));
        device.unplugged().add(output -> hear("-", output));
        device.lost().add(why -> told.add("lost"));
    }

    @AfterEach
    void closeCard() {
        device.close();
        kms.end();
        renderer.close();
        context.close();
        loop.close();
    }

    private void hear(String what, DrmOutput output) {
        told.add(what + output.name());
        if (refused.contains(what + output.name())) {
            throw failure;
        }
    }

    private void assertOneFailure() {
        assertEquals(1, loop.uncaughtCount());
        assertSame(failure, loop.lastUncaught());
    }

    @Test
    void theOtherScreensAreLit() {
        refused.add("+DP-1");
        device.setActive(true);
        loop.dispatch(0);
        assertEquals(List.of("+DP-1", "+DP-2"), told);
        assertOneFailure();
    }

    @Test
    void theOtherScreensAreLetGoOfAndTheLossIsTold() {
        refused.add("-DP-1");
        device.setActive(true);
        loop.dispatch(0);
        told.clear();
        device.removed();
        assertEquals(List.of("-DP-1", "-DP-2", "lost"), told);
        assertOneFailure();
    }
}

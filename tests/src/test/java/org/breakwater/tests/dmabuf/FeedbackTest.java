package org.breakwater.tests.dmabuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.breakwater.compositor.Graphics;
import org.breakwater.compositor.linuxdmabuf.LinuxDmabuf;
import org.breakwater.compositor.linuxdmabuf.Scanout;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.render.Dmabuf;
import org.breakwater.render.DmabufFormat;
import org.breakwater.render.DrmFormat;
import org.breakwater.render.egl.EglContext;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.PaintedDmabufs;
import org.breakwater.tests.TestClient;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.ZwpLinuxDmabufFeedbackV1Proxy;
import org.breakwater.wayland.client.ZwpLinuxDmabufV1Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What clients are told of the buffers that are best, in every version. */
@ExtendWith(FdLeakExtension.class)
class FeedbackTest {
    private static final String ALL = "AR24:0 AR24:100000000000004 AR24:ffffffffffffff "
            + "XR24:0 XR24:100000000000004 XR24:ffffffffffffff AB24:0 NV12:0";
    private static final String MAIN = "device e280; to e280 flags 0 [" + ALL + "]";

    private final PaintedDmabufs painted = new PaintedDmabufs();

    @Test
    void theDefaultIsEverythingThatCanBeDrawn() throws IOException {
        run(painted::graphics, (fixture, client) -> {
            HeardFeedback heard = new HeardFeedback(client.bind(ZwpLinuxDmabufV1Proxy.TYPE).getDefaultFeedback());
            client.roundtrip();
            assertEquals(List.of(MAIN), heard.sets());
        });
    }

    @Test
    void aSurfaceThatCouldBeScannedOutIsToldSoOnce() throws IOException {
        run(painted::graphics, (fixture, client) -> {
            WlSurfaceProxy proxy = client.surface();
            ZwpLinuxDmabufV1Proxy global = client.bind(ZwpLinuxDmabufV1Proxy.TYPE);
            HeardFeedback heard = new HeardFeedback(global.getSurfaceFeedback(proxy));
            HeardFeedback other = new HeardFeedback(global.getDefaultFeedback());
            client.roundtrip();
            Surface surface = fixture.surface(client, proxy);
            Scanout scanout = new Scanout(226 << 8, List.of(
                    new DmabufFormat(DrmFormat.code("XR24"), Dmabuf.LINEAR, false),
                    new DmabufFormat(DrmFormat.code("RG16"), Dmabuf.LINEAR, false)));
            LinuxDmabuf dmabufs = fixture.server().dmabufs();
            dmabufs.offerScanout(surface, scanout);
            dmabufs.offerScanout(surface, new Scanout(scanout.device(), scanout.formats()));
            client.roundtrip();
            String preferred = "device e280; to e200 flags 1 [XR24:0]; to e280 flags 0 [" + ALL + "]";
            assertEquals(List.of(MAIN, preferred), heard.sets());
            HeardFeedback late = new HeardFeedback(global.getSurfaceFeedback(proxy));
            client.roundtrip();
            assertEquals(List.of(preferred), late.sets());
            dmabufs.offerScanout(surface, null);
            pass(fixture, client, 1999);
            assertEquals(List.of(MAIN, preferred), heard.sets(), "too early");
            pass(fixture, client, 1);
            assertEquals(List.of(MAIN, preferred, MAIN), heard.sets());
            assertEquals(List.of(MAIN), other.sets());
        });
    }

    @Test
    void anOfferThatComesAndGoesIsToldOnce() throws IOException {
        run(painted::graphics, (fixture, client) -> {
            WlSurfaceProxy[] proxies = {client.surface(), client.surface()};
            ZwpLinuxDmabufV1Proxy global = client.bind(ZwpLinuxDmabufV1Proxy.TYPE);
            List<HeardFeedback> heard = new ArrayList<>();
            for (WlSurfaceProxy proxy : proxies) {
                heard.add(new HeardFeedback(global.getSurfaceFeedback(proxy)));
            }
            client.roundtrip();
            Scanout scanout = new Scanout(226 << 8, List.of(painted.formats().get(0)));
            for (int i = 0; i < 40; i++) {
                fixture.server().dmabufs().offerScanout(fixture.surface(client, proxies[i % 2]), scanout);
                fixture.server().dmabufs().offerScanout(fixture.surface(client, proxies[1 - i % 2]), null);
                pass(fixture, client, 500);
            }
            assertEquals(List.of(2, 2), heard.stream().map(h -> h.sets().size()).toList());
            pass(fixture, client, 2000);
            assertEquals(List.of(3, 2), heard.stream().map(h -> h.sets().size()).toList());
        });
    }

    @Test
    void anotherOfferIsToldWhenItHasLasted() throws IOException {
        run(painted::graphics, (fixture, client) -> {
            WlSurfaceProxy proxy = client.surface();
            HeardFeedback heard = new HeardFeedback(
                    client.bind(ZwpLinuxDmabufV1Proxy.TYPE).getSurfaceFeedback(proxy));
            client.roundtrip();
            Surface surface = fixture.surface(client, proxy);
            LinuxDmabuf dmabufs = fixture.server().dmabufs();
            Scanout first = new Scanout(226 << 8, List.of(painted.formats().get(0)));
            Scanout second = new Scanout(226 << 8 | 1, List.of(painted.formats().get(0)));
            dmabufs.offerScanout(surface, first);
            for (int i = 0; i < 7; i++) {
                dmabufs.offerScanout(surface, i % 2 == 0 ? second : null);
                pass(fixture, client, 100);
            }
            assertEquals(2, heard.sets().size());
            pass(fixture, client, 1300);
            assertEquals(3, heard.sets().size());
            assertTrue(heard.sets().get(2).contains("to e201 "), heard.sets().get(2));
            dmabufs.offerScanout(surface, null);
            proxy.destroy();
            client.roundtrip();
            pass(fixture, client, 5000);
            assertEquals(3, heard.sets().size());
        });
    }

    @Test
    void feedbackOutlivesItsSurfaceInSilence() throws IOException {
        run(painted::graphics, (fixture, client) -> {
            WlSurfaceProxy proxy = client.surface();
            ZwpLinuxDmabufV1Proxy global = client.bind(ZwpLinuxDmabufV1Proxy.TYPE);
            ZwpLinuxDmabufFeedbackV1Proxy feedback = global.getSurfaceFeedback(proxy);
            HeardFeedback heard = new HeardFeedback(feedback);
            proxy.destroy();
            client.roundtrip();
            feedback.destroy();
            global.destroy();
            client.roundtrip();
            assertEquals(List.of(MAIN), heard.sets());
        });
    }

    @Test
    void whoAsksNoMoreHearsNoMore() throws IOException {
        run(painted::graphics, (fixture, client) -> {
            WlSurfaceProxy proxy = client.surface();
            ZwpLinuxDmabufV1Proxy global = client.bind(ZwpLinuxDmabufV1Proxy.TYPE);
            ZwpLinuxDmabufFeedbackV1Proxy feedback = global.getSurfaceFeedback(proxy);
            HeardFeedback gone = new HeardFeedback(feedback);
            HeardFeedback other = new HeardFeedback(global.getSurfaceFeedback(proxy));
            client.roundtrip();
            feedback.destroy();
            client.roundtrip();
            fixture.server().dmabufs().offerScanout(fixture.surface(client, proxy),
                    new Scanout(226 << 8, List.of(painted.formats().get(0))));
            client.roundtrip();
            assertEquals(List.of(1, 2), List.of(gone.sets().size(), other.sets().size()));
        });
    }

    @Test
    void olderVersionsGetEvents() throws IOException {
        run(painted::graphics, (fixture, client) -> {
            List<String> modifiers = new ArrayList<>();
            listen(client.registry().bind(client.name(ZwpLinuxDmabufV1Proxy.TYPE),
                    ZwpLinuxDmabufV1Proxy.TYPE, 3), modifiers);
            List<String> formats = new ArrayList<>();
            listen(client.registry().bind(client.name(ZwpLinuxDmabufV1Proxy.TYPE),
                    ZwpLinuxDmabufV1Proxy.TYPE, 1), formats);
            List<String> nothing = new ArrayList<>();
            listen(client.bind(ZwpLinuxDmabufV1Proxy.TYPE), nothing);
            client.roundtrip();
            assertEquals(ALL, String.join(" ", modifiers));
            assertEquals(List.of("AR24", "XR24", "AB24", "NV12"), formats);
            assertEquals(List.of(), nothing);
        });
    }

    @Test
    void withoutADeviceThereIsNoFeedback() throws IOException {
        run(() -> new Graphics(EglContext.surfaceless(), painted, painted, LinuxDmabuf.UNKNOWN_DEVICE),
                (fixture, client) -> assertEquals(3, client.globals().get("zwp_linux_dmabuf_v1")));
    }

    @Test
    void whereNothingCanBeImportedThereIsNoGlobal() throws IOException {
        run(() -> new Graphics(EglContext.surfaceless(), null, painted, PaintedDmabufs.DEVICE),
                (fixture, client) -> assertFalse(client.has(ZwpLinuxDmabufV1Proxy.TYPE)));
    }

    private interface Body {
        void run(Fixture fixture, TestClient client) throws IOException;
    }

    private static void run(Supplier<Graphics> graphics, Body body) throws IOException {
        Fixture fixture = new Fixture(graphics);
        fixture.open();
        try {
            body.run(fixture, fixture.connect());
        } finally {
            fixture.close();
        }
    }

    private static void pass(Fixture fixture, TestClient client, int millis) throws IOException {
        fixture.clock().advanceMillis(millis);
        fixture.turn();
        client.roundtrip();
    }

    private static void listen(ZwpLinuxDmabufV1Proxy global, List<String> heard) {
        global.listen(new ZwpLinuxDmabufV1Proxy.Events() {
            @Override
            public void format(int format) {
                heard.add(DrmFormat.name(format));
            }

            @Override
            public void modifier(int format, int modifierHi, int modifierLo) {
                heard.add(pair(format, (long) modifierHi << 32 | Integer.toUnsignedLong(modifierLo)));
            }
        });
    }

    static String pair(int format, long modifier) {
        return DrmFormat.name(format) + ":" + Long.toHexString(modifier);
    }

    /** One feedback's complete sets of parameters. */
}

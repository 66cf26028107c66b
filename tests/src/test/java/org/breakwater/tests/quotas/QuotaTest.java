package org.breakwater.tests.quotas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.breakwater.compositor.Ledger;
import org.breakwater.compositor.ServerOptions;
import org.breakwater.config.ConfigReader;
import org.breakwater.config.ConfigResult;
import org.breakwater.config.OutputMode;
import org.breakwater.protocol.client.DisplayException;
import org.breakwater.shm.Memfd;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.WlDisplay;
import org.breakwater.wayland.client.WlDataDeviceManagerProxy;
import org.breakwater.wayland.client.WlDataSourceProxy;
import org.breakwater.wayland.client.WlRegionProxy;
import org.breakwater.wayland.client.WlShmPoolProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.XdgToplevelIconManagerV1Proxy;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Past each quota a client is disconnected, gives everything back, and nobody else notices. */
@ExtendWith(FdLeakExtension.class)
class QuotaTest {
    private static final int MIB = 1 << 20;

    /** One thing that a client can ask for too much of. */
    private enum Greed {
        OBJECTS("objects", 200) {
            @Override
            void more(TestClient client, int i) {
                client.compositor().createRegion();
            }
        },
        FDS("fds", 20) {
            @Override
            void more(TestClient client, int i) throws IOException {
                pool(client, 4096);
            }
        },
        POOLS("pools", 20) {
            @Override
            void more(TestClient client, int i) throws IOException {
                pool(client, 4096);
            }
        },
        POOL_BYTES("pool-mib", 64) {
            @Override
            void more(TestClient client, int i) throws IOException {
                pool(client, MIB);
            }
        },
        POOL_BYTES_BY_RESIZE("pool-mib", 64) {
            private WlShmPoolProxy pool;

            @Override
            void more(TestClient client, int i) throws IOException {
                pool = i == 0 ? pool(client, MIB) : pool;
                pool.resize((i + 1) * MIB);
            }
        },
        BUFFERS("buffers", 100) {
            private WlShmPoolProxy pool;

            @Override
            void more(TestClient client, int i) throws IOException {
                pool = i == 0 ? pool(client, 4096) : pool;
                pool.createBuffer(0, 1, 1, 4, 0);
            }
        },
        SURFACES("surfaces", 50) {
            @Override
            void more(TestClient client, int i) {
                client.surface();
            }
        },
        SUBSURFACES("subsurfaces", 50) {
            private WlSurfaceProxy parent;

            @Override
            void more(TestClient client, int i) {
                parent = i == 0 ? client.surface() : parent;
                client.subcompositor().getSubsurface(client.surface(), parent);
            }
        },
        FRAME_CALLBACKS("frame-callbacks", 50) {
            private WlSurfaceProxy surface;

            @Override
            void more(TestClient client, int i) {
                surface = i % 7 == 0 ? client.surface() : surface;
                surface.frame();
                surface.commit();
            }
        },
        WAITING_COMMITS("waiting-commits", 50) {
            private WlSurfaceProxy middle;
            private WlSurfaceProxy leaf;

            @Override
            void more(TestClient client, int i) {
                if (i == 0) {
                    middle = client.surface();
                    leaf = client.surface();
                    client.subcompositor().getSubsurface(middle, client.surface());
                    client.subcompositor().getSubsurface(leaf, middle);
                }
                leaf.commit();
                middle.commit();
            }
        },
        REGION_RECTANGLES("region-rectangles", 300) {
            private WlRegionProxy region;

            @Override
            void more(TestClient client, int i) {
                region = i % 50 == 0 ? client.compositor().createRegion() : region;
                region.add(i % 50 * 2, 0, 1, 1);
            }
        },
        RECTANGLES_OF_SURFACES("region-rectangles", 300) {
            private WlRegionProxy region;

            @Override
            void more(TestClient client, int i) {
                if (i == 0) {
                    region = client.compositor().createRegion();
                    for (int x = 0; x < 20; x++) {
                        region.add(x * 2, 0, 1, 1);
                    }
                }
                WlSurfaceProxy surface = client.surface();
                surface.setInputRegion(region);
                surface.commit();
            }
        },
        TEXTURE_BYTES("texture-mib", 1) {
            @Override
            void more(TestClient client, int i) {
                WlSurfaceProxy surface = client.surface();
                surface.attach(client.buffer(64, 64, -1).proxy(), 0, 0);
                surface.commit();
            }
        },
        TYPE_BYTES("type-kib", 1) {
            private WlDataSourceProxy source;

            @Override
            void more(TestClient client, int i) {
                source = i % 4 == 0
                        ? client.bind(WlDataDeviceManagerProxy.TYPE).createDataSource()
                        : source;
                source.offer("application/x-number-" + i);
            }
        },
        ICON_BYTES("icon-mib", 1) {
            @Override
            void more(TestClient client, int i) {
                client.bind(XdgToplevelIconManagerV1Proxy.TYPE).createIcon()
                        .addBuffer(client.buffer(128, 128, -1).proxy(), 1);
            }
        };

        private final String option;
        private final int limit;

        Greed(String option, int limit) {
            this.option = option;
            this.limit = limit;
        }

        /** Asks for one more, the {@code i}-th. */
        abstract void more(TestClient client, int i) throws IOException;

        String quota() {
            return option.replaceAll("-[mk]ib$", "-bytes");
        }
    }

    static Stream<Greed> greed() {
        return Stream.of(Greed.values());
    }

    @ParameterizedTest
    @MethodSource("greed")
    void whoAsksForTooMuchGoesAloneAndLeavesNothing(Greed greed) throws IOException {
        Fixture fixture = fixture("[quota]\n" + greed.option + " = " + greed.limit);
        fixture.open();
        TestClient bystander = fixture.connect();
        TestWindow window = new TestWindow(bystander).map(16, 16, 0xff00ff00);
        fixture.frames(2);
        bystander.roundtrip();
        Ledger before = fixture.server().ledger();

        TestClient client = fixture.connect();
        int asked = 0;
        while (asked < 2_000 && client.server().isAlive()) {
            greed.more(client, asked);
            asked++;
            client.display().flush();
            fixture.turn();
        }
        DisplayException error = client.awaitEnd();
        assertEquals("wl_display " + WlDisplay.Error.NO_MEMORY.value(),
                error.interfaceName() + " " + error.code());
        assertTrue(error.getMessage().contains(greed.quota()), error.getMessage());
        fixture.turn();
        assertEquals(before, fixture.server().ledger());

        window.attach(16, 16, 0xff0000ff);
        boolean[] shown = new boolean[1];
        window.surface().frame().listen(new org.breakwater.wayland.client.WlCallbackProxy.Events() {
            @Override
            public void done(int data) {
                shown[0] = true;
            }
        });
        window.surface().commit();
        fixture.frames(2);
        bystander.roundtrip();
        assertTrue(shown[0], "the bystander's frame was shown");
        fixture.close();
    }

    @ParameterizedTest
    @MethodSource("greed")
    void withinTheStandardQuotasNothingHappens(Greed greed) throws IOException {
        Fixture fixture = fixture("");
        fixture.open();
        TestClient client = fixture.connect();
        for (int i = 0; i < 60; i++) {
            greed.more(client, i);
        }
        client.roundtrip();
        fixture.close();
    }

    private static Fixture fixture(String configuration) {
        ConfigResult result = ConfigReader.parse(configuration, "a test");
        return new Fixture(new ServerOptions(
                assertInstanceOf(ConfigResult.Loaded.class, result, result.toString()).config(),
                new ArrayList<>(List.of(new OutputMode(64, 48, 60_000)))));
    }

    private static WlShmPoolProxy pool(TestClient client, int size) throws IOException {
        try (Memfd file = Memfd.create("greed", size)) {
            return client.shm().createPool(file.fd(), size);
        }
    }
}

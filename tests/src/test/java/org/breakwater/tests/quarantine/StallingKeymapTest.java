package org.breakwater.tests.quarantine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.seat.xkb.Keymap;
import org.breakwater.compositor.seat.xkb.KeymapException;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.shm.Memfd;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.ZwpVirtualKeyboardV1;
import org.breakwater.wayland.client.ExtDataControlDeviceV1Proxy;
import org.breakwater.wayland.client.ExtDataControlManagerV1Proxy;
import org.breakwater.wayland.client.ExtDataControlOfferV1Proxy;
import org.breakwater.wayland.client.ExtDataControlSourceV1Proxy;
import org.breakwater.wayland.client.WlKeyboardProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.ZwpVirtualKeyboardManagerV1Proxy;
import org.breakwater.wayland.client.ZwpVirtualKeyboardV1Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that never answer as the keymap of a virtual keyboard, and as what data control writes to. */
@ExtendWith(FdLeakExtension.class)
class StallingKeymapTest {
    private static final List<String> ALL = List.of("getattr=hang", "statfs=hang", "read=hang",
            "flush=hang", "lseek=hang", "release=hang");
    private static final long LONG = 10_000;
    private static final long PATIENCE = 5_000_000_000L;
    private static final int KEY_Z = 44;

    @RegisterExtension
    final Fixture fixture = new Fixture();
    private Neighbour neighbour;
    private TestClient hostile;
    private long before;

    @BeforeEach
    void connect() throws IOException {
        assumeTrue(StallingFiles.areAvailable(), "no FUSE here");
        neighbour = new Neighbour(fixture);
        hostile = fixture.connect();
        neighbour.draw(3);
        before = fds();
    }

    private long fds() {
        fixture.server().display().recount();
        return fixture.server().display().account().held(Held.FDS);
    }

    private static ZwpVirtualKeyboardV1Proxy keyboard(TestClient client) {
        return client.bind(ZwpVirtualKeyboardManagerV1Proxy.TYPE)
                .createVirtualKeyboard(client.bind(WlSeatProxy.TYPE));
    }

    private void give(StallingFiles files) {
        keyboard(hostile).keymap(1, files.open(), StallingFiles.SIZE);
        hostile.display().flush();
    }

    /** Nothing of the files is left once they answer. */
    private void endAndLevel(StallingFiles files) throws IOException {
        files.end();
        fixture.await("threads that read are back", () ->
                fixture.server().display().account().held(Held.KEYMAPS) == 0);
        assertTrue(fixture.server().display().foreignFds().awaitIdle(LONG));
        fixture.await("nothing is charged any more", () -> fds() == before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"getattr", "read"})
    void asAKeymapItIsRefusedInTime(String operation) throws Exception {
        try (StallingFiles files = StallingFiles.mount(List.of(operation + "=hang"))) {
            give(files);
            files.arm();
            neighbour.draw(1);
            files.awaitAsked(operation);
            neighbour.draw(5);
            assertTrue(hostile.server().isAlive());
            fixture.clock().advance(PATIENCE);
            fixture.turn();
            hostile.expectError("zwp_virtual_keyboard_v1",
                    ZwpVirtualKeyboardV1.Error.INVALID_KEYMAP_FORMAT.value());
            neighbour.draw(5);
            endAndLevel(files);
        }
    }

    @Test
    void aClientThatGoesMeanwhileLeavesNothing() throws Exception {
        try (StallingFiles files = StallingFiles.mount(ALL)) {
            give(files);
            files.arm();
            neighbour.draw(1);
            files.awaitAsked("getattr");
            hostile.close();
            neighbour.draw(5);
            endAndLevel(files);
        }
    }

    /** More than there are threads. */
    @Test
    void othersTypeMeanwhile() throws Exception {
        try (StallingFiles files = StallingFiles.mount(ALL)) {
            for (int i = 0; i < 8; i++) {
                give(files);
            }
            files.arm();
            neighbour.draw(1);
            files.awaitAsked("getattr");
            typesWithAKeymapOfItsOwn();
            fixture.clock().advance(PATIENCE);
            fixture.turn();
            hostile.expectError("zwp_virtual_keyboard_v1",
                    ZwpVirtualKeyboardV1.Error.INVALID_KEYMAP_FORMAT.value());
            neighbour.draw(5);
            endAndLevel(files);
        }
    }

    private void typesWithAKeymapOfItsOwn() throws IOException, KeymapException {
        TestClient reader = fixture.connect();
        List<Integer> typed = new ArrayList<>();
        reader.bind(WlSeatProxy.TYPE).getKeyboard().listen(new WlKeyboardProxy.Events() {
            @Override
            public void key(int serial, int time, int key, int state) {
                typed.add(key);
            }
        });
        new TestWindow(reader).map(16, 16, 0xff0000ff);
        TestClient typist = fixture.connect();
        ZwpVirtualKeyboardV1Proxy keys = keyboard(typist);
        try (Keymap keymap = Keymap.compile("evdev", "pc105", "de", "", "");
                Memfd file = Memfd.sealed("keymap", (keymap.text() + '\0').getBytes(StandardCharsets.UTF_8))) {
            keys.keymap(1, file.fd(), (int) file.size());
            keys.key(1, KEY_Z, 1);
            keys.key(2, KEY_Z, 0);
            typist.roundtrip();
        }
        fixture.await("the keys arrive", () -> {
            try {
                reader.roundtrip();
            } catch (IOException failed) {
                throw new AssertionError(failed);
            }
            return typed.size() == 2;
        });
        typist.close();
        reader.close();
        fixture.turn();
    }

    @Test
    void asTheEndOfATransferOfDataControl() throws Exception {
        try (StallingFiles files = StallingFiles.mount(ALL)) {
            ExtDataControlManagerV1Proxy manager = hostile.bind(ExtDataControlManagerV1Proxy.TYPE);
            ExtDataControlDeviceV1Proxy device = manager.getDataDevice(hostile.bind(WlSeatProxy.TYPE));
            ExtDataControlOfferV1Proxy[] offer = new ExtDataControlOfferV1Proxy[1];
            device.listen(new ExtDataControlDeviceV1Proxy.Events() {
                @Override
                public void dataOffer(ExtDataControlOfferV1Proxy id) {
                    offer[0] = id;
                }
            });
            ExtDataControlSourceV1Proxy source = manager.createDataSource();
            List<Fd> received = new ArrayList<>();
            source.listen(new ExtDataControlSourceV1Proxy.Events() {
                @Override
                public void send(String type, Fd fd) {
                    received.add(fd);
                }
            });
            source.offer("text/plain");
            device.setSelection(source);
            hostile.roundtrip();
            offer[0].receive("text/plain", files.open());
            hostile.display().flush();
            files.arm();
            neighbour.draw(5);
            files.awaitAsked("flush");
            neighbour.draw(5);
            assertTrue(hostile.server().isAlive());
            files.end();
            assertTrue(fixture.server().display().foreignFds().awaitIdle(LONG));
            hostile.roundtrip();
            assertEquals(1, received.size());
            received.forEach(Fd::close);
        }
    }
}

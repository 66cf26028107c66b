package org.breakwater.tests.quarantine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.client.WlDataDeviceManagerProxy;
import org.breakwater.wayland.client.WlDataDeviceProxy;
import org.breakwater.wayland.client.WlDataOfferProxy;
import org.breakwater.wayland.client.WlDataSourceProxy;
import org.breakwater.wayland.client.WlKeyboardProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;

/**
 * A client with a window that has the focus, which copies and pastes; it answers with the type
 * asked for.
 */
final class Clipboard {
    private final TestClient client;
    private final WlDataDeviceManagerProxy manager;
    private final WlDataDeviceProxy device;
    private final List<Fd> received = new ArrayList<>();
    private int serial;
    private WlDataOfferProxy offer;

    Clipboard(Fixture fixture, TestClient client) throws IOException {
        this.client = client;
        WlSeatProxy seat = client.bind(WlSeatProxy.TYPE);
        seat.getKeyboard().listen(new WlKeyboardProxy.Events() {
            @Override
            public void enter(int entered, WlSurfaceProxy surface, byte[] keys) {
                serial = entered;
            }

            @Override
            public void keymap(int format, Fd fd, int size) {
                fd.close();
            }
        });
        this.manager = client.bind(WlDataDeviceManagerProxy.TYPE);
        this.device = manager.getDataDevice(seat);
        device.listen(new WlDataDeviceProxy.Events() {
            @Override
            public void dataOffer(WlDataOfferProxy id) {
                offer = id;
            }
        });
        new TestWindow(client).map(16, 16, 0xffff0000);
        fixture.frames(2);
        client.roundtrip();
    }

    void copy(String type) throws IOException {
        WlDataSourceProxy source = manager.createDataSource();
        source.listen(new WlDataSourceProxy.Events() {
            @Override
            public void send(String asked, Fd fd) {
                received.add(fd);
            }
        });
        source.offer(type);
        device.setSelection(source, serial);
        client.roundtrip();
    }

    /** Asks for the selection, which is our own, to be written to a file. */
    void receive(String type, Fd fd) {
        offer.receive(type, fd);
    }

    /** The selection, through a pipe, until the compositor has closed its copy of it. */
    String paste(String type) throws IOException {
        Fd[] pipe = Fd.pipe();
        offer.receive(type, pipe[1]);
        pipe[1].close();
        client.roundtrip();
        for (Fd fd : received) {
            fd.write(type.getBytes(StandardCharsets.UTF_8));
            fd.close();
        }
        received.clear();
        try (Fd end = pipe[0]) {
            return new String(end.readAll(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void closeReceived() {
        received.forEach(Fd::close);
        received.clear();
    }
}

package org.breakwater.compositor.selection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.breakwater.compositor.output.TestClient;
import org.breakwater.compositor.seat.SeatSession;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.client.WlDataDeviceManagerProxy;
import org.breakwater.wayland.client.WlDataDeviceProxy;
import org.breakwater.wayland.client.WlDataOfferProxy;
import org.breakwater.wayland.client.WlDataSourceProxy;
import org.breakwater.wayland.client.WlSeatProxy;

/**
 * A client with a data device, that remembers its latest offer and answers transfers with their
 * type.
 */
final class DataClient {
    final TestClient client;
    final WlSeatProxy seat;
    final WlDataDeviceManagerProxy manager;
    final WlDataDeviceProxy device;
    WlDataOfferProxy offer;

    DataClient(SeatSession session, int version) throws Exception {
        client = session.connect();
        seat = session.bindSeat(client, 9);
        manager = client.bind(WlDataDeviceManagerProxy.TYPE, version);
        device = manager.getDataDevice(seat);
        device.listen(new WlDataDeviceProxy.Events() {
            @Override
            public void dataOffer(WlDataOfferProxy id) {
                offer = id;
            }
        });
        told();
    }

    WlDataSourceProxy source(String... types) {
        WlDataSourceProxy source = manager.createDataSource();
        source.listen(new WlDataSourceProxy.Events() {
            @Override
            public void send(String type, Fd fd) {
                try (fd) {
                    fd.write(("as " + type).getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        for (String type : types) {
            source.offer(type);
        }
        return source;
    }

    /** Asks for a type; the reading end of the pipe. */
    Fd receive(String type) throws Exception {
        Fd[] pipe = Fd.pipe();
        offer.receive(type, pipe[1]);
        client.sync();
        pipe[1].close();
        return pipe[0];
    }

    /** Lets the giver answer what has reached it, and reads the answers. */
    static String readInTurns(DataClient giver, Fd pipe) throws Exception {
        giver.client.sync();
        giver.client.sync();
        return read(pipe);
    }

    static String read(Fd pipe) throws Exception {
        try (pipe) {
            return new String(pipe.readAll(), StandardCharsets.UTF_8);
        }
    }

    /** What was told by objects of data transfer, their numbers left out. */
    String told() throws Exception {
        return String.join(" ", SeatSession.told(client).lines().toList())
                .replaceAll("wl_(seat|pointer|keyboard)\\.\\w+\\([^)]*\\) ?", "")
                .replace("wl_data_", "").replaceAll("#-?\\d+", "").trim();
    }
}

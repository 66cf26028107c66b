package org.breakwater.compositor.datacontrol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.breakwater.compositor.output.TestClient;
import org.breakwater.compositor.seat.SeatSession;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.client.ExtDataControlDeviceV1Proxy;
import org.breakwater.wayland.client.ExtDataControlManagerV1Proxy;
import org.breakwater.wayland.client.ExtDataControlOfferV1Proxy;
import org.breakwater.wayland.client.ExtDataControlSourceV1Proxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.ZwlrDataControlDeviceV1Proxy;
import org.breakwater.wayland.client.ZwlrDataControlManagerV1Proxy;
import org.breakwater.wayland.client.ZwlrDataControlOfferV1Proxy;
import org.breakwater.wayland.client.ZwlrDataControlSourceV1Proxy;

/** A clipboard tool, in one of the two protocols. */
abstract class ControlClient {
    final TestClient client;
    final WlSeatProxy seat;

    ControlClient(SeatSession session) throws Exception {
        client = session.connect();
        seat = session.bindSeat(client, 9);
    }

    static ControlClient of(String protocol, SeatSession session) throws Exception {
        return protocol.equals("ext") ? new Ext(session)
                : new Wlr(session, protocol.equals("wlr1") ? 1 : 2);
    }

    /** Names a source that gives these types. */
    abstract Object source(String... types);

    abstract void setClipboard(Object source);

    abstract void setPrimary(Object source);

    abstract void offerMore(Object source, String type);

    abstract void destroy(Object source);

    /** Asks the latest offer. */
    abstract void receive(String type, Fd fd);

    abstract void anotherDevice();

    abstract void destroyAll();

    String told() throws Exception {
        return client.events().replaceAll("wl_seat\\.\\w+\\([^)]*\\) ?", "")
                .replaceAll("(zwlr|ext)_data_control_(\\w+)_v1", "$2")
                .replaceAll("#-?\\d+", "").trim();
    }

    /** The error's object and number. */
    String error() {
        return errorInFull().replaceAll("(zwlr|ext)_data_control_(\\w+)_v1", "$2");
    }

    /** The same, with the object's interface as the protocol names it. */
    String errorInFull() {
        return client.error();
    }

    private static void answer(String type, Fd fd) {
        try (fd) {
            fd.write(("as " + type).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Ext extends ControlClient {
        private final ExtDataControlManagerV1Proxy manager;
        private final ExtDataControlDeviceV1Proxy device;
        private ExtDataControlOfferV1Proxy offer;

        Ext(SeatSession session) throws Exception {
            super(session);
            manager = client.bind(ExtDataControlManagerV1Proxy.TYPE, 1);
            device = manager.getDataDevice(seat);
            device.listen(new ExtDataControlDeviceV1Proxy.Events() {
                @Override
                public void dataOffer(ExtDataControlOfferV1Proxy id) {
                    offer = id;
                }
            });
        }

        @Override
        Object source(String... types) {
            ExtDataControlSourceV1Proxy source = manager.createDataSource();
            source.listen(new ExtDataControlSourceV1Proxy.Events() {
                @Override
                public void send(String type, Fd fd) {
                    answer(type, fd);
                }
            });
            for (String type : types) {
                source.offer(type);
            }
            return source;
        }

        @Override
        void setClipboard(Object source) {
            device.setSelection((ExtDataControlSourceV1Proxy) source);
        }

        @Override
        void setPrimary(Object source) {
            device.setPrimarySelection((ExtDataControlSourceV1Proxy) source);
        }

        @Override
        void offerMore(Object source, String type) {
            ((ExtDataControlSourceV1Proxy) source).offer(type);
        }

        @Override
        void destroy(Object source) {
            ((ExtDataControlSourceV1Proxy) source).destroy();
        }

        @Override
        void receive(String type, Fd fd) {
            offer.receive(type, fd);
        }

        @Override
        void anotherDevice() {
            manager.getDataDevice(seat);
        }

        @Override
        void destroyAll() {
            offer.destroy();
            device.destroy();
            manager.destroy();
        }
    }

    private static final class Wlr extends ControlClient {
        private final ZwlrDataControlManagerV1Proxy manager;
        private final ZwlrDataControlDeviceV1Proxy device;
        private ZwlrDataControlOfferV1Proxy offer;

        Wlr(SeatSession session, int version) throws Exception {
            super(session);
            manager = client.bind(ZwlrDataControlManagerV1Proxy.TYPE, version);
            device = manager.getDataDevice(seat);
            device.listen(new ZwlrDataControlDeviceV1Proxy.Events() {
                @Override
                public void dataOffer(ZwlrDataControlOfferV1Proxy id) {
                    offer = id;
                }
            });
        }

        @Override
        Object source(String... types) {
            ZwlrDataControlSourceV1Proxy source = manager.createDataSource();
            source.listen(new ZwlrDataControlSourceV1Proxy.Events() {
                @Override
                public void send(String type, Fd fd) {
                    answer(type, fd);
                }
            });
            for (String type : types) {
                source.offer(type);
            }
            return source;
        }

        @Override
        void setClipboard(Object source) {
            device.setSelection((ZwlrDataControlSourceV1Proxy) source);
        }

        @Override
        void setPrimary(Object source) {
            device.setPrimarySelection((ZwlrDataControlSourceV1Proxy) source);
        }

        @Override
        void offerMore(Object source, String type) {
            ((ZwlrDataControlSourceV1Proxy) source).offer(type);
        }

        @Override
        void destroy(Object source) {
            ((ZwlrDataControlSourceV1Proxy) source).destroy();
        }

        @Override
        void receive(String type, Fd fd) {
            offer.receive(type, fd);
        }

        @Override
        void anotherDevice() {
            manager.getDataDevice(seat);
        }

        @Override
        void destroyAll() {
            offer.destroy();
            device.destroy();
            manager.destroy();
        }
    }
}

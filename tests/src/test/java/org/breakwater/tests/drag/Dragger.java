package org.breakwater.tests.drag;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.glue.XdgWindow;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.render.geometry.Rect;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.client.WlDataDeviceManagerProxy;
import org.breakwater.wayland.client.WlDataDeviceProxy;
import org.breakwater.wayland.client.WlDataOfferProxy;
import org.breakwater.wayland.client.WlDataSourceProxy;
import org.breakwater.wayland.client.WlPointerProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WlTouchProxy;

/** A client with a window that drags, and takes what is dropped. */
final class Dragger {
    final Fixture fixture;
    final TestClient client;
    final TestWindow window;
    final WlDataDeviceManagerProxy manager;
    final WlDataDeviceProxy device;
    final List<String> told = new ArrayList<>();
    WlDataOfferProxy offer;
    int serial;

    Dragger(Fixture fixture, int color) throws IOException {
        this.fixture = fixture;
        client = fixture.connect();
        WlSeatProxy seat = client.bind(WlSeatProxy.TYPE);
        seat.getPointer().listen(new WlPointerProxy.Events() {
            @Override
            public void button(int pressSerial, int time, int button, int state) {
                serial = state == 1 ? pressSerial : serial;
            }
        });
        seat.getTouch().listen(new WlTouchProxy.Events() {
            @Override
            public void down(int downSerial, int time, WlSurfaceProxy surface, int id, double x,
                    double y) {
                serial = downSerial;
                told.add("down");
            }

            @Override
            public void motion(int time, int id, double x, double y) {
                told.add("motion");
            }

            @Override
            public void up(int upSerial, int time, int id) {
                told.add("up");
            }

            @Override
            public void cancel() {
                told.add("cancel");
            }
        });
        manager = client.bind(WlDataDeviceManagerProxy.TYPE);
        device = manager.getDataDevice(seat);
        device.listen(new WlDataDeviceProxy.Events() {
            @Override
            public void dataOffer(WlDataOfferProxy id) {
                offer = id;
            }

            @Override
            public void enter(int enterSerial, WlSurfaceProxy surface, double x, double y,
                    WlDataOfferProxy id) {
                told.add("enter");
            }

            @Override
            public void leave() {
                told.add("leave");
            }

            @Override
            public void motion(int time, double x, double y) {
                told.add("over");
            }

            @Override
            public void drop() {
                told.add("drop");
            }
        });
        window = new TestWindow(client).map(80, 60, color);
    }

    WlDataSourceProxy source() {
        WlDataSourceProxy source = manager.createDataSource();
        source.offer("text/plain");
        source.setActions(3);
        source.listen(new WlDataSourceProxy.Events() {
            @Override
            public void cancelled() {
                told.add("cancelled");
            }

            @Override
            public void dndDropPerformed() {
                told.add("dropped");
            }

            @Override
            public void dndFinished() {
                told.add("finished");
            }
        });
        return source;
    }

    /** Takes what is dragged over it. */
    void accept() throws IOException {
        client.roundtrip();
        offer.accept(0, "text/plain");
        offer.setActions(1, 1);
        client.roundtrip();
    }

    /** Where a window of this client is in the layout. */
    Rect bounds(TestWindow of) {
        Surface surface = fixture.surface(client, of.surface());
        return fixture.server().desktop().stacking().stream()
                .filter(w -> ((XdgWindow) w).surface() == surface)
                .map(fixture.server().desktop()::boundsOf).findFirst().orElseThrow();
    }

    Rect bounds() {
        return bounds(window);
    }

    String told() throws IOException {
        client.roundtrip();
        String all = String.join(" ", told);
        told.clear();
        return all;
    }
}

package org.breakwater.tests.input;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.breakwater.protocol.client.Proxy;
import org.breakwater.protocol.client.ProxyType;
import org.breakwater.protocol.wire.WireTrace;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.client.WlPointerProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;

/** A client with a seat, whose input events read as text, without serials and needless zeros. */
public final class InputClient {
    private static final List<String> PLUMBING = List.of(" -> ", "wl_registry", "wl_display",
            "wl_surface", "wl_buffer", "wl_callback", "wl_output", "wl_shm", "wl_seat", "xdg_",
            "wl_keyboard.keymap", "wl_keyboard.repeat_info");

    private final Fixture fixture;
    private final ByteArrayOutputStream trace = new ByteArrayOutputStream();
    private final TestClient client;
    private final WlSeatProxy seat;
    private WlPointerProxy pointer;

    public InputClient(Fixture fixture) throws IOException {
        this.fixture = fixture;
        client = fixture.connect(new WireTrace(new PrintStream(trace, true,
                StandardCharsets.UTF_8)));
        seat = client.bind(WlSeatProxy.TYPE);
    }

    public TestClient client() {
        return client;
    }

    public WlSeatProxy seat() {
        return seat;
    }

    /** One and the same, at the newest version. */
    public WlPointerProxy pointer() {
        if (pointer == null) {
            pointer = seat.getPointer();
        }
        return pointer;
    }

    public <P extends Proxy> P bind(ProxyType<P> type) {
        return client.bind(type);
    }

    /** A window that fills the output: its coordinates are the layout's. It gets the keys. */
    public TestWindow window() throws IOException {
        TestWindow window = new TestWindow(client);
        window.toplevel().setMaximized();
        window.map(320, 240, 0xff336699);
        fixture.frames(2);
        told();
        return window;
    }

    /** What the client was told since the last time, one event after the other. */
    public String told() throws IOException {
        client.roundtrip();
        String text = trace.toString(StandardCharsets.UTF_8);
        trace.reset();
        return text.lines().map(line -> line.substring(line.indexOf(']') + 2))
                .map(line -> line.replaceAll("^(\\w+)#\\d+\\.", "$1."))
                .filter(line -> PLUMBING.stream().noneMatch(line::startsWith))
                .map(line -> line
                        .replaceAll("\\.(enter|leave|button|key|modifiers|down|up|begin|end|"
                                + "proximity_in)\\(\\d+", ".$1(_")
                        .replaceAll("\\.(\\d*?)0+(?=[,)])", ".$1")
                        .replaceAll("\\.(?=[,)])", ""))
                .collect(Collectors.joining("\n"));
    }

    public void forgetTold() throws IOException {
        told();
    }

    /** The serial of the last event that the compositor sent to anybody. */
    public int lastSerial() throws IOException {
        client.roundtrip();
        return fixture.server().display().lastSerial();
    }

    static String name(WlSurfaceProxy surface) {
        return "wl_surface#" + surface.id();
    }
}

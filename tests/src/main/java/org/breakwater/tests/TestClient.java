package org.breakwater.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.client.DisplayException;
import org.breakwater.protocol.client.Proxy;
import org.breakwater.protocol.client.ProxyType;
import org.breakwater.protocol.server.Client;
import org.breakwater.wayland.client.WlCompositorProxy;
import org.breakwater.wayland.client.WlOutputProxy;
import org.breakwater.wayland.client.WlRegionProxy;
import org.breakwater.wayland.client.WlRegistryProxy;
import org.breakwater.wayland.client.WlShmProxy;
import org.breakwater.wayland.client.WlSubcompositorProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpViewporterProxy;
import org.breakwater.wayland.client.XdgWmBaseProxy;

/** A client that does what a test says, and remembers what it was told. */
public final class TestClient {
    private final Fixture fixture;
    private final ClientDisplay display;
    private final Client server;
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final Map<String, Integer> versions = new LinkedHashMap<>();
    private final List<TestBuffer> buffers = new ArrayList<>();
    private WlRegistryProxy registry;
    private WlCompositorProxy compositor;
    private WlSubcompositorProxy subcompositor;
    private WlShmProxy shm;
    private WpViewporterProxy viewporter;
    private WlOutputProxy output;
    private XdgWmBaseProxy wmBase;
    private boolean reading = true;

    TestClient(Fixture fixture, ClientDisplay display, Client server) {
        this.fixture = fixture;
        this.display = display;
        this.server = server;
    }

    void bindGlobals() throws IOException {
        registry = display.proxy().getRegistry();
        registry.listen(new WlRegistryProxy.Events() {
            @Override
            public void global(int name, String interfaceName, int version) {
                names.putIfAbsent(interfaceName, name);
                versions.putIfAbsent(interfaceName, version);
            }
        });
        roundtrip();
        compositor = bind(WlCompositorProxy.TYPE);
        subcompositor = bind(WlSubcompositorProxy.TYPE);
        shm = bind(WlShmProxy.TYPE);
        viewporter = bind(WpViewporterProxy.TYPE);
        output = bind(WlOutputProxy.TYPE);
        if (has(XdgWmBaseProxy.TYPE)) {
            wmBase = bind(XdgWmBaseProxy.TYPE);
            wmBase.listen(new XdgWmBaseProxy.Events() {
                @Override
                public void ping(int serial) {
                    wmBase.pong(serial);
                }
            });
        }
        roundtrip();
    }

    /** Whether the compositor has announced it. */
    public boolean has(ProxyType<?> type) {
        return names.containsKey(type.spec().name());
    }

    /** Names of the globals announced, with their versions. */
    public Map<String, Integer> globals() {
        return versions;
    }

    /** The registry's number of the first global of that interface. */
    public int name(ProxyType<?> type) {
        return names.get(type.spec().name());
    }

    /** The first global of that interface, at the version announced. */
    public <P extends Proxy> P bind(ProxyType<P> type) {
        String name = type.spec().name();
        if (!names.containsKey(name)) {
            fail("the compositor has no " + name + ", only " + names.keySet());
        }
        return registry.bind(names.get(name), type, Math.min(versions.get(name),
                type.spec().version()));
    }

    public Fixture fixture() {
        return fixture;
    }

    public ClientDisplay display() {
        return display;
    }

    /** The compositor's side of the connection. */
    public Client server() {
        return server;
    }

    public WlRegistryProxy registry() {
        return registry;
    }

    public WlCompositorProxy compositor() {
        return compositor;
    }

    public WlSubcompositorProxy subcompositor() {
        return subcompositor;
    }

    public WlShmProxy shm() {
        return shm;
    }

    public WpViewporterProxy viewporter() {
        return viewporter;
    }

    public WlOutputProxy output() {
        return output;
    }

    public XdgWmBaseProxy wmBase() {
        return wmBase;
    }

    public WlSurfaceProxy surface() {
        return compositor.createSurface();
    }

    public WlRegionProxy region(int x, int y, int width, int height) {
        WlRegionProxy region = compositor.createRegion();
        region.add(x, y, width, height);
        return region;
    }

    /** A buffer of one colour, 0xAARRGGBB premultiplied; it lives as long as the client. */
    public TestBuffer buffer(int width, int height, int argb) {
        TestBuffer buffer = new TestBuffer(this, width, height);
        buffers.add(buffer);
        buffer.fill(0, 0, width, height, argb);
        return buffer;
    }

    public void roundtrip() throws IOException {
        fixture.roundtrip(this);
    }

    /** From now on it reads what it is sent only if {@code read}; at first it does. */
    public void setReading(boolean read) {
        reading = read;
    }

    /** Turns until the compositor has hung up; fails unless it gave this error. */
    public void expectError(String interfaceName, int code) {
        DisplayException error = awaitEnd();
        if (error == null) {
            fail("disconnected without an error, where one of " + interfaceName + " was due");
        }
        assertEquals(interfaceName + " " + code, error.interfaceName() + " " + error.code(),
                error.getMessage());
    }

    /** Turns until the compositor has hung up; the error that it gave, or null. */
    public DisplayException awaitEnd() {
        for (int turns = 0; turns < 1_000; turns++) {
            display.flush();
            fixture.turn();
            try {
                display.dispatchPending();
            } catch (IOException ended) {
                return display.error();
            }
        }
        return fail("still connected");
    }

    /** What has come in; an end of the connection is kept for whoever asks. */
    void dispatchIfConnected() {
        if (reading && !display.isClosed()) {
            try {
                display.dispatchPending();
            } catch (IOException ended) {
                // display().error() has it
            }
        }
    }

    public void close() {
        buffers.forEach(TestBuffer::closeFile);
        buffers.clear();
        display.close();
    }
}

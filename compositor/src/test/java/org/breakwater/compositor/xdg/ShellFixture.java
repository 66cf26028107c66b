package org.breakwater.compositor.xdg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.buffer.Buffers;
import org.breakwater.compositor.buffer.ClientBuffer;
import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Subcompositor;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.client.DisplayException;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Display;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.render.Renderer;
import org.breakwater.render.Texture;
import org.breakwater.render.geometry.Rects;
import org.breakwater.wayland.server.WlBufferResource;
import org.breakwater.wayland.server.WlSeatResource;
import org.breakwater.wayland.server.WpSinglePixelBufferManagerV1Resource;

/**
 * A display with the xdg shell, turned by hand, and clients at the other ends of socket pairs.
 * Buffers have a size and no pixels: the red and green of a "single pixel" are the width and
 * height.
 */
final class ShellFixture implements AutoCloseable {
    private long now;
    private final EventLoop loop = new EventLoop(() -> now);
    private final Display display = new Display(loop, null);
    private final XdgShell shell = new XdgShell(display);
    private final List<XdgToplevel> toplevels = new ArrayList<>();
    private final List<XdgPopup> popups = new ArrayList<>();
    private final List<ShellClient> clients = new ArrayList<>();

    ShellFixture() {
        new Compositor(display, new Buffers());
        new Subcompositor(display);
        XdgDecoration.announce(display);
        display.createGlobal(WlSeatResource.TYPE, 1, WlSeatResource::makeInert);
        display.createGlobal(WpSinglePixelBufferManagerV1Resource.TYPE, 1,
                manager -> manager.handle(new Sizes()));
        shell.toplevelCreated().add(toplevels::add);
        shell.popupCreated().add(popups::add);
    }

    XdgShell shell() {
        return shell;
    }

    Display display() {
        return display;
    }

    /** The toplevel that was created last. */
    XdgToplevel toplevel() {
        return toplevels.get(toplevels.size() - 1);
    }

    /** The popup that was created last. */
    XdgPopup popup() {
        return popups.get(popups.size() - 1);
    }

    ShellClient connect() throws Exception {
        return connect(XdgShell.VERSION);
    }

    ShellClient connect(int version) throws Exception {
        Fd[] pair = Fd.socketPair();
        Client server = display.addClient(pair[0]);
        ShellClient client = new ShellClient(this, server, new ClientDisplay(pair[1], null),
                version);
        clients.add(client);
        return client;
    }

    void turn() {
        loop.dispatch(0);
        display.flushClients();
    }

    void pass(long seconds) {
        now += seconds * 1_000_000_000L;
        turn();
    }

    /** What the next turn ends a client with: {@code interface code}. */
    static String error(ShellClient client) {
        DisplayException error = assertThrows(DisplayException.class, client::sync);
        return error.interfaceName() + " " + error.code();
    }

    @Override
    public void close() {
        clients.forEach(ShellClient::close);
        display.close();
        loop.close();
        assertEquals(0, display.clientCount());
        assertEquals(0, loop.uncaughtCount());
    }

    private static final class Sizes implements WpSinglePixelBufferManagerV1Resource.Requests {
        @Override
        public void createU32RgbaBuffer(WpSinglePixelBufferManagerV1Resource self,
                WlBufferResource id, int r, int g, int b, int a) {
            id.handle(new Sized(r, g));
        }

        @Override
        public void destroy(WpSinglePixelBufferManagerV1Resource self) {
            // Buffers live on.
        }
    }

    private record Sized(int width, int height) implements ClientBuffer, WlBufferResource.Requests {
        @Override
        public boolean isOpaque() {
            return true;
        }

        @Override
        public void hold() {
            // No pixels.
        }

        @Override
        public void drop() {
            // No pixels.
        }

        @Override
        public void release() {
            // No pixels.
        }

        @Override
        public Texture upload(Renderer renderer, Texture previous, Rects damage) {
            throw new AssertionError("nothing is drawn here");
        }

        @Override
        public void destroy(WlBufferResource self) {
            // No pixels.
        }
    }
}

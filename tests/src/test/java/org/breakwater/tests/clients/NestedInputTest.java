package org.breakwater.tests.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.compositor.glue.SeatInput;
import org.breakwater.compositor.seat.PointerConstraint;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.client.Proxy;
import org.breakwater.protocol.client.ProxyType;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;
import org.breakwater.shm.Memfd;
import org.breakwater.tests.program.Program;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.ZwpPointerConstraintsV1.Lifetime;
import org.breakwater.wayland.client.WlCompositorProxy;
import org.breakwater.wayland.client.WlPointerProxy;
import org.breakwater.wayland.client.WlRegionProxy;
import org.breakwater.wayland.client.WlRegistryProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.WlShmProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WlTouchProxy;
import org.breakwater.wayland.client.XdgSurfaceProxy;
import org.breakwater.wayland.client.XdgWmBaseProxy;
import org.breakwater.wayland.client.ZwpConfinedPointerV1Proxy;
import org.breakwater.wayland.client.ZwpLockedPointerV1Proxy;
import org.breakwater.wayland.client.ZwpPointerConstraintsV1Proxy;
import org.breakwater.wayland.client.ZwpRelativePointerManagerV1Proxy;
import org.breakwater.wayland.client.ZwpRelativePointerV1Proxy;
import org.junit.jupiter.api.Test;

/** What a client inside asks of the pointer reaches the parent, and fingers on the parent's screen reach it. */
class NestedInputTest {
    private static final int SIDE = 200;

    /** Breakwater in a window of 400x300, itself a compositor named inner. */
    private static RealClient startInner(LiveServer live, String name) {
        return RealClient.start(live, name, Program.command("--output", "400x300", "--socket", "inner", "--", "sleep",
                "1000").toArray(String[]::new));
    }

    @Test
    void aLockInsideIsALockOutside() throws IOException {
        try (LiveServer live = LiveServer.start();
                RealClient inner = startInner(live, "nested-lock")) {
            Rect window = inner.awaitWindow();
            inner.await("a name", () -> inner.printed().contains("WAYLAND_DISPLAY=inner"));
            try (Game game = new Game(ClientDisplay.connect(live.directory(), "inner"))) {
                live.server().input().pointerMoved(live.time(), window.x() + 200, window.y() + 150);
                inner.await("the pointer inside", () -> game.hears() && game.entered);
                game.lock();
                inner.await("a lock inside", () -> game.hears() && game.locked);
                inner.await("a lock outside", () -> live.server().pointer().isLocked());
                double x = live.server().pointer().x();
                live.server().input().pointerMovedBy(live.time() * 1000L, 7, -3, 14, -6);
                inner.await("a movement", () -> game.hears() && !game.movements.isEmpty());
                assertEquals(List.of("7.0 -3.0 14.0 -6.0"), game.movements);
                assertEquals(x, live.server().pointer().x());

                game.lock.destroy();
                inner.await("it free again", () -> game.hears() && !live.server().pointer().isLocked());
                live.server().input().pointerMoved(live.time(), window.x() + 210, window.y() + 150);
                inner.await("motion", () -> game.hears() && game.moved);
                assertFalse(live.server().pointer().isLocked());
            }
            live.closeWindows();
            inner.awaitEnd();
        }
    }

    @Test
    void aHintInsideIsAHintOutside() throws IOException {
        try (LiveServer live = LiveServer.start();
                RealClient inner = startInner(live, "nested-hint")) {
            Rect window = inner.awaitWindow();
            inner.await("a name", () -> inner.printed().contains("WAYLAND_DISPLAY=inner"));
            try (Game game = new Game(ClientDisplay.connect(live.directory(), "inner"))) {
                live.server().input().pointerMoved(live.time(), window.x() + 200, window.y() + 150);
                inner.await("the pointer inside", () -> game.hears() && game.entered);
                game.lock();
                inner.await("a lock outside", () -> game.hears() && live.server().pointer().isLocked());
                game.lock.setCursorPositionHint(20, 30);
                game.surface.commit();
                inner.await("a hint outside", () -> game.hears() && live.server().pointer().constraint()
                        .equals(new PointerConstraint.Locked(new PointerConstraint.Hint(120, 80))));
                game.lock.setCursorPositionHint(40, 50);
                game.surface.commit();
                game.lock.destroy();
                inner.await("it free again", () -> game.hears() && !live.server().pointer().isLocked());
                assertEquals(window.x() + 140, live.server().pointer().x());
                assertEquals(window.y() + 100, live.server().pointer().y());
            }
            live.closeWindows();
            inner.awaitEnd();
        }
    }

    @Test
    void aConfinementInsideIsOneOutside() throws IOException {
        try (LiveServer live = LiveServer.start();
                RealClient inner = startInner(live, "nested-confinement")) {
            Rect window = inner.awaitWindow();
            inner.await("a name", () -> inner.printed().contains("WAYLAND_DISPLAY=inner"));
            try (Game game = new Game(ClientDisplay.connect(live.directory(), "inner"))) {
                live.server().input().pointerMoved(live.time(), window.x() + 200, window.y() + 150);
                inner.await("the pointer inside", () -> game.hears() && game.entered);
                ZwpConfinedPointerV1Proxy confinement = game.confine(80, 80, 50, 40);
                inner.await("a confinement outside", () -> game.hears() && isConfined(live, 180, 130, 50, 40));
                live.server().input().pointerMoved(live.time(), window.x() - 500, window.y() + 150);
                assertEquals(window.x() + 180, live.server().pointer().x());

                game.confine(confinement, 60, 90, 120, 20);
                inner.await("another outside", () -> game.hears() && isConfined(live, 160, 140, 120, 20));
                confinement.destroy();
                inner.await("it free again", () -> game.hears() && live.server().pointer().constraint() == null);
            }
            live.closeWindows();
            inner.awaitEnd();
        }
    }

    private static boolean isConfined(LiveServer live, int x, int y, int width, int height) {
        return live.server().pointer().constraint() instanceof PointerConstraint.Confined confined
                && confined.region().equals(Region.of(x, y, width, height));
    }

    @Test
    void thePointerIsDrawnInsideAndGoesWithIt() {
        try (LiveServer live = LiveServer.start();
                RealClient inner = RealClient.start(live, "nested-cursor", Program.command("--output",
                        "400x300", "--", "sleep", "1000").toArray(String[]::new))) {
            Rect window = inner.awaitWindow();
            SeatInput input = live.server().input();
            int[] ground = new int[1];
            inner.awaitPicture("none", picture -> {
                ground[0] = Pixels.of(picture, window).at(200, 150);
                Pixels.of(picture, window).assertFilled("the ground", ground[0]);
            });
            for (int x : new int[] {100, 250}) {
                inner.awaitPicture("at-" + x, picture -> {
                    input.pointerMoved(live.time(), window.x() + x, window.y() + 150);
                    Pixels whole = Pixels.of(picture, window);
                    whole.part(0, 0, x - 4, 300).assertFilled("left of it", ground[0]);
                    whole.part(x + 28, 0, 400 - x - 28, 300).assertFilled("right of it", ground[0]);
                    whole.part(x, 150, 24, 24).assertShare("the pointer", 0.1, 0.9,
                            Pixels.near(ground[0], 0).negate());
                });
            }
            input.pointerMoved(live.time(), window.x() - 50, window.y() - 50);
            inner.awaitPicture("gone", picture ->
                    Pixels.of(picture, window).assertFilled("the ground", ground[0]));
            inner.closeWindows();
        }
    }

    @Test
    void fingersOutsideAreFingersInside() throws IOException {
        try (LiveServer live = LiveServer.start();
                RealClient inner = startInner(live, "nested-touch")) {
            Rect window = inner.awaitWindow();
            inner.await("a name", () -> inner.printed().contains("WAYLAND_DISPLAY=inner"));
            try (Game game = new Game(ClientDisplay.connect(live.directory(), "inner"))) {
                SeatInput input = live.server().input();
                input.touchDown(live.time(), 3, window.x() + 110, window.y() + 60);
                input.touchMoved(live.time(), 3, window.x() + 150, window.y() + 80);
                input.touchShape(3, 12, 5);
                input.touchOrientation(3, 30);
                input.touchDown(live.time(), 4, window.x() + 200, window.y() + 150);
                input.touchUp(live.time(), 3);
                input.touchUp(live.time(), 4);
                inner.await("both gone", () -> game.hears() && game.touches.size() == 7);
                assertEquals(List.of("down 3 at 10.0 10.0", "3 to 50.0 30.0", "3 covers 12.0 5.0",
                        "3 points to 30.0", "down 4 at 100.0 100.0",
                        "up 3", "up 4"), game.touches);
            }
            live.closeWindows();
            inner.awaitEnd();
        }
    }

    /** A window of one colour that takes the pointer. */
    private static final class Game implements AutoCloseable {
        private final ClientDisplay display;
        private final Map<String, Integer> names = new HashMap<>();
        private final List<String> movements = new ArrayList<>();
        private final List<String> touches = new ArrayList<>();
        private final WlRegistryProxy registry;
        private final WlSurfaceProxy surface;
        private final WlPointerProxy pointer;
        private final Memfd file;
        private ZwpLockedPointerV1Proxy lock;
        private boolean entered;
        private boolean locked;
        private boolean moved;

        Game(ClientDisplay display) throws IOException {
            this.display = display;
            registry = display.proxy().getRegistry();
            registry.listen(new WlRegistryProxy.Events() {
                @Override
                public void global(int name, String interfaceName, int version) {
                    names.put(interfaceName, name);
                }
            });
            display.roundtrip();
            surface = bind(WlCompositorProxy.TYPE, 4).createSurface();
            XdgSurfaceProxy xdgSurface = bind(XdgWmBaseProxy.TYPE, 1).getXdgSurface(surface);
            xdgSurface.listen(new XdgSurfaceProxy.Events() {
                @Override
                public void configure(int serial) {
                    xdgSurface.ackConfigure(serial);
                }
            });
            xdgSurface.getToplevel();
            surface.commit();
            display.roundtrip();
            file = Memfd.writable("game", 4 * SIDE * SIDE);
            surface.attach(bind(WlShmProxy.TYPE, 1).createPool(file.fd(), 4 * SIDE * SIDE)
                    .createBuffer(0, SIDE, SIDE, 4 * SIDE, WlShm.Format.XRGB8888.value()), 0, 0);
            surface.commit();
            WlSeatProxy seat = bind(WlSeatProxy.TYPE, 6);
            seat.getTouch().listen(new WlTouchProxy.Events() {
                @Override
                public void down(int serial, int time, WlSurfaceProxy over, int id, double x, double y) {
                    touches.add("down " + id + " at " + x + " " + y);
                }

                @Override
                public void motion(int time, int id, double x, double y) {
                    touches.add(id + " to " + x + " " + y);
                }

                @Override
                public void shape(int id, double major, double minor) {
                    touches.add(id + " covers " + major + " " + minor);
                }

                @Override
                public void orientation(int id, double degrees) {
                    touches.add(id + " points to " + degrees);
                }

                @Override
                public void up(int serial, int time, int id) {
                    touches.add("up " + id);
                }
            });
            pointer = seat.getPointer();
            pointer.listen(new WlPointerProxy.Events() {
                @Override
                public void enter(int serial, WlSurfaceProxy over, double x, double y) {
                    entered = true;
                }

                @Override
                public void motion(int time, double x, double y) {
                    moved = true;
                }
            });
            bind(ZwpRelativePointerManagerV1Proxy.TYPE, 1).getRelativePointer(pointer)
                    .listen(new ZwpRelativePointerV1Proxy.Events() {
                        @Override
                        public void relativeMotion(int high, int low, double dx, double dy, double rawDx,
                                double rawDy) {
                            if (locked) {
                                movements.add(dx + " " + dy + " " + rawDx + " " + rawDy);
                            }
                        }
                    });
            display.roundtrip();
        }

        void lock() {
            lock = bind(ZwpPointerConstraintsV1Proxy.TYPE, 1).lockPointer(surface, pointer, null,
                    Lifetime.PERSISTENT.value());
            lock.listen(new ZwpLockedPointerV1Proxy.Events() {
                @Override
                public void locked() {
                    locked = true;
                    moved = false;
                }
            });
        }

        ZwpConfinedPointerV1Proxy confine(int x, int y, int width, int height) {
            WlRegionProxy region = region(x, y, width, height);
            ZwpConfinedPointerV1Proxy made = bind(ZwpPointerConstraintsV1Proxy.TYPE, 1).confinePointer(surface,
                    pointer, region, Lifetime.PERSISTENT.value());
            region.destroy();
            return made;
        }

        void confine(ZwpConfinedPointerV1Proxy made, int x, int y, int width, int height) {
            WlRegionProxy region = region(x, y, width, height);
            made.setRegion(region);
            region.destroy();
            surface.commit();
        }

        private WlRegionProxy region(int x, int y, int width, int height) {
            WlRegionProxy region = bind(WlCompositorProxy.TYPE, 4).createRegion();
            region.add(x, y, width, height);
            return region;
        }

        /** Takes what has come, and is always true. */
        boolean hears() {
            try {
                display.flush();
                display.dispatchPending();
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            file.close();
            display.close();
        }

        private <P extends Proxy> P bind(ProxyType<P> type, int version) {
            return registry.bind(names.get(type.spec().name()), type, version);
        }
    }
}
